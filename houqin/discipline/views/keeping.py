"""Safe keeping: the envelopes, one envelope, in and out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.discipline import actions
from houqin.discipline.forms.keeping import GiveBackForm, TakeInForm
from houqin.discipline.models import Envelope, EnvelopeMovement
from houqin.discipline.models.keeping import yuan
from houqin.discipline.permissions import KEEP_VALUABLES, SEE_KEPT
from houqin.discipline.selectors.keeping import things_kept
from houqin.discipline.views.parts import home, joined, may, page
from houqin.journal.models import Entry
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy.asking import ask, crumb

ON_A_PAGE = 50


def _trail(*further):
    return home(crumb(_("Safe keeping"), "discipline:kept"), *further)


def _yuan(fen: int) -> str:
    return _("{amount} yuan").format(amount=yuan(fen))


def _things(kept: dict[str, int]) -> list[str]:
    return [f"{name} × {count}" for name, count in kept.items()]


@require_safe
def kept(request):
    school = request.school
    authorise(request.user, SEE_KEPT, school=school, at=request.now)
    text = request.GET.get("q", "").strip()[:60]
    rows = Envelope.objects.of(school).with_balance().select_related("pupil")
    if text:
        rows = rows.filter(Q(number=text) | Q(pupil__name__icontains=text) | Q(pupil__number=text))
    pager = Paginator(rows.order_by("number", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    held = things_kept(list(pager))
    moved = EnvelopeMovement.objects.of(school).aggregate(
        money_in=Sum("amount_fen", filter=Q(kind="in")), money_out=Sum("amount_fen", filter=Q(kind="out"))
    )
    left = (moved["money_in"] or 0) - (moved["money_out"] or 0)
    number = pager.paginator.count
    said = ngettext("{number} envelope, {left} in all.", "{number} envelopes, {left} in all.", number)
    lines = [
        {"label": joined(one.number, one.pupil.name), "url": one.get_absolute_url(), "icon": "mail",
         "quiet": shown(_things(held.get(one.pk, {}))), "end": _yuan(one.left_fen)}
        for one in pager
    ]  # fmt: skip
    verbs = []
    if may(request, KEEP_VALUABLES):
        href = reverse("discipline:take-in")
        verbs = [{"label": _("Take in"), "icon": "mail-plus", "href": href, "primary": True}]
    return page(
        request, title=_("Safe keeping"), verbs=verbs, pager=pager,
        sentence=said.format(number=number, left=_yuan(left)) if number else _("Nothing is in safe keeping."),
        sections=[{"title": _("Envelopes"), "lines": lines, "empty": _("No envelope yet.")}],
    )  # fmt: skip


def one_envelope(request, pk: int) -> Envelope:
    rows = Envelope.objects.visible_to(request.user).with_balance().select_related("pupil", "school__bureau")
    found = get_object_or_404(rows, pk=pk)
    authorise(request.user, SEE_KEPT, school=found.school, at=request.now)
    return found


@require_safe
def envelope(request, pk):
    found = one_envelope(request, pk)
    inside = things_kept([found]).get(found.pk, {})
    movements = found.movements.select_related("by", "signed_by_pupil", "signed_by_keeper").prefetch_related("things")
    signed = [
        {"words": joined(f"{one.get_kind_display()}{_(': ')}{_yuan(one.amount_fen)}" if one.amount_fen
                         else one.get_kind_display(), *map(str, one.things.all()), one.note),
         "quiet": joined(shown(one.happened_at), one.by.name),
         "files": [(one.signed_by_pupil, found.pupil.name), (one.signed_by_keeper, one.by.name)]}
        for one in movements.order_by("-pk")
    ]  # fmt: skip
    verbs = []
    if may(request, KEEP_VALUABLES):
        take_in = f"{reverse('discipline:take-in')}?pupil={found.pupil.number}"
        verbs.append({"label": _("Take in more"), "icon": "mail-plus", "href": take_in})
        if found.left_fen or inside:
            href = reverse("discipline:give-back", args=[found.pk])
            verbs.append({"label": _("Give back"), "icon": "mail-forward", "href": href, "primary": True})
    said = shown([*([_yuan(found.left_fen)] if found.left_fen else []), *_things(inside)]) or _("nothing")
    facts = [(_("Owner"), found.pupil.name), (_("Money"), _yuan(found.left_fen)), (_("Things"), _things(inside)),
             (_("Opened at"), found.opened_at)]  # fmt: skip
    return page(
        request, title=_("Envelope {number}").format(number=found.number), crumbs=_trail(), verbs=verbs,
        sentence=_("Envelope {number} of {name} holds {what}.").format(
            number=found.number, name=found.pupil.name, what=said
        ),
        sections=[
            {"title": _("In and out"), "signed": signed},
            {"title": _("What is inside"), "facts": [fact for fact in facts if fact[1]]},
        ],
        history=Entry.objects.about(found)[:20],
    )  # fmt: skip


def _sent(request) -> dict:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request):
    school = request.school
    form = TakeInForm(
        school=school, on=school.localdate(request.now), initial={"pupil": request.GET.get("pupil", "")[:24]},
        **_sent(request),
    )  # fmt: skip
    answer = ask(
        request, form, actions.take_in, needs=KEEP_VALUABLES, title=_("Take into safe keeping"), submit=_("Take in"),
        back=reverse("discipline:kept"), crumbs=_trail(), lead=_("Count it together. Both sign for what was counted."),
    )  # fmt: skip
    if answer.status_code == 303:
        messages.success(request, _("Taken in. The number stands on the envelope."))
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request, pk):
    found = one_envelope(request, pk)
    school = found.school
    form = GiveBackForm(
        school=school, on=school.localdate(request.now), left_fen=found.left_fen,
        kept=things_kept([found]).get(found.pk, {}), **_sent(request),
    )  # fmt: skip
    return ask(
        request, form, actions.give_back, needs=KEEP_VALUABLES, envelope=found, about=[found],
        title=_("Give back from envelope {number}").format(number=found.number), submit=_("Give back"),
        back=found.get_absolute_url(), crumbs=_trail((found.number, found.get_absolute_url())),
        lead=_("Only to its owner, in person. All of it, unless you write less."),
    )  # fmt: skip
