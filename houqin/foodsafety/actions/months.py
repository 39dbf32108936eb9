"""The month: the principal hears the director, and next month's priorities become duties (FM-11)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from houqin.foodsafety import events
from houqin.foodsafety.actions.days import signed
from houqin.foodsafety.gates import signing as gates
from houqin.foodsafety.models import MonthlyDispatch
from houqin.foodsafety.permissions import HOLD_DISPATCH
from houqin.foodsafety.reasons import Reason
from houqin.foodsafety.selectors.periods import month_of
from houqin.governance.actions import NewItem, hold_meeting
from houqin.governance.models import Meeting
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.transactions import lock
from houqin.people.selectors import holders
from houqin.tenancy.models import School
from houqin.tenancy.posts import Post

#: The dispatch of a month may be held so many days before it ends. A house rule: the last week is often full.
DAYS_AHEAD = timedelta(days=7)


def held_from(month: date) -> date:
    """The first day on which a month may be dispatched."""
    return (month + timedelta(days=32)).replace(day=1) - DAYS_AHEAD


@transaction.atomic
def hold_dispatch(
    *, school, month: date, held_at: datetime, place: str, minutes: str, priorities: Sequence[NewItem],
    attendees: Iterable = (), missing_reason: str = "", actor, at: datetime,
) -> MonthlyDispatch:  # fmt: skip
    """Record that the principal heard the director on the weeks of a month, with next month's priorities as items.

    The minutes count when the principal signs them: `governance.actions.sign_minutes`. A correction is a further text
    of the meeting.  Raises Refused: DAY_AHEAD, NOT_A_MONTH, MONTH_NOT_OVER, WEEKS_MISSING, NO_PRIORITY, SIGNED_ALREADY,
    NO_PRINCIPAL; those of hold_meeting.
    """
    authorise(actor, HOLD_DISPATCH, school=school, at=at)
    lock(School.objects.filter(pk=school.pk))
    held_on, priorities = school.localdate(held_at), list(priorities)
    in_office = holders(school, on=held_on)
    principal = next((held.user for held in in_office if held.post == Post.PRINCIPAL), None)
    known = MonthlyDispatch.objects.of(school).filter(month=month).select_related("signed_by").first()
    seen = month_of(school, month, until=held_on)
    require(
        gates.is_not_ahead(held_on, today=school.localdate(at)),
        gates.is_the_first(known, None, ""),
        gates.month_may_be_held(seen, missing_reason=missing_reason, from_on=held_from(month), held_on=held_on),
        [] if priorities else [Refusal(Reason.NO_PRIORITY)],
        [] if principal else [Refusal(Reason.NO_PRINCIPAL)],
    )
    meeting = hold_meeting(
        school=school, kind=Meeting.Kind.DISPATCH, held_at=held_at, place=place, chair=principal, minutes=minutes,
        title=_("Monthly food-safety dispatch {month}").format(month=f"{month:%Y-%m}"), attendees=attendees,
        items=priorities, actor=actor, at=at,
    )  # fmt: skip
    dispatch = MonthlyDispatch.objects.create(
        school=school, month=month, meeting=meeting, weeks=seen.weeks, missing_reason=missing_reason.strip()[:200],
        facts=[{"open_hazards": seen.open_hazards, "missing": [monday.isoformat() for monday in seen.missing]}],
        **signed(actor, school, at, HOLD_DISPATCH),
    )  # fmt: skip
    record(
        events.DISPATCH_RECORDED, dispatch, about=[meeting], actor=actor, at=at, happened_at=held_at,
        month=f"{month:%Y-%m}", priorities=[one.what for one in priorities],
    )  # fmt: skip
    return dispatch
