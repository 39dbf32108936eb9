"""Who is out cannot be back in time: the later end takes the words of a leave, and until the last the old end holds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from houqin.documents.drawn import draw
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.journal.models import Entry
from houqin.nightwatch.night_facts import sections_of
from houqin.notices.models import Notice
from houqin.tenancy.models import CalendarDay
from houqin.tenancy.posts import Post
from houqin.whereabouts.actions import (
    Brought,
    Taken,
    answer_by_link,
    approve_leaves,
    ask_to_prolong,
    call_off_leave,
    confirm_on_paper,
    countersign_leaves,
    hand_over,
    make_links,
    refuse_leave,
    take_back,
)
from houqin.whereabouts.measures import back_in_time
from houqin.whereabouts.models import GuardianLink, Leave
from houqin.whereabouts.reasons import Reason
from houqin.whereabouts.selectors import expected_heads
from houqin.whereabouts.words import state_of, stations_of
from tests.builders import NOON, TODAY, a_holder
from tests.refusing import not_yours, posts_that_may, refused, strangers_that_may
from tests.whereabouts.conftest import a_guardian, a_pupil, elsewhere
from tests.whereabouts.leaving import HOUR, TOMORROW, a_signature, now

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
#: 17:00, 20:00 the same day, and 18:00 two days later.
DUE, LATER, IN_TWO_DAYS = NOON + 5 * HOUR, NOON + 8 * HOUR, NOON + 54 * HOUR


def is_back(house, leave, *, at):
    return take_back(brought=[Brought(leave)], signature=a_signature(), actor=house.crew.dorm_manager, at=at)


def test_the_end_moves_with_the_last_word_and_not_before(house, leaving, out):
    longer = leaving.prolong(out, until_at=LATER)
    ends = [now(out).until_at]
    leaving.confirm(longer)
    ends.append(now(out).until_at)
    leaving.approve(longer, at=NOON + HOUR)

    assert (ends, now(out).until_at) == ([DUE, DUE], LATER)
    longer = now(longer)
    assert (longer.prolongs, longer.starts_at, longer.is_overnight, longer.prolonged_at, longer.is_open) == (
        out, DUE, False, NOON + HOUR, False,
    )  # fmt: skip
    assert elsewhere(house, DUE + HOUR)[house.ayi.pk].is_overdue(DUE + HOUR) is False


def test_gt_14_a_night_longer_away_is_countersigned_first(house, leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)
    leaving.confirm(longer)
    leaving.approve(longer)
    assert (longer.is_overnight, now(out).until_at, now(longer).prolonged_at) == (True, DUE, None)
    late = elsewhere(house, LATER)[house.ayi.pk]
    assert late.is_overdue(LATER)

    leaving.countersign(longer, at=LATER)

    first = now(out)
    assert (first.until_at, first.is_overnight, first.countersigned_at, first.countersigned_by) == (
        TOMORROW, True, LATER, house.crew.duty_leader,
    )  # fmt: skip
    assert first.approved_at == NOON


def test_a_night_that_was_countersigned_keeps_its_first_signature(house, leaving):
    out = leaving.gone()
    leaving.prolonged(out, until_at=IN_TWO_DAYS, at=NOON + HOUR)

    assert (now(out).until_at, now(out).countersigned_at) == (IN_TWO_DAYS, NOON)


def test_the_night_in_which_the_leave_was_to_end_does_not_count_again(leaving):
    two_at_night, noon = NOON + 14 * HOUR, NOON + DAY
    out = leaving.gone(until_at=two_at_night)

    assert leaving.prolong(out, until_at=noon).is_overnight is False


def test_a_free_night_longer_needs_no_leader_and_a_day_pupil_sleeps_at_home(house, leaving):
    for night in (TODAY, TODAY + DAY):
        CalendarDay.objects.create(school=house.school, on=night, kind="holiday", is_boarding_night=False)
    a_guardian(house.day_pupil)
    outs = [leaving.gone(until_at=DUE), leaving.gone(house.day_pupil, until_at=DUE)]

    assert [leaving.prolong(out, until_at=TOMORROW).is_overnight for out in outs] == [False, False]


def test_gt_14_a_night_that_became_a_boarding_night_stops_the_approval_from_being_the_last_word(house, leaving):
    CalendarDay.objects.create(school=house.school, on=TODAY, kind="holiday", is_boarding_night=False)
    out = leaving.gone(until_at=DUE)
    longer = leaving.prolong(out, until_at=TOMORROW)
    leaving.confirm(longer)
    CalendarDay.objects.filter(on=TODAY).update(kind="teaching", is_boarding_night=True)

    leaving.approve(longer)

    assert (longer.is_overnight, now(longer).is_overnight, now(out).until_at) == (False, True, DUE)
    leaving.countersign(longer)
    assert now(out).until_at == TOMORROW


def test_it_may_be_asked_when_the_child_is_late_already_and_again_when_it_took_effect(leaving, out):
    leaving.prolonged(out, until_at=LATER, at=DUE + HOUR)
    again = leaving.prolonged(out, until_at=TOMORROW, at=LATER + HOUR)

    assert (again.starts_at, now(out).until_at) == (LATER, TOMORROW)


@pytest.mark.parametrize(("until_at", "at", "reason"), [
    (DUE, NOON, Reason.ENDS_BEFORE_START), (DUE - HOUR, NOON, Reason.ENDS_BEFORE_START),
    (LATER, LATER + HOUR, Reason.LEAVE_IS_OVER),
])  # fmt: skip
def test_the_new_end_lies_after_the_old_one_and_ahead(house, out, until_at, at, reason):
    given = {"leave": out, "reason": "雪", "actor": house.crew.dorm_manager, "at": at}

    assert refused(ask_to_prolong, until_at=until_at, **given) == [reason]
    assert Leave.objects.get() == out


def test_only_who_is_out_has_something_to_prolong(house, leaving):
    given = {"until_at": LATER, "reason": "雪", "actor": house.crew.dorm_manager, "at": NOON}
    asked = leaving.ask(until_at=DUE)
    assert refused(ask_to_prolong, leave=asked, **given) == [Reason.NOT_GONE]
    call_off_leave(leave=asked, why="不去了", actor=house.crew.dorm_manager, at=NOON)
    assert refused(ask_to_prolong, leave=asked, **given) == [Reason.LEAVE_CLOSED]

    back = leaving.gone(until_at=DUE)
    is_back(house, back, at=NOON)
    assert refused(ask_to_prolong, leave=back, **given) == [Reason.LEAVE_CLOSED]


def test_one_at_a_time_and_never_of_one_another(house, leaving, out):
    longer = leaving.prolong(out, until_at=LATER)
    given = {"until_at": TOMORROW, "reason": "雪", "actor": house.crew.dorm_manager, "at": NOON}

    assert refused(ask_to_prolong, leave=out, **given) == [Reason.PROLONGING_ALREADY]
    assert refused(ask_to_prolong, leave=longer, **given) == [Reason.PROLONGING_ALREADY]
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.create(
            school=house.school, pupil=house.ayi, prolongs=out, starts_at=DUE, until_at=LATER, is_overnight=False,
            reason="雪", asked_by=house.crew.dorm_manager, asked_at=NOON,
        )  # fmt: skip
    leaving.confirm(longer)
    leaving.approve(longer)
    assert refused(ask_to_prolong, leave=longer, **given) == [Reason.LEAVE_CLOSED]


def test_it_lies_across_no_other_leave_and_no_other_leave_across_it(house, leaving, out):
    weekend = leaving.ask(starts_at=NOON + DAY, until_at=TOMORROW + DAY)
    given = {"leave": out, "reason": "雪", "actor": house.crew.dorm_manager, "at": NOON}
    assert refused(ask_to_prolong, until_at=TOMORROW, **given) == [Reason.LEAVE_ALREADY]

    leaving.prolong(out, until_at=NOON + DAY)
    call_off_leave(leave=weekend, why="不去了", actor=house.crew.dorm_manager, at=NOON)
    assert refused(leaving.ask, starts_at=LATER, until_at=TOMORROW) == [Reason.LEAVE_ALREADY]


def test_gt_14_it_takes_every_word_that_a_leave_takes(house, leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)
    crew, other = house.crew, a_holder(Post.HEAD_TEACHER, house.school, "别班班主任")
    approving, signing = {"leaves": [longer], "at": NOON}, {"leaves": [longer], "at": NOON}

    assert refused(approve_leaves, actor=crew.head_teacher, **approving) == [Reason.NOT_CONFIRMED]
    no_paper = {"rows": [(longer, house.mother)], "paper": None, "actor": crew.dorm_manager, "at": NOON}
    assert refused(confirm_on_paper, **no_paper) == [Reason.NO_PAPER]
    leaving.confirm(longer)
    for stranger in (other, crew.principal):
        assert refused(approve_leaves, actor=stranger, **approving) == [Reason.NOT_YOUR_CLASS]
    assert refused(countersign_leaves, actor=crew.duty_leader, **signing) == [Reason.NOT_APPROVED]
    house.school_class.head_teacher = None
    house.school_class.save()
    leaving.approve(longer, actor=crew.principal)
    assert refused(countersign_leaves, actor=crew.principal, **signing) == [Reason.SAME_PERSON]
    assert not_yours(countersign_leaves, actor=crew.dorm_manager, **signing) == "whereabouts.countersign_leave"
    assert (now(out).until_at, now(longer).prolonged_at) == (DUE, None)


def test_only_who_may_ask_for_leave_asks_to_prolong_it(house, leaving, out):
    def attempt(actor):
        leaving.prolong(out, until_at=LATER, actor=actor)

    assert posts_that_may(house.school, attempt) == posts_that_may(
        house.school, lambda actor: leaving.ask(house.bai, actor=actor)
    )
    assert strangers_that_may(house.school, attempt) == []


@pytest.mark.parametrize("missing", ["confirmed_at", "approved_at", "countersigned_at"])
def test_gt_14_the_database_itself_lets_nobody_stay_longer_on_fewer_words(leaving, out, missing):
    longer = leaving.prolonged(out, until_at=TOMORROW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.filter(pk=longer.pk).update(**{missing: None})


def test_a_no_leaves_the_old_end(house, leaving, out):
    mother = house.mother
    longer = leaving.prolong(out, until_at=LATER)
    [made] = make_links(rows=[(longer, mother)], actor=house.crew.head_teacher, at=NOON)
    answer_by_link(link=GuardianLink.objects.get(), code=made.code, is_yes=False, at=NOON)
    assert (now(longer).refused_at, now(out).until_at) == (NOON, DUE)
    assert refused(approve_leaves, leaves=[longer], actor=house.crew.head_teacher, at=NOON) == [
        Reason.LEAVE_CLOSED, Reason.NOT_CONFIRMED,
    ]  # fmt: skip

    second = leaving.prolong(out, until_at=LATER)
    refuse_leave(leave=second, why="考试", actor=house.crew.head_teacher, at=NOON)
    third = leaving.prolong(out, until_at=LATER)
    call_off_leave(leave=third, why="车通了", actor=house.crew.dorm_manager, at=NOON)

    assert now(out).until_at == DUE
    assert [state_of(now(one), at=NOON)[0] for one in (longer, second, third)] == ["blocked"] * 3


def test_a_guardian_confirms_by_link_and_names_nobody_who_collects(house, leaving, out):
    longer = leaving.prolong(out, until_at=LATER)
    [made] = make_links(rows=[(longer, house.mother)], actor=house.crew.head_teacher, at=NOON)

    answer_by_link(link=GuardianLink.objects.get(), code=made.code, is_yes=True, at=NOON, collector_name="李舅舅")

    assert (now(longer).confirmed_how, now(longer).guardian, now(longer).collector_name) == ("link", house.mother, "")


def test_who_is_back_meanwhile_needs_no_later_end(house, leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)
    leaving.confirm(longer)
    leaving.approve(longer)
    is_back(house, out, at=NOON + HOUR)

    signing = {"leaves": [longer], "actor": house.crew.duty_leader, "at": NOON + 2 * HOUR}
    assert refused(countersign_leaves, **signing) == [Reason.LEAVE_CLOSED]
    longer = now(longer)
    assert (longer.called_off_at, longer.called_off_by, longer.prolonged_at) == (
        NOON + HOUR, house.crew.dorm_manager, None,
    )  # fmt: skip
    assert (now(out).until_at, now(out).is_overnight) == (DUE, False)
    assert Entry.objects.about(longer)[0].kind == "whereabouts.returned"


def test_the_last_word_after_the_later_end_moves_nothing(house, leaving, out):
    longer = leaving.prolong(out, until_at=LATER)
    leaving.confirm(longer)

    late = {"leaves": [longer], "actor": house.crew.head_teacher, "at": LATER}
    assert refused(approve_leaves, **late) == [Reason.LEAVE_IS_OVER]
    assert state_of(now(longer), at=LATER)[0] == "missed"


def test_nobody_is_handed_over_on_it(house, leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)
    leaving.confirm(longer)
    leaving.approve(longer)
    go = {"taken": [Taken(longer, "母亲甲")], "signature": a_signature(), "actor": house.crew.dorm_manager, "at": NOON}

    assert refused(hand_over, **go) == [Reason.OUT_ALREADY]
    leaving.countersign(longer)
    assert refused(hand_over, **go) == [Reason.OUT_ALREADY]
    assert list(Leave.objects.to_hand_over()) == []
    gone = {"handed_over_by": house.crew.dorm_manager, "taken_by": "王外婆", "proof_kind": "known"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.filter(pk=longer.pk).update(handed_over_at=NOON, **gone)


def clock_passes(house, *moments):
    for moment in moments:
        make_occasions([house.school], at=moment)
        settle_what_is_due(at=moment)


def open_words() -> list[str]:
    duties = Duty.objects.filter(code="whereabouts.return").values("pk")
    rows = Notice.objects.filter(subject_kind="duties.duty", subject_id__in=duties, withdrawn_at=None)
    return sorted(rows.values_list("to__name", flat=True))


@pytest.mark.parametrize("until_at", [LATER, IN_TWO_DAYS, DUE + 12 * DAY])
def test_the_alarm_stops_and_comes_anew_at_the_new_end(house, leaving, out, until_at):
    quarter = timedelta(minutes=16)
    clock_passes(house, NOON, DUE, DUE + quarter)
    [late] = Duty.objects.filter(code="whereabouts.return")
    assert (late.state, len(open_words())) == ("late", 2)

    leaving.prolonged(out, until_at=until_at, at=DUE + 2 * quarter)

    assert (Duty.objects.get(pk=late.pk).state, open_words()) == ("withdrawn", [])
    clock_passes(house, DUE + HOUR, until_at - DAY, until_at - timedelta(minutes=50))
    anew = Duty.objects.exclude(pk=late.pk).get(code="whereabouts.return")
    assert (anew.state, anew.due_at, open_words()) == ("due", until_at, [])

    clock_passes(house, until_at + timedelta(seconds=1), until_at + quarter)
    assert (Duty.objects.get(pk=anew.pk).state, len(open_words())) == ("late", 2)
    is_back(house, out, at=until_at + HOUR)
    assert Duty.objects.get(pk=anew.pk).state == "done"
    assert Duty.objects.get(pk=late.pk).state == "withdrawn"


def test_what_was_only_planned_moves_too(house, leaving, out):
    make_occasions([house.school], at=NOON)
    leaving.prolonged(out, until_at=LATER, at=NOON + HOUR)
    make_occasions([house.school], at=NOON + HOUR)

    rows = Duty.objects.filter(code="whereabouts.return").order_by("pk")
    assert list(rows.values_list("state", "due_at")) == [("withdrawn", DUE), ("waiting", LATER)]


def test_the_journal_says_it_of_both_rows_and_of_the_child(house, leaving, out):
    longer = leaving.prolonged(out, until_at=TOMORROW)

    kinds = [entry.kind for entry in Entry.objects.about(longer)]
    assert kinds == [f"whereabouts.{one}" for one in (
        "leave_prolonged", "leave_countersigned", "leave_approved", "leave_confirmed_on_paper", "prolonging_asked",
    )]  # fmt: skip
    for thing in (out, house.ayi):
        entry = Entry.objects.about(thing)[0]
        assert (entry.kind, entry.actor) == ("whereabouts.leave_prolonged", house.crew.duty_leader)
    assert [entry.kind for entry in Entry.objects.about(out)][1:2] == ["whereabouts.prolonging_asked"]


def a_bus_in_the_snow(house, leaving, heads: int) -> int:
    """So many are out, and all of them are given the later end at once; returns the statements of the approval."""
    outs = []
    for number in range(heads):
        pupil = a_pupil(house.school, house.school_class, f"雪{number}", f"X{heads}-{number}")
        a_guardian(pupil)
        outs.append(leaving.gone(pupil, until_at=DUE))
    clock_passes(house, NOON + HOUR, DUE)
    longer = [leaving.prolong(one, until_at=LATER, at=DUE) for one in outs]
    leaving.confirm(*longer, at=DUE)
    with CaptureQueriesContext(connection) as caught:
        leaving.approve(*longer, at=DUE)
    assert {now(one).until_at for one in outs} == {LATER}
    return len(caught)


def test_a_bus_in_the_snow_costs_the_same_for_two_children_and_for_ten(house, leaving):
    assert a_bus_in_the_snow(house, leaving, 2) == a_bus_in_the_snow(house, leaving, 10)
    assert Entry.objects.filter(kind="whereabouts.many_leave_prolonged").count() == 2
    told = Duty.objects.filter(code="whereabouts.return", due_at=DUE)
    assert list(told.values_list("state", flat=True)) == ["withdrawn"] * 12


def test_back_by_the_later_end_is_back_in_time(house, leaving, out):
    leaving.prolonged(out, until_at=LATER)
    is_back(house, out, at=DUE + HOUR)

    measured = back_in_time(house.school, first=TODAY, last=TODAY)
    assert (measured.value, measured.of) == (100, 1)


def test_the_register_shows_it_as_a_row_of_its_own(house, leaving, out):
    leaving.prolonged(out, until_at=LATER)
    span = around(Period.MONTH, TODAY, house.school.zone)

    with translation.override("en"):
        lines = draw(LEDGERS["leave"], house.school, span, at=DUE + HOUR).lines
    assert [line.remarks for line in lines] == [["On leave"], ["Prolonged"]]


def test_the_report_of_the_night_does_not_miss_who_stays_longer_with_every_word(house, leaving, out):
    leaving.prolonged(out, until_at=TOMORROW)

    with translation.override("en"):
        [section] = [one for one in sections_of(house.school, TODAY) if one["title"] == "Not back from leave"]
    assert section["lines"] == []


def test_who_approved_the_later_end_vouches_for_it(house, leaving, out):
    house.school_class.head_teacher = None
    house.school_class.save()
    vouching = [elsewhere(house, NOON)[house.ayi.pk].confirmed_by]
    for until_at in (LATER, LATER + HOUR):
        longer = leaving.prolong(out, until_at=until_at)
        leaving.confirm(longer)
        leaving.approve(longer, actor=house.crew.principal)
        vouching.append(elsewhere(house, NOON)[house.ayi.pk].confirmed_by)

    assert vouching == [house.crew.head_teacher, house.crew.principal, house.crew.principal]


def test_a_meal_ahead_does_not_expect_who_will_stay_longer(house, leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)
    leaving.confirm(longer)
    heads = [expected_heads(house.school, at=LATER, seen_at=NOON)]
    leaving.approve(longer)
    heads.append(expected_heads(house.school, at=LATER, seen_at=NOON))
    leaving.countersign(longer)
    heads.append(expected_heads(house.school, at=LATER, seen_at=NOON))

    assert heads == [3, 2, 2]


def test_its_steps_end_with_the_effect(leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)

    with translation.override("en"):
        labels = [one["label"] for one in stations_of(longer, at=NOON)]
        waits = state_of(longer, at=NOON)[1]
        leaving.confirm(longer)
        leaving.approve(longer)
        leaving.countersign(longer)
        done = state_of(now(longer), at=NOON)

    assert labels == ["Asked", "Guardian", "Head teacher", "Leader", "Prolonged"]
    assert (waits, done) == ("Waits for a guardian", ("done", "Prolonged"))
