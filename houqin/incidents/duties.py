"""Deadlines of cases. Raised by the verbs, since nobody can plan a hazard."""

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import OnEvent
from houqin.incidents.models import Hazard, HazardStep
from houqin.tenancy.posts import Post

HOUR, DAY = 60, 24 * 60

GRADE, FIX, VERIFY, REPORT_UP = (
    "incidents.grade_hazard",
    "incidents.fix_hazard",
    "incidents.verify_hazard",
    "incidents.report_hazard_up",
)


@duty(
    GRADE, title=_("Grade hazard {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((2 * HOUR, Post.DEPUTY_PRINCIPAL), (8 * HOUR, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-24",), view="incidents:hazard", verb=_("Grade it"),
)  # fmt: skip
def hazard_is_graded(duties):
    """Done when a leader has graded it. Two queries for all of them."""
    yield from _answered(duties, HazardStep.Kind.GRADED, lambda hazard: hazard.graded_at)


@duty(
    FIX, title=_("Put hazard right: {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((HOUR, Post.GENERAL_AFFAIRS_DIRECTOR), (DAY, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-24", "D-34"), view="incidents:hazard", verb=_("Put right"),
)  # fmt: skip
def hazard_is_fixed(duties):
    """Done when somebody has recorded what was done, and nobody sent it back since. Two queries for all of them."""
    fixed = (Hazard.State.FIXED, Hazard.State.CLOSED)
    yield from _answered(duties, HazardStep.Kind.FIXED, lambda hazard: hazard.state in fixed)


@duty(
    VERIFY, title=_("Verify hazard {subject}"), schedule=OnEvent(), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((HOUR, Post.DEPUTY_PRINCIPAL), (DAY, Post.PRINCIPAL)),
    rule="FM-09", clauses=("C-24",), view="incidents:hazard", verb=_("Verify"),
)  # fmt: skip
def hazard_is_verified(duties):
    """Done when somebody else has closed it or sent it back. Two queries for all of them."""
    kinds = (HazardStep.Kind.VERIFIED, HazardStep.Kind.SENT_BACK)
    yield from _answered(duties, kinds, lambda hazard: hazard.state != Hazard.State.FIXED)


@duty(
    REPORT_UP, title=_("Report major hazard {subject} to the bureau"), schedule=OnEvent(), owner=Post.PRINCIPAL,
    ladder=((30, Post.GENERAL_AFFAIRS_DIRECTOR), (HOUR, Post.PRINCIPAL)),
    rule="FM-13", clauses=("D-29", "D-30"), view="incidents:hazard", verb=_("Report"), urgent=True,
)  # fmt: skip
def hazard_is_reported_up(duties):
    """Done when it is recorded how and to whom it was reported. Two queries for all of them."""
    yield from _answered(duties, HazardStep.Kind.REPORTED_UP, lambda hazard: hazard.reported_up_at)


def _answered(duties, kinds, is_done):
    """Each duty whose hazard is that far, with the newest step of these kinds as what proves it."""
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    keys = {one.subject_id for one in duties}
    steps = HazardStep.objects.filter(hazard__in=keys, kind__in=kinds).select_related("by").order_by("pk")
    newest = {step.hazard_id: step for step in steps}
    for one, hazard in subjects(duties, Hazard):
        if is_done(hazard) and (step := newest.get(hazard.pk)):
            yield Done(one, at=step.at, by=step.by, thing=hazard)
