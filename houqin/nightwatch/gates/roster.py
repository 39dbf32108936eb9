"""May this person have this night?"""

from collections.abc import Iterable, Iterator
from datetime import date

from houqin.kernel.refusals import Refusal
from houqin.nightwatch.models import NightDuty, Role, Swap
from houqin.nightwatch.permissions import LEADS, WATCHES
from houqin.nightwatch.reasons import Reason


def may_have_nights(users: Iterable, role: str, posts: dict[int, set[str]]) -> Iterator[Refusal]:
    """`posts`: account key → the posts held at the school. Rule SF-05."""
    wanted = LEADS if role == Role.LEADER else WATCHES
    for user in users:
        if not posts.get(user.pk, set()) & {post.value for post in wanted}:
            yield Refusal(Reason.POST_DOES_NOT_WATCH, {"name": user.name})


def may_plan(leaders: list, watchers: dict, posts: dict[int, set[str]]) -> Iterator[Refusal]:
    if not leaders and not any(watchers.values()):
        yield Refusal(Reason.NOBODY_CHOSEN)
    yield from may_have_nights(leaders, Role.LEADER, posts)
    listed = {user.pk for user in leaders}
    for users in watchers.values():
        yield from may_have_nights(users, Role.WATCHER, posts)
        for user in users:
            if user.pk in listed:
                yield Refusal(Reason.IN_TWO_LISTS, {"name": user.name})
        listed |= {user.pk for user in users}


def is_to_come(*nights: date, tonight: date) -> Iterator[Refusal]:
    for night in nights:
        if night < tonight:
            yield Refusal(Reason.NIGHT_IS_OVER, {"night": night})


def is_free(user, night: date, of_night: Iterable[NightDuty], *, slot: tuple | None = None) -> Iterator[Refusal]:
    """`of_night`: who has that night; `slot` is the one to be given."""
    for one in of_night:
        if one.user_id == user.pk and one.night == night:
            same = one.slot == slot
            yield (
                Refusal(Reason.SAME_PERSON, {"name": user.name})
                if same
                else Refusal(Reason.TWICE_IN_A_NIGHT, {"name": user.name, "night": night})
            )


def may_swap(given: NightDuty, wanted: NightDuty, *, of_nights: list[NightDuty], tonight: date) -> Iterator[Refusal]:
    """Would the two nights change hands? Both stand, of one kind, and neither gets a night they have already."""
    if given.role != wanted.role:
        yield Refusal(Reason.DIFFERENT_TASKS)
    for one in (given, wanted):
        if one.withdrawn_at is not None:
            yield Refusal(Reason.NIGHT_CHANGED, {"night": one.night})
    yield from is_to_come(given.night, wanted.night, tonight=tonight)
    if given.user_id == wanted.user_id:
        yield Refusal(Reason.SAME_PERSON, {"name": given.user.name})
        return
    others = [one for one in of_nights if one.pk not in (given.pk, wanted.pk)]
    yield from is_free(given.user, wanted.night, others)
    yield from is_free(wanted.user, given.night, others)


def may_ask(given: NightDuty, *, actor, decides: bool, is_asked: bool) -> Iterator[Refusal]:
    if given.user_id != actor.pk and not decides:
        yield Refusal(Reason.NOT_YOUR_NIGHT, {"name": given.user.name})
    if is_asked:
        yield Refusal(Reason.SWAP_ASKED_ALREADY)


def may_answer(swap: Swap, *, agrees: bool, actor, decides: bool) -> Iterator[Refusal]:
    """Whoever was asked says yes or no; whoever asked may take it back; a leader decides for both."""
    if swap.answered_at is not None:
        yield Refusal(Reason.SWAP_ANSWERED)
    takes_back = not agrees and actor.pk == swap.asked_by_id
    if actor.pk != swap.wanted.user_id and not decides and not takes_back:
        yield Refusal(Reason.SWAP_NOT_FOR_YOU, {"name": swap.wanted.user.name})
