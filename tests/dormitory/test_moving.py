"""DV-03, D-21: nobody changes bed without a second person's word."""

from datetime import time, timedelta

import pytest

from houqin.dormitory.actions import ask_move, decide_move, end_stay, withdraw_move
from houqin.dormitory.models import BedStay, Move, MoveDecision
from houqin.dormitory.reasons import Reason
from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.journal.models import Entry
from houqin.notices.models import Notice
from tests.builders import NOON, TODAY, a_school
from tests.dormitory.conftest import a_boarder, a_building, a_charge, a_dorm_room, a_stay
from tests.refusing import not_yours, posts_that_may, refused, strangers_that_may

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _charge(building, crew):
    return a_charge(building, crew.dorm_manager)


@pytest.fixture
def beds(room, building):
    """Two beds of one room, one of another."""
    return [*room.beds.order_by("number")[:2], a_dorm_room(building, "302 室").beds.order_by("number").first()]


@pytest.fixture
def lodged(school, crew, beds):
    """Three girls, each in her bed."""
    pupils = [a_boarder(school, name) for name in ("甲", "乙", "丙")]
    for bed, pupil in zip(beds, pupils, strict=True):
        a_stay(bed, pupil, by=crew.dorm_manager)
    return pupils


def sleeping(night) -> dict[str, str]:
    rows = BedStay.objects.on(night).select_related("bed__room__space", "pupil")
    return {stay.pupil.name: str(stay.bed) for stay in rows.order_by("pupil")}


def test_an_approved_move_holds_from_its_night(crew, lodged, beds, room):
    free = room.beds.order_by("number").last()

    move = ask_move(
        pupil=lodged[2], to_bed=free, starts_on=TODAY + DAY, why="与同学同住", actor=crew.head_teacher, at=NOON
    )
    assert sleeping(TODAY + DAY)["丙"] == str(beds[2])
    decide_move(move=move, approve=True, actor=crew.duty_leader, at=NOON)

    assert [sleeping(TODAY + n * DAY)["丙"] for n in (0, 1, 2)] == [str(beds[2]), str(free), str(free)]
    assert MoveDecision.objects.get().starts_on == TODAY + DAY
    assert [entry.kind for entry in Entry.objects.filter(kind__startswith="dormitory.move").order_by("pk")] == [
        "dormitory.move_asked", "dormitory.move_approved",
    ]  # fmt: skip


def test_two_swap_in_one_decision(crew, lodged, beds):
    move = ask_move(pupil=lodged[0], to_bed=beds[2], other=lodged[2], why="同班同住", actor=crew.dorm_manager, at=NOON)
    decide_move(move=move, approve=True, actor=crew.principal, at=NOON)

    assert sleeping(TODAY) == {"甲": str(beds[2]), "乙": str(beds[1]), "丙": str(beds[0])}
    assert sleeping(TODAY - DAY) == {"甲": str(beds[0]), "乙": str(beds[1]), "丙": str(beds[2])}


def test_a_late_approval_holds_from_tonight_not_from_nights_gone_by(crew, lodged, room):
    free = room.beds.order_by("number").last()
    move = ask_move(pupil=lodged[0], to_bed=free, why="换床", actor=crew.dorm_manager, at=NOON)

    decide_move(move=move, approve=True, actor=crew.duty_leader, at=NOON + 3 * DAY)

    assert MoveDecision.objects.get().starts_on == TODAY + 3 * DAY


def test_what_is_declined_changes_nothing(crew, lodged, beds, room):
    move = ask_move(pupil=lodged[0], to_bed=room.beds.last(), why="换床", actor=crew.dorm_manager, at=NOON)

    assert refused(decide_move, move=move, approve=False, actor=crew.duty_leader, at=NOON) == [Reason.WHY_MISSING]
    decide_move(move=move, approve=False, note="先谈一谈", actor=crew.duty_leader, at=NOON)

    assert sleeping(TODAY)["甲"] == str(beds[0])
    assert refused(decide_move, move=move, approve=True, actor=crew.principal, at=NOON) == [Reason.MOVE_DECIDED_ALREADY]


def test_nobody_decides_their_own_wish(school, crew, lodged, room):
    holding = crew.dorm_manager.holdings.get()
    holding.pk, holding.post = None, "duty_leader"
    holding.save()
    move = ask_move(pupil=lodged[0], to_bed=room.beds.last(), why="换床", actor=crew.dorm_manager, at=NOON)

    assert refused(decide_move, move=move, approve=True, actor=crew.dorm_manager, at=NOON) == [Reason.ASKED_BY_YOU]
    assert not MoveDecision.objects.exists()


def test_only_who_asked_takes_it_back(crew, lodged, room):
    move = ask_move(pupil=lodged[0], to_bed=room.beds.last(), why="换床", actor=crew.dorm_manager, at=NOON)

    assert refused(withdraw_move, move=move, actor=crew.head_teacher, at=NOON) == [Reason.NOT_YOUR_MOVE]
    assert withdraw_move(move=move, actor=crew.dorm_manager, at=NOON).outcome == "withdrawn"
    assert refused(decide_move, move=move, approve=True, actor=crew.principal, at=NOON) == [Reason.MOVE_DECIDED_ALREADY]


