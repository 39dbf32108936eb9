"""The civilised room of the month: a leader's word over what the inspections say, with a veto (D-02, EV-07)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import around
from houqin.duties.models import Duty
from houqin.incidents.models import Hazard
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.roomlife.actions import Seen, award_rooms, correct_inspection, inspect_rooms, withdraw_award
from houqin.roomlife.models import RoomAward
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors.ratings import month_of, ranking, ratings
from tests.builders import NOON

DAY = timedelta(days=1)
MARCH = date(2026, 3, 1)
APRIL = datetime(2026, 4, 1, 4, 0, tzinfo=UTC)


@pytest.fixture
def rooms(scene):
    """Good, dangerous, poor, never seen."""
    rooms = [scene.room, *(scene.a_room(name) for name in ("302 室", "303 室", "304 室"))]
    good, dangerous, poor, _unseen = rooms
    seen = {good.pk: Seen(("air",)), dangerous.pk: Seen(("wiring",)), poor.pk: Seen(("beds", "floor"))}
    inspect_rooms(school=scene.school, rooms=rooms[:3], seen=seen, actor=scene.manager, at=NOON)
    return rooms


def award(scene, rooms, *, at=APRIL, **more):
    actor = more.get("actor", scene.crew.general_affairs_director)
    return award_rooms(school=scene.school, month=MARCH, rooms=rooms, actor=actor, at=at)


def test_a_good_room_is_awarded_with_the_score_of_its_month(scene, rooms):
    [made] = award(scene, rooms[:1])

    assert (made.room, made.month, made.score) == (rooms[0], MARCH, Decimal("95.0"))


def test_a_danger_is_a_veto_and_every_reason_is_said_at_once(scene, rooms):
    with pytest.raises(Refused) as refused:
        award(scene, rooms, at=NOON)

    assert refused.value.reasons == {
        Reason.MONTH_NOT_OVER, Reason.DANGER_FOUND, Reason.DANGER_OPEN, Reason.BELOW_AWARD, Reason.NEVER_INSPECTED,
    }  # fmt: skip
    assert not RoomAward.objects.exists()


def test_an_award_needs_half_of_the_days_on_which_the_building_was_looked_at(scene):
    often, seldom, other = scene.room, scene.a_room("302 室"), scene.a_room("303 室")
    elsewhere = scene.a_room("101 室", building="二号宿舍楼")
    for number, rooms in enumerate([[often, seldom, elsewhere], [often, other], [other], [other]]):
        inspect_rooms(school=scene.school, rooms=rooms, actor=scene.manager, at=NOON + number * DAY)

    with pytest.raises(Refused) as refused:
        award(scene, [often, seldom, elsewhere])
    award(scene, [often, elsewhere])

    assert [(one.reason, one.facts) for one in refused.value.refusals] == [
        (Reason.SEEN_TOO_SELDOM, {"room": "302 室", "seen": 1, "days": 4})
    ]
    assert [one.room for one in RoomAward.objects.order_by("pk")] == [often, elsewhere]


def test_once_a_month_and_never_nothing(scene, rooms):
    award(scene, rooms[:1])

    with pytest.raises(Refused) as twice:
        award(scene, rooms[:1])
    with pytest.raises(Refused) as nothing:
        award(scene, [])

    assert (twice.value.reasons, nothing.value.reasons) == ({Reason.AWARDED_ALREADY}, {Reason.NO_ROOM_CHOSEN})
    assert RoomAward.objects.count() == 1


def test_the_ranking_has_the_best_first_and_the_veto_last(scene, rooms):
    good, dangerous, poor, _unseen = rooms

    ranked = ranking(ratings(scene.school, *month_of(MARCH)), least=90)

    assert [one.room for one in ranked] == [good, dangerous, poor]
    assert [(one.score, bool(one.danger_on)) for one in ranked] == [
        (Decimal("95.0"), False), (Decimal("95.0"), True), (Decimal("70.0"), False),
    ]  # fmt: skip


def test_an_award_is_withdrawn_with_a_reason_and_may_be_given_anew(scene, rooms):
    [made] = award(scene, rooms[:1])
    actor = {"actor": scene.crew.principal, "at": APRIL}

    withdraw_award(award=made, why="寝室名写错", **actor)
    with pytest.raises(Refused) as refused:
        withdraw_award(award=made, why="", **actor)
    award(scene, rooms[:1])

    assert refused.value.reasons == {Reason.AWARD_WITHDRAWN, Reason.WHY_MISSING}
    assert [row.why_withdrawn for row in RoomAward.objects.order_by("pk")] == ["寝室名写错", ""]


def test_no_award_while_a_danger_is_open_whenever_it_was_found(scene, rooms):
    good = rooms[0]
    look = {"school": scene.school, "rooms": [good], "actor": scene.manager}
    inspect_rooms(seen={good.pk: Seen(("wiring",))}, at=NOON - 20 * DAY, **look)

    with pytest.raises(Refused) as refused:
        award(scene, [good])
    Hazard.objects.filter(place=good.space).update(
        state="closed", grade="general", fixed_at=APRIL, fixed_by=scene.manager, closed_at=APRIL,
        verified_by=scene.crew.principal,
    )  # fmt: skip
    award(scene, [good])

    assert refused.value.reasons == {Reason.DANGER_OPEN}
    assert [row.room for row in RoomAward.objects.all()] == [good]


def test_a_danger_is_not_corrected_away_before_the_award(scene, rooms):
    dangerous = rooms[1]
    seen = dangerous.inspections.get()
    correct_inspection(inspection=seen, items=[], why="误点", actor=scene.manager, at=NOON + DAY)

    with pytest.raises(Refused) as refused:
        award(scene, [dangerous])

    assert refused.value.reasons == {Reason.DANGER_OPEN}
    assert not RoomAward.objects.exists()


@pytest.fixture
def doubtful(scene, rooms):
    """An award, and the inspection of its month that was entered after it, with a danger."""
    [made] = award(scene, rooms[:1])
    [seen] = inspect_rooms(
        school=scene.school, rooms=rooms[:1], seen={rooms[0].pk: Seen(("wiring",))}, happened_at=NOON + DAY,
        actor=scene.manager, at=APRIL,
    )  # fmt: skip
    return made, seen


def test_a_danger_entered_after_the_award_is_in_the_register_and_asks_to_withdraw_it(scene, doubtful):
    made, _seen = doubtful
    ledger = LEDGERS["civilised-rooms"]

    [row] = ledger.rows(scene.school, around(ledger.period, APRIL.date(), scene.school.zone))
    duty = Duty.objects.get(code="roomlife.withdraw-award")
    withdraw_award(award=made, why="补录了隐患", actor=scene.crew.principal, at=APRIL + DAY)

    assert row.remark == "3 月 12 日 有安全隐患"
    assert (duty.state, duty.subject_id) == ("waiting", made.pk)
    duty.refresh_from_db()
    assert (duty.state, duty.done_at, duty.done_by) == ("done", APRIL + DAY, scene.crew.principal)


def test_an_award_whose_danger_was_none_is_not_asked_about_any_more(scene, doubtful):
    _made, seen = doubtful

    none = correct_inspection(inspection=seen, items=[], why="误点", actor=scene.manager, at=APRIL)
    assert [duty.state for duty in Duty.objects.filter(code="roomlife.withdraw-award")] == ["withdrawn"]
    correct_inspection(inspection=none, items=["wiring"], why="还是有", actor=scene.manager, at=APRIL)

    states = Duty.objects.filter(code="roomlife.withdraw-award").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "waiting"]


def test_leaders_award_and_nobody_else(scene, rooms):
    with pytest.raises(NotYours):
        award(scene, rooms[:1], actor=scene.manager)
