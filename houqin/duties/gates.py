"""Questions asked before a duty is excused or tuned."""

from collections.abc import Iterable, Iterator
from datetime import date, time

from houqin.duties.declaring import DutyKind
from houqin.duties.models import OPEN, Duty, DutyState
from houqin.duties.ranks import rank, stands_above
from houqin.duties.reasons import Reason
from houqin.duties.tuned import Tuned
from houqin.kernel.refusals import Refusal
from houqin.people.events import post_name
from houqin.tenancy.posts import Post


def may_excuse(duty: Duty, *, posts: Iterable[str], is_own: bool) -> Iterator[Refusal]:
    """Why a person with these posts may not say that this need not be done. `is_own`: they answer for it now."""
    if duty.state not in (*OPEN, DutyState.MISSED):
        yield Refusal(Reason.CLOSED_ALREADY, {"state": duty.get_state_display()})
    if is_own or duty.owner in posts:
        yield Refusal(Reason.OWN_DUTY)
    elif not any(stands_above(post, duty.owner) for post in posts):
        yield Refusal(Reason.NOT_ABOVE, {"owner": post_name(duty.owner)})


def may_tune(kind: DutyKind, *, wanted: Tuned, held: Tuned, valid_from: date, today: date) -> Iterator[Refusal]:
    """Why a school may not do a duty like this: it may only tighten what is declared. `held` is how it is now."""
    if wanted.by is not None:
        yield from _may_be_due(kind, wanted.by)
    owners = (kind.owner, *kind.may_own)
    if wanted.owner not in owners:
        facts = {"owner": post_name(wanted.owner), "may_own": [str(post.label) for post in owners]}
        yield Refusal(Reason.OWNER_NOT_ALLOWED, facts)
    minutes = [minutes for minutes, _post in wanted.ladder]
    if minutes != sorted(set(minutes)) or any(one < 1 for one in minutes):
        yield Refusal(Reason.LADDER_DOES_NOT_RISE)
    for rung in kind.ladder_as_written:
        if not any(_is_as_strict(one, rung) for one in wanted.ladder):
            yield Refusal(Reason.LADDER_SLOWER, {"minutes": rung[0], "post": post_name(rung[1])})
    if valid_from <= today:
        yield Refusal(Reason.NOT_FROM_TOMORROW)
    if wanted == held:
        yield Refusal(Reason.NOTHING_CHANGES)


def _may_be_due(kind: DutyKind, by: time) -> Iterator[Refusal]:
    declared, opens = getattr(kind.schedule, "by", None), getattr(kind.schedule, "opens", time(0))
    if declared is None:
        yield Refusal(Reason.NOT_TUNABLE)
        return
    # A night's duty is due after midnight: half past eleven is earlier than half past twelve.
    if _into_the_night(by, opens) > _into_the_night(declared, opens):
        yield Refusal(Reason.LATER_THAN_DECLARED, {"by": f"{declared:%H:%M}"})
    elif _into_the_night(by, opens) <= _into_the_night(opens, opens):
        yield Refusal(Reason.BEFORE_IT_OPENS, {"opens": f"{opens:%H:%M}"})


def _into_the_night(at: time, opens: time) -> int:
    """Minutes since the duty opened."""
    return (at.hour * 60 + at.minute - opens.hour * 60 - opens.minute) % (24 * 60)


def _is_as_strict(one: list, declared: list) -> bool:
    """The same post or one above it, no later."""
    return one[0] <= declared[0] and (one[1] == declared[1] or rank(one[1]) > rank(Post(declared[1])))
