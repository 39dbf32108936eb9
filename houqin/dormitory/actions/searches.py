"""A child is not in bed: search, call, find. Each step is timed from the moment the bed was found empty."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from houqin.dormitory.events import CHILD_FOUND, CHILD_MISSING, SEARCH_STEP
from houqin.dormitory.gates.searches import may_be_found, may_step
from houqin.dormitory.ladder import LADDER
from houqin.dormitory.merging import merged
from houqin.dormitory.models import ELSEWHERE, Bed, FoundAs, Mark, Roll, Said, Search, SearchStep
from houqin.dormitory.notice_kinds import CHILD_FOUND as WORD_FOUND
from houqin.dormitory.notice_kinds import CHILD_MISSING as WORD_MISSING
from houqin.dormitory.permissions import SEARCH
from houqin.dormitory.selectors.rolls import SEARCHES, words_of
from houqin.dormitory.selectors.searches import head_teacher_of
from houqin.duties.actions import answer_about, raise_duty
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock, lock_row
from houqin.notices.actions import tell, withdraw_about
from houqin.people.models import Pupil
from houqin.tenancy.codes import next_code
from houqin.tenancy.parameters import parameters_of
from houqin.whereabouts.actions import end_away, note_away
from houqin.whereabouts.models import Away
from houqin.whereabouts.selectors import whereabouts


def begin_searches(roll: Roll, empty: dict[int, int], *, happened_at: datetime, actor, at: datetime) -> None:
    """For each pupil whose bed was just found empty: bed by pupil. No query when there is none."""
    if not empty:
        return
    beds = Bed.objects.select_related("room__space").in_bulk(empty.values())
    pupils = Pupil.objects.in_bulk(empty)
    for pupil, bed in empty.items():
        begin_search(roll, beds[bed], pupils[pupil], happened_at=happened_at, actor=actor, at=at)


def begin_search(roll: Roll, bed: Bed, pupil: Pupil, *, happened_at: datetime, actor, at: datetime) -> Search:
    """Raise the ladder for one child, in the transaction of the mark; who is searched for already is not twice.

    Whoever calls holds the pupil's row. An empty bed that is told of after the child was found is old news.
    The head teacher of the child's class hears at once; the others when their minute comes (DR-04). An entry that
    waited on a phone does not gain that time: the minutes count from the empty bed.
    """
    known = Search.objects.filter(Q(found_at=None) | Q(found_at__gt=happened_at))
    if search := known.filter(pupil=pupil).order_by("pk").last():
        return search
    school = roll.school
    search = Search.objects.create(
        school=school, code=next_code(school, "XR", school.localdate(happened_at)), pupil=pupil, bed=bed, roll=roll,
        missing_since=happened_at, opened_at=at, opened_by=actor,
    )  # fmt: skip
    record(
        CHILD_MISSING, search, about=[pupil, roll], actor=actor, at=at, happened_at=happened_at, code=search.code,
        number=pupil.number, bed=str(bed),
    )  # fmt: skip
    numbers = parameters_of(school, on=school.localdate(happened_at))
    for rung in LADDER:
        due_at = happened_at + timedelta(minutes=int(numbers[rung.parameter]))
        raise_duty(
            code=rung.duty, key=str(search.pk), school=school, subject=search, subject_name=pupil.name,
            opens_at=happened_at, due_at=due_at, at=at,
        )  # fmt: skip
    teacher = head_teacher_of(pupil, on=school.localdate(at))
    if teacher and teacher.user:
        tell(
            WORD_MISSING, to=[teacher.user], school=school, at=at, subject=search, url=search.get_absolute_url(),
            name=pupil.name, where=str(bed), since=happened_at,
        )  # fmt: skip
    return search


@transaction.atomic
def log_search_step(
    *, search: Search, step: str, was_reached: bool = True, whom: str = "", reference: str = "", note: str = "",
    happened_at: datetime | None = None, actor, at: datetime,
) -> SearchStep:  # fmt: skip
    """Write down a call or a place looked at; it answers the duty of that step.  Raises Refused: see may_step."""
    authorise(actor, SEARCH, school=search.school, at=at)
    search = lock_row(Search, search.pk, "pupil", "school")
    happened_at = happened_at or at
    require(may_step(search, happened_at=happened_at, at=at))
    row = SearchStep.objects.create(
        school=search.school, search=search, step=step, was_reached=was_reached, whom=whom.strip(),
        reference=reference.strip(), note=note.strip(), happened_at=happened_at, received_at=at, by=actor,
    )  # fmt: skip
    record(
        SEARCH_STEP, search, about=[row, search.pupil], actor=actor, at=at, happened_at=happened_at, code=search.code,
        step=step, whom=row.whom, note=row.note,
    )  # fmt: skip
    answer_about(search, at=at)
    return row


@transaction.atomic
def find_child(
    *, search: Search, found_as: str, where: str, happened_at: datetime | None = None, actor, at: datetime
) -> Search:
    """The child is found: the ladder stops in this transaction, and whoever was told hears it.

    In bed or in the sick room explains the bed too. At home it does only with an approved leave (GT-14): the search is
    over, the roll stays open.  Raises Refused: see may_be_found; of note_away.
    """
    authorise(actor, SEARCH, school=search.school, at=at)
    # The order of whoever counts: the roll, the pupil, the search.
    lock_row(Roll, search.roll_id)
    lock_row(Pupil, search.pupil_id)
    search = lock_row(Search, search.pk, "pupil", "school", "bed__room__space", "roll")
    happened_at = happened_at or at
    require(may_be_found(search, where=where, happened_at=happened_at, at=at))
    pupil, school = search.pupil, search.school
    before = whereabouts(school, at=happened_at, pupils=[pupil.pk]).get(pupil.pk)
    is_elsewhere = found_as in ELSEWHERE and before is not None and before.kind in ELSEWHERE - {found_as}
    if is_elsewhere:
        lock_row(Away, before.thing.pk)
    search = _end(search, found_as, where.strip(), happened_at=happened_at, actor=actor, at=at)
    if is_elsewhere:
        end_away(away=before.thing, happened_at=happened_at, actor=actor, at=at)
        before = None
    if found_as in ELSEWHERE and before is None:
        note_away(pupil=pupil, kind=found_as, confirmed_by=actor, place=where.strip()[:80], happened_at=happened_at,
                  actor=actor, at=at)  # fmt: skip
    known = whereabouts(school, at=happened_at, pupils=[pupil.pk]).get(pupil.pk)
    has_leave = known is not None and known.kind == Said.LEAVE
    if search.roll.closed_at is None and (found_as != FoundAs.HOME or has_leave):
        last = merged(words_of(search.roll).get(search.bed_id, ()), pupil_id=pupil.pk).last
        # Who approved a leave said nothing of the hours after its end.
        is_on_time = found_as == FoundAs.HOME and not known.is_overdue(happened_at)
        vouches = known.confirmed_by if is_on_time and known.confirmed_by else actor
        Mark.objects.create(
            school=school, roll=search.roll, bed=search.bed, pupil=pupil, said=str(Said(found_as)),
            confirmed_by=vouches, seen=last, by=actor, happened_at=happened_at, received_at=at,
        )  # fmt: skip
    return search


def end_searches(pupils: Iterable[Pupil], kind: str, *, happened_at: datetime, actor, at: datetime) -> None:
    """The school has just learned where these pupils are since they were missed: they are found. One query when nobody
    is searched for.

    A word from before the bed was empty finds nobody: the child may have gone from there.
    """
    pupils = list(pupils)
    if not pupils:
        return
    searches, keys = searched_for(pupils[0].school_id, happened_at), {pupil.pk for pupil in pupils}
    for search in hold_searches(searches[pupil] for pupil in searches.keys() & keys):
        if search.found_at is None:
            _end(search, kind, str(FoundAs(kind).label), happened_at=happened_at, actor=actor, at=at)


def searched_for(school: int, at: datetime) -> dict[int, Search]:
    """Who has been searched for since that moment or longer, by pupil. One query."""
    return {search.pupil_id: search for search in SEARCHES(school=school) if search.missing_since <= at}


def hold_searches(searches: Iterable[Search]) -> list[Search]:
    """All of them locked at once and as they are now, before the journal is: two who wait for each other's search wait
    for ever. No query when there are none.
    """
    keys = [search.pk for search in searches]
    rows = Search.objects.filter(pk__in=keys).select_related("pupil", "school", "bed__room__space", "roll")
    return lock(rows) if keys else []


def settle_seen(
    roll: Roll, seen: dict[int, tuple[int, str]], searches: dict[int, Search], *, happened_at: datetime, actor,
    at: datetime,
) -> None:  # fmt: skip
    """Whoever is searched for and was just seen, or is where somebody vouches for them, is found.

    Not while somebody else says otherwise. `seen` is the bed and what was said, by pupil. No query when nobody of
    them is searched for.
    """
    if not seen.keys() & searches.keys():
        return
    said = words_of(roll)
    for search in hold_searches(searches[pupil] for pupil in seen.keys() & searches.keys()):
        bed, word = seen[search.pupil_id]
        if search.found_at is None and merged(said.get(bed, ()), pupil_id=search.pupil_id).said == word:
            where = search.bed if word == Said.PRESENT else FoundAs(word).label
            _end(search, word, str(where), happened_at=happened_at, actor=actor, at=at)


def _end(search: Search, found_as: str, where: str, *, happened_at: datetime, actor, at: datetime) -> Search:
    search.found_at, search.found_by, search.found_as = happened_at, actor, found_as
    search.found_where, search.found_recorded_at = where[:120], at
    search.save(update_fields=["found_at", "found_by", "found_as", "found_where", "found_recorded_at"])
    minutes = int((happened_at - search.missing_since).total_seconds() // 60)
    record(
        CHILD_FOUND, search, about=[search.pupil, search.roll], actor=actor, at=at, happened_at=happened_at,
        code=search.code, number=search.pupil.number, found=found_as, where=search.found_where, minutes=minutes,
    )  # fmt: skip
    answer_about(search, at=at)
    withdraw_about(search, at=at)
    teacher = head_teacher_of(search.pupil, on=search.school.localdate(at))
    if teacher and teacher.user and teacher.user != actor:
        tell(
            WORD_FOUND, to=[teacher.user], school=search.school, at=at, subject=search,
            url=search.get_absolute_url(), name=search.pupil.name, where=search.found_where,
        )  # fmt: skip
    return search
