"""May this be handed in? Nothing needed is left out; a second person is a second person."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from houqin.checklists.models import Item, ItemKind, ListVersion, Run, SchoolList
from houqin.checklists.reasons import Reason
from houqin.kernel.refusals import KernelReason, Refusal


def may_hand_in(school_list: SchoolList, version: ListVersion | None, addition: ListVersion | None, *,
                happened_at: datetime, at: datetime) -> Iterator[Refusal]:  # fmt: skip
    if version is None:
        yield Refusal(Reason.NOT_PUBLISHED, {"title": str(school_list)})
        return
    if version.checklist_id != school_list.checklist_id or (
        addition is not None
        and (addition.checklist.extends_id, addition.checklist.school_id)
        != (school_list.checklist_id, school_list.school_id)
    ):
        yield Refusal(Reason.VERSION_OF_ANOTHER)
    if happened_at > at:
        yield Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": happened_at}, "GT-18")


def answers_are_whole(items: Iterable[Item], answered: dict) -> Iterator[Refusal]:
    """What has no ordinary state is entered: numbers, photos, one's own word. `answered`: item key → Answered."""
    for item in items:
        said, facts = answered[item.pk], {"item": str(item)}
        if item.kind == ItemKind.CHOICE and said.choice not in item.is_failed_by:
            yield Refusal(Reason.ANSWER_UNREADABLE, facts)
        if not item.is_required:
            continue
        if item.kind == ItemKind.NUMBER and said.number is None:
            yield Refusal(Reason.ANSWER_MISSING, facts)
        elif item.kind == ItemKind.PHOTO and not said.photos and said.passed is not False:
            yield Refusal(Reason.PHOTO_MISSING, facts)
        elif item.kind == ItemKind.SIGNATURE and not said.passed:
            yield Refusal(Reason.NOT_CONFIRMED, facts)


def may_correct(corrects: Run | None, school_list: SchoolList) -> Iterator[Refusal]:
    if corrects is None:
        return
    if corrects.school_list_id != school_list.pk:
        yield Refusal(Reason.CORRECTS_ANOTHER)
    elif Run.objects.filter(corrects=corrects).exists():
        yield Refusal(Reason.CORRECTED_ALREADY, where=corrects)


def may_sign(run: Run, *, actor, is_signed: bool) -> Iterator[Refusal]:
    if not run.needs_second:
        yield Refusal(Reason.NO_SECOND_NEEDED)
    if is_signed:
        yield Refusal(Reason.SIGNED_ALREADY)
    if run.done_by_id == actor.pk:
        yield Refusal(Reason.SIGNED_BY_RUNNER)
