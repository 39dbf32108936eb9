"""The eight lessons of other people's patrols (C16), and what else a mark must keep."""

from datetime import timedelta

import pytest

from houqin.duties.models import Duty
from houqin.incidents.models import Hazard
from houqin.journal.arrivals import Arrival, comes_as
from houqin.journal.models import Entry
from houqin.kernel.refusals import KernelReason
from houqin.nightwatch.actions import close_round, mark_point, take_back_mark
from houqin.nightwatch.actions.planning import missed_points
from houqin.nightwatch.clockwork import close_rounds
from houqin.nightwatch.models import Mark, Round
from houqin.nightwatch.reasons import Reason
from houqin.notices.models import Notice
from tests.builders import a_bureau, a_school
from tests.duty_rows import make_duties
from tests.journal.test_attachments import a_photo
from tests.nightwatch.conftest import MINUTE, NIGHT, NINE
from tests.refusing import posts_that_may, refused

SECOND = timedelta(seconds=1)


def test_1_a_photographed_code_is_noted_as_suspicion_and_not_refused(walk):
    first = walk.mark(1)

    second = walk.mark(3, at=NINE + SECOND)

    assert (walk.odd(first), walk.odd(second)) == ([], [("same_moment", 1)])
    assert second.oddities.get().least_s == 40
    assert Mark.objects.count() == 2


def test_1_two_far_points_within_seconds_are_faster_than_one_can_walk(walk):
    walk.mark(1)

    assert walk.odd(walk.mark(2, at=NINE + 15 * SECOND)) == [("too_fast", 15)]
    assert walk.odd(walk.mark(3, at=NINE + 35 * SECOND)) == []


def test_1_marks_that_arrive_backwards_are_still_compared(walk):
    later = NINE + 10 * MINUTE
    walk.mark(2, at=later, happened_at=NINE + 5 * SECOND)

    assert walk.odd(walk.mark(1, at=later, happened_at=NINE)) == [("too_fast", 5)]


def test_2_device_and_server_time_are_both_kept_and_a_wrong_clock_is_noted(walk):
    arrived = NINE + 30 * MINUTE
    with comes_as(Arrival(NINE, 720)):
        mark = walk.mark(1, at=arrived, happened_at=NINE)

    assert (mark.happened_at, mark.received_at, mark.device_ahead_s) == (NINE, arrived, 720)
    assert walk.odd(mark) == [("clock", 720)]


def test_3_no_position_is_kept_and_a_wrong_place_is_noted(walk):
    elsewhere = walk.scene.place("食堂后门")

    mark = walk.mark(1, code=elsewhere.code)

    assert (mark.point, mark.space, walk.odd(mark)) == (None, elsewhere, [("wrong_place", None)])
    assert not {"latitude", "longitude", "position"} & {field.name for field in Mark._meta.fields}


def test_4_omitted_points_are_named_one_by_one(walk):
    walk.mark(1)
    walk.mark(3, at=NINE + MINUTE)

    close_round(round=walk.round, at=walk.round.closes_at)

    entry = Entry.objects.get(kind="nightwatch.round_closed")
    assert entry.revived_facts["missed"] == ["2 号点", "4 号点"]
    assert Notice.objects.get(to=walk.scene.crew.duty_leader).kind == "nightwatch.round_incomplete"


def test_5_a_round_closes_itself_at_the_end_of_its_window_and_its_duty_with_it(walk):
    assert close_rounds(at=walk.round.closes_at - SECOND) == 0
    assert close_rounds(at=walk.round.closes_at) == 1
    assert close_rounds(at=walk.round.closes_at) == 0

    duties = make_duties("nightwatch.round", walk.scene.school, NIGHT, NIGHT)
    assert [(one.due_at, one.closes_at) for one in duties][:1] == [(NINE + 30 * MINUTE, NINE + 120 * MINUTE)]


def test_5_a_complete_round_closes_its_duty_at_once(walk):
    [duty, *_others] = make_duties("nightwatch.round", walk.scene.school, NIGHT, NIGHT)
    for number in (1, 2, 3, 4):
        walk.mark(number, at=NINE + number * MINUTE)

    duty.refresh_from_db()
    walk.round.refresh_from_db()
    assert (duty.state, duty.done_at) == ("done", NINE + 4 * MINUTE)
    assert walk.round.completed_at == NINE + 4 * MINUTE


def test_6_a_scan_costs_a_bounded_number_of_queries_however_long_the_night(walk, django_assert_max_num_queries):
    """Two or three seconds a scan are the phone's; the server's part of it does not grow."""
    for number in (1, 2, 3):
        walk.mark(number, at=NINE + number * MINUTE)

    with django_assert_max_num_queries(32):
        walk.mark(2, at=NINE + 10 * MINUTE)


