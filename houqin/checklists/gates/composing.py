"""May this draft be published, this list be put to use?"""

from collections.abc import Iterator
from datetime import time

from houqin.checklists.drafts import Draft
from houqin.checklists.models import Checklist, Frequency, ItemKind
from houqin.checklists.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refusal
from houqin.tenancy.posts import AT_BUREAU, Post

#: One page on a phone is no longer than this, and nobody looks at more in one round.
MOST_ITEMS = 80


def has_title(title: str) -> Iterator[Refusal]:
    if not title.strip():
        yield Refusal(Reason.TITLE_MISSING)


def is_in_use(checklist: Checklist) -> Iterator[Refusal]:
    if checklist.retired_at:
        yield Refusal(Reason.LIST_RETIRED, {"title": str(checklist)})


def item_is_sane(item: Draft, number: int) -> Iterator[Refusal]:
    if not item.text.strip():
        yield Refusal(Reason.ITEM_UNNAMED, {"number": number})
        return
    facts = {"item": str(item)}
    if item.kind == ItemKind.NUMBER:
        low, high = item.limits
        if low is high is None:
            yield Refusal(Reason.ITEM_WITHOUT_LIMITS, facts)
        elif low is not None and high is not None and low > high:
            yield Refusal(Reason.LIMITS_SWAPPED, facts)
    if item.kind == ItemKind.CHOICE:
        if len(item.choices) < 2:
            yield Refusal(Reason.TOO_FEW_CHOICES, facts)
        elif len({bool(failed) for _words, failed, *_english in item.choices}) < 2:
            yield Refusal(Reason.NO_FAILING_CHOICE, facts)


def may_publish(checklist: Checklist, items: list[Draft], before: list[Draft]) -> Iterator[Refusal]:
    """`before` are the items of the newest version, none when there is none."""
    yield from is_in_use(checklist)
    if not items:
        yield Refusal(Reason.NO_ITEMS)
    elif items == before:
        yield Refusal(Reason.NOTHING_TO_PUBLISH)
    if len(items) > MOST_ITEMS:
        yield Refusal(Reason.TOO_MANY_ITEMS, {"most": MOST_ITEMS})
    for number, item in enumerate(items, start=1):
        yield from item_is_sane(item, number)


def may_schedule(checklist: Checklist, *, school, frequency: str, by: time | None, owner_post: str, place,
                 is_published: bool) -> Iterator[Refusal]:  # fmt: skip
    """A school does a list of its bureau at least as often as the bureau says."""
    yield from is_in_use(checklist)
    if not is_published:
        yield Refusal(Reason.NOT_PUBLISHED, {"title": str(checklist)})
    if checklist.bureau_id and not Frequency(frequency).is_at_least(checklist.frequency):
        facts = {"title": str(checklist), "frequency": Frequency(checklist.frequency).label}
        yield Refusal(Reason.FREQUENCY_TOO_LOW, facts)
    yield from schedule_is_whole(frequency, by=by, owner_post=owner_post)
    if place is not None and place.school_id != school.pk:
        yield Refusal(KernelReason.OTHER_SCHOOL, {"what": str(place)})


def schedule_is_whole(frequency: str, *, by: time | None, owner_post: str) -> Iterator[Refusal]:
    if frequency != Frequency.NONE and by is None:
        yield Refusal(Reason.TIME_MISSING)
    if owner_post not in Post.values or Post(owner_post) in AT_BUREAU:
        yield Refusal(Reason.POST_UNKNOWN, {"post": owner_post})


def may_extend(checklist: Checklist) -> Iterator[Refusal]:
    yield from is_in_use(checklist)
    if not checklist.bureau_id:
        yield Refusal(Reason.NOT_EXTENDABLE, {"title": str(checklist)})


def may_end(checklist: Checklist) -> Iterator[Refusal]:
    if checklist.bureau_id:
        facts = {"title": str(checklist), "frequency": Frequency(checklist.frequency).label}
        yield Refusal(Reason.FREQUENCY_TOO_LOW, facts)
