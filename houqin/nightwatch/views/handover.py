"""The hand-over of a night: write it, read it, sign it, print it."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.documents.downloads import pdf_response
from houqin.documents.periods import Period, Span
from houqin.documents.proof import journal_range
from houqin.documents.records import record_pdf
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.nightwatch import actions
from houqin.nightwatch.forms.handover import HandOverForm, TakeOverForm
from houqin.nightwatch.models import ShiftHandover
from houqin.nightwatch.night_facts import sections_of
from houqin.nightwatch.paper import handover_record
from houqin.nightwatch.permissions import HAND_OVER, SEE_HANDOVERS
from houqin.nightwatch.times import MORNING, morning_after
from houqin.nightwatch.views.seeing import may
from houqin.tenancy.asking import sent

either = require_http_methods(["GET", "HEAD", "POST"])
ON_A_PAGE = 30
#: From this hour on a report is one of the coming night.
EVENING = 18


@require_safe
def handovers(request):
    authorise(request.user, SEE_HANDOVERS, school=request.school, at=request.now)
    rows = ShiftHandover.objects.of(request.school).filter(corrected_by=None)
    rows = rows.select_related("left_by", "taken__by", "school").order_by("-night", "-pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    night = night_to_hand_over(request)
    standing = rows.filter(night=night).first()
    return show(
        request, "nightwatch/handovers.html", page=page, lines=[_line(one) for one in page], night=night,
        sentence=_sentence(night, standing), standing=standing, hands_over=may(request, HAND_OVER),
    )  # fmt: skip


def night_to_hand_over(request) -> date:
    """The night that ended this morning, and from the evening on the one that has begun."""
    local = request.school.localtime(request.now)
    return local.date() if local.hour >= EVENING else local.date() - timedelta(days=1)


def _sentence(night: date, standing: ShiftHandover | None) -> str:
    if standing is None:
        return _("The night of {night} is not handed over yet.").format(night=shown(night))
    if not hasattr(standing, "taken"):
        return _("The night of {night} waits for whoever takes over.").format(night=shown(night))
    if standing.left_at < morning_after(standing.school, night):
        said = _("A shift was handed over in the night of {night}. Hand the night over after {time} in the morning.")
        return said.format(night=shown(night), time=f"{MORNING:%H:%M}")
    return _("The night of {night} is handed over.").format(night=shown(night))


def _line(one: ShiftHandover) -> dict:
    taken = getattr(one, "taken", None)
    names = [one.left_by.name, taken.by.name] if taken else [one.left_by.name, _("nobody yet takes over")]
    return {
        "label": _("Night of {night}").format(night=shown(one.night)), "url": one.get_absolute_url(),
        "quiet": " → ".join(names), "state": "done" if taken else "waiting", "end": shown(one.left_at),
    }  # fmt: skip


@either
def new(request):
    """What the apps say now is shown before it is signed."""
    school, night = request.school, night_to_hand_over(request)
    authorise(request.user, HAND_OVER, school=school, at=request.now)
    form = HandOverForm(sent(request), request.FILES or None, signer=request.user.name)
    if request.method == "POST":
        made = form.submit(request, actions.hand_over, about=[school], school=school, night=night)
        if made is not None:
            return go(made)
    return show(
        request, "nightwatch/handover_form.html", form=form, night=night, sections=sections_of(school, night),
        title=_("Hand over the night of {night}").format(night=shown(night)),
    )  # fmt: skip


def handover_of(request, pk: int) -> ShiftHandover:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = ShiftHandover.objects.visible_to(request.user)
    rows = rows.select_related("left_by", "signature", "taken__by", "taken__signature", "school__bureau")
    found = get_object_or_404(rows, pk=pk)
    authorise(request.user, SEE_HANDOVERS, school=found.school, at=request.now)
    return found


@require_safe
def one(request, pk):
    return _page(request, handover_of(request, pk))


def _page(request, found: ShiftHandover, form: TakeOverForm | None = None):
    taken = getattr(found, "taken", None)
    newer = ShiftHandover.objects.filter(corrects=found).first()
    may_take = taken is None and newer is None and may(request, HAND_OVER, found.school)
    return show(
        request, "nightwatch/handover.html", handover=found, taken=taken, newer=newer, sections=found.sections,
        sentence=_sentence(found.night, found), history=Entry.objects.about(found)[:20],
        is_leaver=found.left_by_id == request.user.pk, may_take=may_take,
        form=form or (TakeOverForm(signer=request.user.name) if may_take else None),
        take_url=reverse("nightwatch:take-over", args=[found.pk]),
    )  # fmt: skip


@require_POST
def take(request, pk):
    found = handover_of(request, pk)
    form = TakeOverForm(request.POST, request.FILES, signer=request.user.name)
    made = form.submit(request, actions.take_over, about=[found], handover=found)
    return go(found) if made is not None else _page(request, found, form)


@require_safe
def paper(request, pk):
    """The report on A4, as it was signed."""
    found = handover_of(request, pk)
    school = found.school
    with timezone.override(school.zone):
        span = Span(Period.RANGE, found.night, school.localdate(found.left_at), school.zone)
        record = handover_record(found)
        pdf = record_pdf(record, school=school, at=request.now, journal=journal_range(school, span))
    return pdf_response(pdf, f"{record.title} {found.night}.pdf", save="save" in request.GET)