def test_7_in_airplane_mode_a_round_arrives_after_its_end_and_counts(walk):
    [duty, *_others] = make_duties("nightwatch.round", walk.scene.school, NIGHT, NIGHT)
    close_round(round=walk.round, at=walk.round.closes_at)
    Duty.objects.filter(pk=duty.pk).update(state="missed", next_at=None)
    landed = walk.round.closes_at + 60 * MINUTE

    for number in (4, 2, 3, 1):
        with comes_as(Arrival(NINE + number * MINUTE, 0)):
            walk.mark(number, at=landed, happened_at=NINE + number * MINUTE)

    duty.refresh_from_db()
    walk.round.refresh_from_db()
    assert (duty.state, walk.round.completed_at, missed_points(walk.round)) == ("done", NINE + 4 * MINUTE, [])


def test_7_a_mark_counts_to_the_round_in_which_it_happened_whatever_page_was_open(walk):
    second = walk.rounds[1]

    mark = walk.mark(1, round=walk.round, at=second.starts_at + MINUTE)

    assert mark.round == second


@pytest.mark.parametrize("spell", ["{}", " {} ", "ｘ－{digits}", "x{digits}", "https://old.example/go/{school}/{}/"])
def test_8_a_code_is_read_in_any_spelling(walk, spell):
    code = walk.points[0].space.code
    said = spell.format(code, digits=code.removeprefix("X-"), school=walk.scene.school.code)

    assert walk.mark(1, code=said).point == walk.points[0]


def test_8_a_label_of_another_school_or_of_nobody_is_none_of_ours(walk):
    other = a_school("邻校", bureau=a_bureau())
    code = walk.points[0].space.code

    for said in (f"https://x.example/go/{other.code}/{code}", "Z-99", "  "):
        assert refused(walk.mark, number=1, code=said) == [Reason.CODE_UNKNOWN]


def test_a_typed_code_says_so(walk):
    assert walk.mark(1, how="typed").how == "typed"


def test_out_of_order_and_a_gap_are_noted(walk):
    walk.mark(3)
    assert walk.odd(walk.mark(1, at=NINE + MINUTE)) == [("out_of_order", None)]
    late = NINE + 122 * MINUTE
    assert walk.odd(walk.mark(1, at=late)) == [("gap", 121 * 60)]


def test_a_photo_that_was_asked_and_is_missing_is_noted(walk):
    Round.objects.filter(pk=walk.round.pk).update(photo_at=[2])

    assert walk.odd(walk.mark(2)) == [("no_photo", None)]
    assert walk.odd(walk.mark(2, at=NINE + MINUTE, photos=[a_photo()])) == []


def test_a_finding_becomes_a_hazard_of_the_place_with_its_photo(walk):
    mark = walk.mark(2, finding="通道堆放纸箱", item="exits", photos=[a_photo()])

    hazard = Hazard.objects.get()
    assert (str(hazard.what), hazard.category, hazard.place, hazard.source, hazard.found_at) == (
        "通道堆放纸箱", "fire", mark.space, mark, NINE,
    )  # fmt: skip
    assert refused(walk.mark, number=2, item="exits") == [Reason.FINDING_MISSING]


def test_a_mark_before_its_round_or_in_the_future_is_refused(walk):
    assert refused(walk.mark, number=1, at=NINE - MINUTE) == [Reason.ROUND_NOT_BEGUN]
    assert refused(walk.mark, number=1, happened_at=NINE + MINUTE) == [KernelReason.IN_THE_FUTURE]
    day_after = walk.rounds[-1].closes_at
    assert refused(walk.mark, number=1, round=walk.rounds[-1], at=day_after) == [Reason.ROUND_OVER]


def test_a_mark_taken_back_counts_no_more_and_both_stay(walk):
    marks = [walk.mark(number, at=NINE + number * MINUTE) for number in (1, 2, 3, 4)]

    back = take_back_mark(mark=marks[1], why="扫错了", actor=walk.guard, at=NINE + 5 * MINUTE)

    walk.round.refresh_from_db()
    assert (walk.round.completed_at, [str(point) for point in missed_points(walk.round)]) == (None, ["2 号点"])
    again = {"actor": walk.guard, "at": NINE + 6 * MINUTE}
    assert refused(take_back_mark, mark=marks[1], why="x", **again) == [Reason.TAKEN_BACK_ALREADY]
    assert refused(take_back_mark, mark=back, why="x", **again) == [Reason.TAKEN_BACK_ALREADY]
    assert refused(take_back_mark, mark=marks[0], why=" ", **again) == [Reason.WHY_MISSING]
    assert Mark.objects.count() == 5


def test_who_may_walk(walk):
    may = posts_that_may(
        walk.scene.school,
        lambda actor: mark_point(round=walk.round, code=walk.points[0].space.code, actor=actor.acting(NINE), at=NINE),
    )
    assert may == {
        "guard", "dorm_manager", "duty_leader", "principal", "deputy_principal", "general_affairs_director",
        "head_teacher",
    }  # fmt: skip
