"""Pages of duties: one on one occasion, all that are declared, one of these and how the school does it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.duties import actions, wording
from houqin.duties.declaring import DUTIES, DutyKind
from houqin.duties.events import bare_title
from houqin.duties.forms import ExcuseForm, TuneForm
from houqin.duties.gates import may_excuse
from houqin.duties.models import Duty, DutyState, DutyTuning
from houqin.duties.permissions import EXCUSE, SEE_DUTIES, TUNE
from houqin.duties.selectors import ladders
from houqin.duties.standing_still import last_pass
from houqin.duties.tuned import Tunings
from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.people.answering import answering
from houqin.people.events import post_name
from houqin.tenancy.asking import ask, crumb, sent

#: States of ours that the shell draws with another's shape.
SHAPES = {DutyState.EXCUSED: "held", DutyState.WITHDRAWN: "held"}


@require_safe
def duty(request, pk):
    authorise(request.user, SEE_DUTIES, school=request.school, at=request.now)
    one = _duty(request, pk)
    kind, people = one.kind, answering(one.school, one.owner, request.now)
    who = f"{post_name(one.owner)} {'、'.join(user.name for user in people)}".strip()
    facts = [
        (_("Due by"), one.due_at),
        (_("Answers for it today"), who if people else _("%(post)s, vacant") % {"post": post_name(one.owner)}),
        (_("Rule behind it"), kind.rule if kind else ""),
        (_("Clauses of the plan"), list(kind.clauses) if kind else ""),
        (_("Done"), one.done_at),
        (_("Done by"), one.done_by),
        (_("Excused by"), one.excused_by),
        (_("Why"), one.excused_reason),
    ]
    may, refusals = request.user.may(EXCUSE, school=one.school, at=request.now), []
    if may and one.is_open:
        posts = request.user.posts_in(one.school, request.now)
        refusals = list(may_excuse(one, posts=posts, is_own=request.user in people))
    return show(
        request, "duties/duty.html", one=one, facts=facts, shape=SHAPES.get(one.state, one.state),
        word=one.get_state_display(), rungs=ladders([one], at=request.now)[one.pk], may_excuse=may and one.is_open,
        refusals=refusals, entries=Entry.objects.about(one)[:30], crumbs=_crumbs(one.code),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def excuse(request, pk):
    one = _duty(request, pk)
    return ask(
        request, ExcuseForm(sent(request)), actions.excuse_duty, needs=EXCUSE, duty=one, about=[one],
        title=_("Excuse: %(duty)s") % {"duty": one.title}, submit=_("Excuse"), back=one.get_absolute_url(),
        lead=_("It then counts as not asked for. Your name and your reason stay on record."),
        crumbs=[*_crumbs(one.code), (one.title, one.get_absolute_url())],
    )  # fmt: skip


@require_safe
def rules(request):
    """Every duty that is declared, as this school does it."""
    authorise(request.user, SEE_DUTIES, school=request.school, at=request.now)
    school, today = request.school, request.school.localdate(request.now)
    tunings = Tunings([school])
    lines = [_line(kind, tunings, school, today) for kind in DUTIES.values()]
    count = len(lines)
    sentence = ngettext("%(count)d duty is kept here.", "%(count)d duties are kept here.", count) % {"count": count}
    return show(request, "duties/rules.html", sentence=sentence, lines=lines, last_pass=last_pass())


def _line(kind: DutyKind, tunings: Tunings, school, today) -> dict:
    tuned = tunings.tuned(kind, school.pk, today)
    said = [wording.when(kind.schedule, tuned.by), str(post_name(tuned.owner)), wording.ladder(tuned.ladder)]
    return {
        "label": bare_title(kind.code), "url": reverse("duties:rule", args=[kind.code]), "icon": "list-check",
        "quiet": _(", ").join(part for part in said if part),
        "end": _("tightened") if tunings.in_force(school.pk, kind.code, today) else "",
    }  # fmt: skip


@require_safe
def rule(request, code):
    authorise(request.user, SEE_DUTIES, school=request.school, at=request.now)
    kind, school = _kind(code), request.school
    tuned = Tunings([school]).tuned(kind, school.pk, school.localdate(request.now))
    facts = [
        (_("When"), wording.when(kind.schedule, tuned.by)),
        (_("Who answers for it"), post_name(tuned.owner)),
        (_("Then told"), wording.ladder(tuned.ladder)),
        (_("Rule behind it"), kind.rule),
        (_("Clauses of the plan"), list(kind.clauses)),
    ]
    tunings = DutyTuning.objects.of(school).filter(code=code).select_related("set_by").order_by("-valid_from", "-pk")
    return show(
        request, "duties/rule.html", kind=kind, title=bare_title(code), facts=facts,
        lines=[_tuning_line(kind, one) for one in tunings], crumbs=[crumb(_("Duties"), "duties:rules")],
        may_tune=request.user.may(TUNE, school=school, at=request.now),
    )  # fmt: skip


def _tuning_line(kind: DutyKind, one: DutyTuning) -> dict:
    said = [
        wording.when(kind.schedule, one.by) if one.by else "", str(post_name(one.owner)) if one.owner else "",
        wording.ladder(one.ladder) if one.ladder else "",
    ]  # fmt: skip
    how = _(", ").join(part for part in said if part) or _("as declared")
    return {"label": how, "quiet": f"{one.set_by}{_(': ')}{one.reason}", "icon": "adjustments", "end": one.valid_from}


@require_http_methods(["GET", "POST"])
def tune(request, code):
    kind, school = _kind(code), request.school
    today = school.localdate(request.now)
    form = TuneForm(sent(request), kind=kind, held=Tunings([school]).tuned(kind, school.pk, today), today=today)
    page = reverse("duties:rule", args=[code])
    return ask(
        request, form, actions.tune_duty, needs=TUNE, school=school, code=code, title=_("Tighten: %(duty)s") % {
        "duty": bare_title(code)}, submit=_("Tighten"), back=page,
        lead=_("A school may ask for more than the rule, never for less. What is asked today stays as it is."),
        crumbs=[crumb(_("Duties"), "duties:rules"), (bare_title(code), page)],
    )  # fmt: skip


def _duty(request, pk) -> Duty:
    rows = Duty.objects.visible_to(request.user).of(request.school)
    return get_object_or_404(rows.select_related("school__bureau", "done_by", "excused_by"), pk=pk)


def _kind(code: str) -> DutyKind:
    if code not in DUTIES:
        raise Http404
    return DUTIES[code]


def _crumbs(code: str):
    found = [crumb(_("Duties"), "duties:rules")]
    return [*found, crumb(bare_title(code), "duties:rule", code)] if code in DUTIES else found
