"""Hand in what was seen. A failed item is a hazard in the same breath."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.checklists import events
from houqin.checklists.actions.beside import compare, have_hazards, settle
from houqin.checklists.gates import running as gates
from houqin.checklists.models import Answer, AnswerPhoto, Item, ItemKind, ListVersion, Run, SchoolList, SecondSignature
from houqin.checklists.permissions import RUN_LISTS, SIGN_LISTS
from houqin.checklists.selectors.disagreeing import run_meanwhile
from houqin.checklists.selectors.lists import items_of, versions_in_use
from houqin.duties.actions import answer_about
from houqin.incidents.actions import report_hazard
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment, store_signature
from houqin.journal.models import Attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.kernel.transactions import lock


@dataclass(frozen=True)
class Answered:
    """What somebody saw of one item, and when it failed: whose the hazard is and until when."""

    passed: bool | None = None
    number: Decimal | None = None
    choice: str = ""
    note: str = ""
    photos: list = field(default_factory=list)
    signature: Any = None
    owner_post: str = ""
    due_on: date | None = None


@transaction.atomic
def run_checklist(
    *, school_list: SchoolList, answers: Mapping[int, Answered] | None = None, version: ListVersion | None = None,
    addition: ListVersion | None = None, happened_at: datetime | None = None, corrects: Run | None = None,
    note: str = "", known: int | None = None, actor, at: datetime,
) -> Run:  # fmt: skip
    """Hand in a list: `answers` by the key of the item; an item that is not answered is as it should be.

    What has no such state (numbers, photos, one's own word) has to be entered. The versions are those that the
    person had before them, the newest when they are not named. Each failed item becomes a hazard with its photos,
    owner and day, once: a correction repeats only what failed anew. The moment counts to the school's day; entered
    later, it says so. `known` is the newest entry that the page in hand knew of (its key, 0 for none): when somebody
    else handed in meanwhile, both entries stand, and where they disagree both people are told.
    Raises Refused: see may_hand_in, answers_are_whole, may_correct; those of report_hazard and of attachments.
    """
    school = school_list.school
    authorise(actor, RUN_LISTS, school=school, at=at)
    rows = SchoolList.objects.filter(pk=school_list.pk).select_related("checklist", "school__bureau", "place")
    [school_list] = lock(rows)
    happened_at = happened_at or at
    if version is None:
        version, addition = versions_in_use(school_list)
    require(
        gates.may_hand_in(school_list, version, addition, happened_at=happened_at, at=at),
        gates.may_correct(corrects, school_list),
    )
    items = items_of(version, addition)
    answered = {item.pk: judged(item, (answers or {}).get(item.pk, Answered())) for item in items}
    require(gates.answers_are_whole(items, answered))
    failed = [item for item in items if answered[item.pk].passed is False]
    on = school.localdate(happened_at)
    beside = None if corrects else run_meanwhile(school_list, on=on, known=known, actor=actor)
    run = Run.objects.create(
        school=school, school_list=school_list, version=version, addition=addition, on=on, beside=beside,
        happened_at=happened_at, received_at=at, done_by=actor, corrects=corrects,
        needs_second=any(item.kind == ItemKind.TWO_PERSONS for item in items), found=len(failed),
        note=note.strip()[:200],
    )  # fmt: skip
    kept, files = _keep_answers(run, items, answered, actor=actor, at=at)
    record(
        events.LIST_RUN, run, about=[school_list, school_list.checklist, corrects, *files], actor=actor, at=at,
        happened_at=happened_at, title=school_list.checklist.title, on=run.on, found=len(failed), count=len(items),
        late=gettext_lazy("entered late") if run.is_late_entry else "",
    )  # fmt: skip
    if corrects:
        record(
            events.RUN_CORRECTED, corrects, about=[run], actor=actor, at=at, title=school_list.checklist.title,
            on=run.on, note=run.note,
        )  # fmt: skip
        settle(corrects, at=at)
    if beside:
        compare(run, actor=actor, at=at)
    known_already = have_hazards(corrects=corrects, beside=beside)
    for item in failed:
        if (item.version_id, item.key) not in known_already:
            _report(run, item, kept[item.pk], answered[item.pk], actor=actor, at=at)
    answer_about(school_list, at=at)
    return run


def judged(item: Item, said: Answered) -> Answered:
    """Did it pass? Said of what is looked at, reckoned from what is measured or chosen."""
    if item.kind == ItemKind.NUMBER:
        if said.number is None:
            return replace(said, passed=None)
        low, high = item.low, item.high
        return replace(said, passed=(low is None or said.number >= low) and (high is None or said.number <= high))
    if item.kind == ItemKind.CHOICE:
        choice = said.choice or next((words for words, failed in item.is_failed_by.items() if not failed), "")
        return replace(said, choice=choice, passed=not item.is_failed_by.get(choice, False))
    if item.kind == ItemKind.SIGNATURE:
        return replace(said, passed=True if said.signature else said.passed)
    if item.kind == ItemKind.PHOTO and said.passed is None:
        return replace(said, passed=True if said.photos else None)
    return replace(said, passed=said.passed is not False)


def _keep_answers(run: Run, items: list[Item], answered: Mapping, *, actor, at: datetime):
    """The answers by the key of their items, and all files that came with them."""
    made = Answer.objects.bulk_create(
        Answer(
            school=run.school, run=run, item=item, passed=answered[item.pk].passed, number=answered[item.pk].number,
            choice=answered[item.pk].choice[:80], note=answered[item.pk].note.strip()[:200],
        )
        for item in items
    )  # fmt: skip
    kept = {answer.item_id: answer for answer in made}
    photos = [
        AnswerPhoto(school=run.school, answer=kept[item.pk], attachment=file)
        for item in items
        for file in _files(answered[item.pk], chain=run.school_id, actor=actor, at=at)
    ]
    AnswerPhoto.objects.bulk_create(photos)
    return kept, [photo.attachment for photo in photos]


def _files(said: Answered, **who) -> Iterator[Attachment]:
    for photo in said.photos:
        yield photo if isinstance(photo, Attachment) else store_attachment(photo, **who)
    if said.signature:
        yield store_signature(said.signature, **who)


def _report(run: Run, item: Item, answer: Answer, said: Answered, *, actor, at: datetime) -> None:
    photos = [photo.attachment for photo in answer.photos.select_related("attachment")]
    report_hazard(
        school=run.school, what=spoken(lambda: _failing(item, answer), most=200), category=item.category,
        place=run.school_list.place, photos=photos, source=answer, grade=item.grade, owner_post=said.owner_post,
        due_on=said.due_on, found_at=run.happened_at, item=f"{run.school_list.checklist_id}/{item.key}", actor=actor,
        at=at,
    )  # fmt: skip


def _failing(item: Item, answer: Answer) -> str:
    value = " ".join(part for part in (answer.value, answer.note) if part)
    return f"{item}{_(': ')}{value}" if value else str(item)


@transaction.atomic
def sign_run(*, run: Run, actor, at: datetime) -> SecondSignature:
    """A second person says the same under their own account.

    Raises Refused: SIGNED_BY_RUNNER, SIGNED_ALREADY, NO_SECOND_NEEDED.
    """
    authorise(actor, SIGN_LISTS, school=run.school, at=at)
    lock(SchoolList.objects.filter(pk=run.school_list_id))
    run = Run.objects.select_related("school_list__checklist", "school").get(pk=run.pk)
    require(gates.may_sign(run, actor=actor, is_signed=SecondSignature.objects.filter(run=run).exists()))
    signature = SecondSignature.objects.create(school=run.school, run=run, by=actor, at=at)
    record(
        events.RUN_SIGNED, run, about=[run.school_list], actor=actor, at=at, title=run.school_list.checklist.title,
        on=run.on, name=actor.name,
    )  # fmt: skip
    answer_about(run.school_list, at=at)
    return signature