def test_the_world_is_asked_again_when_a_move_is_approved(crew, lodged, beds):
    swap = ask_move(pupil=lodged[0], to_bed=beds[2], other=lodged[2], why="同住", actor=crew.dorm_manager, at=NOON)
    end_stay(pupil=lodged[2], last_night=TODAY - DAY, why="转学", actor=crew.dorm_manager, at=NOON)

    assert refused(decide_move, move=swap, approve=True, actor=crew.duty_leader, at=NOON) == [Reason.MOVED_MEANWHILE]
    assert sleeping(TODAY) == {"甲": str(beds[0]), "乙": str(beds[1])}


def test_what_may_not_be_asked_for(school, crew, building, lodged, beds, room):
    boys = a_dorm_room(building, "101 室", gender="m").beds.first()
    free = room.beds.order_by("number").last()
    ask = {"pupil": lodged[0], "why": "换床", "actor": crew.dorm_manager, "at": NOON}

    assert refused(ask_move, **ask, to_bed=boys) == [Reason.WRONG_GENDER]
    assert refused(ask_move, **ask, to_bed=beds[0]) == [Reason.SAME_BED]
    assert refused(ask_move, **ask, to_bed=beds[1]) == [Reason.BED_TAKEN]
    assert refused(ask_move, **ask, to_bed=beds[1], other=lodged[2]) == [Reason.MOVED_MEANWHILE, Reason.BED_TAKEN]
    assert refused(ask_move, **(ask | {"why": " "}), to_bed=free, starts_on=TODAY - DAY) == [
        Reason.NIGHT_IS_OVER, Reason.WHY_MISSING,
    ]  # fmt: skip
    assert refused(ask_move, **(ask | {"pupil": a_boarder(school)}), to_bed=free) == [Reason.HAS_NO_BED]
    assert not Move.objects.exists()


def test_a_pupil_waits_for_one_answer_at_a_time(crew, lodged, beds, room):
    free = room.beds.order_by("number").last()
    ask_move(pupil=lodged[0], to_bed=beds[1], other=lodged[1], why="换床", actor=crew.dorm_manager, at=NOON)

    assert refused(ask_move, pupil=lodged[1], to_bed=free, why="换床", actor=crew.head_teacher, at=NOON) == [
        Reason.MOVE_ASKED_ALREADY
    ]


def test_a_move_to_another_school_is_none(crew, lodged):
    far = a_dorm_room(a_building(a_school("别校"))).beds.first()

    [reason] = refused(ask_move, pupil=lodged[0], to_bed=far, why="换床", actor=crew.dorm_manager, at=NOON)
    assert reason == "other_school"


def test_a_full_room_takes_a_swap_but_nobody_more(school, crew, building, lodged, beds):
    full = a_dorm_room(building, "202 室", beds=9, section="junior")
    inside = [a_boarder(school, grade=7) for _n in range(8)]
    for bed, pupil in zip(full.beds.order_by("number"), inside, strict=False):
        a_stay(bed, pupil, by=crew.dorm_manager)
    ninth = full.beds.order_by("number").last()
    ask = {"pupil": lodged[0], "why": "换床", "actor": crew.dorm_manager, "at": NOON}

    assert refused(ask_move, **ask, to_bed=ninth) == [Reason.ROOM_FULL]
    assert ask_move(**ask, to_bed=full.beds.order_by("number").first(), other=inside[0])


def test_who_asks_and_who_decides(school, crew, lodged, room):
    free = room.beds.order_by("number").last()

    def ask(actor):
        ask_move(pupil=lodged[0], to_bed=free, why="换床", actor=actor, at=NOON)

    assert posts_that_may(school, ask) == {"dorm_manager", "head_teacher"}
    assert strangers_that_may(school, ask) == []
    move = ask_move(pupil=lodged[0], to_bed=free, why="换床", actor=crew.dorm_manager, at=NOON)

    def decide(actor):
        decide_move(move=move, approve=True, actor=actor, at=NOON)

    assert posts_that_may(school, decide) == {
        "principal", "deputy_principal", "general_affairs_director", "duty_leader",
    }  # fmt: skip
    assert strangers_that_may(school, decide) == []
    assert not_yours(withdraw_move, move=move, actor=crew.guard, at=NOON) == "dormitory.ask_move"


@pytest.mark.parametrize("answer", ["approved", "declined", "withdrawn"])
def test_a_move_that_waits_is_the_duty_leaders_until_it_has_its_answer(crew, lodged, room, answer):
    move = ask_move(pupil=lodged[0], to_bed=room.beds.order_by("number").last(), why="换床", actor=crew.head_teacher,
                    at=NOON)  # fmt: skip
    make_occasions([move.school], at=NOON)
    waits = Duty.objects.get(code="dormitory.decide-move")
    evening = move.school.moment(TODAY, time(18, 0))
    assert (waits.owner, waits.due_at, waits.state, waits.subject_id) == ("duty_leader", evening, "waiting", move.pk)

    if answer == "withdrawn":
        withdraw_move(move=move, actor=crew.head_teacher, at=NOON)
    else:
        decide_move(move=move, approve=answer == "approved", note="先谈一谈", actor=crew.duty_leader, at=NOON)

    waits.refresh_from_db()
    assert waits.state == "done"
    told = [(one.kind, one.to_id) for one in Notice.objects.filter(kind__startswith="dormitory.move")]
    assert told == ([] if answer == "withdrawn" else [(f"dormitory.move_{answer}", crew.head_teacher.pk)])
