"""The pages of the night: a round walked and handed over on a phone; the same number of queries however long it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, Span
from houqin.incidents.models import Hazard
from houqin.nightwatch.actions import close_round, hand_over, plan_rounds, take_back_mark
from houqin.nightwatch.models import Mark, Round, Route, ShiftHandover
from houqin.tenancy.here import parts_of
from houqin.web.keeping import pages_to_keep
from tests.builders import NOON
from tests.nightwatch.conftest import DAY, MINUTE, NIGHT, NINE, a_route

MORNING = NINE + 630 * MINUTE


def test_a_round_is_walked_on_a_phone(at_desk, walk):
    desk, page = at_desk("guard", NINE), walk.round.get_absolute_url()
    asked = desk.get(page)
    assert (asked.status_code, asked.context["state"]) == (200, "due")

    code = walk.points[0].space.code
    sent = {"code": code, "how": "scanned", "finding": "灯坏了", "item": "lights", "happened_at": "2020-01-01T00:00"}
    assert desk.post(f"{page}mark/", sent).status_code == 303
    mark, hazard = Mark.objects.get(), Hazard.objects.get()
    assert (mark.how, mark.happened_at, hazard.place, hazard.category) == ("scanned", NINE, mark.space, "fire")

    refused = desk.post(f"{page}mark/", {"code": "没有的码"})
    assert (refused.status_code, Mark.objects.count()) == (409, 1)
    assert desk.post(f"/night-watch/marks/{mark.pk}/take-back/", {"why": "扫错"}).status_code == 303
    assert desk.get(page).context["sentence"] == asked.context["sentence"]


def test_the_points_that_ask_for_a_photo_are_printed_on_the_kept_page(at_desk, walk):
    Round.objects.filter(pk=walk.round.pk).update(photo_at=[3])

    points = at_desk("guard", NINE).get(walk.round.get_absolute_url()).context["points"]

    assert [one["point"].number for one in points if one["wants_photo"]] == [3]


def test_a_phone_keeps_the_rounds_of_the_coming_hours(walk):
    kept = pages_to_keep(walk.guard.acting(NINE), school=walk.scene.school, at=NINE)

    assert {one.get_absolute_url() for one in walk.rounds} | {"/night-watch/"} <= set(kept)
    nobody = pages_to_keep(walk.scene.crew.cook.acting(NINE), school=walk.scene.school, at=NINE)
    assert "/night-watch/" not in nobody


def test_the_page_of_a_place_says_who_passed_last_and_marks_it_now(walk):
    space = walk.points[0].space
    walk.mark(1)

    parts = dict(parts_of(space, actor=walk.guard.acting(NINE), at=NINE + MINUTE))

    [part] = [part for part in parts.values() if any("night-watch" in line.get("url", "") for line in part.lines)]
    assert ([line["quiet"] for line in part.lines], [verb.url for verb in part.verbs]) == (
        [walk.guard.name], [f"{walk.round.get_absolute_url()}?code={space.code}"],
    )  # fmt: skip


def test_a_night_is_handed_over_and_taken_on_the_pages_and_printed(at_desk, walk):
    fields = {"signs_by_name": "on", "remarks": "钥匙在抽屉"}
    sent = at_desk("duty_leader", MORNING).post("/night-watch/handovers/new/", fields)
    handover = ShiftHandover.objects.get()
    assert (sent.url, handover.night) == (handover.get_absolute_url(), NIGHT)

    desk = at_desk("principal", MORNING)
    assert desk.get(sent.url).status_code == 200
    assert desk.post(f"{sent.url}take/", {}).status_code == 409
    assert desk.post(f"{sent.url}take/", {"signs_by_name": "on"}).status_code == 303
    assert desk.get(f"{sent.url}paper/").headers["Content-Type"] == "application/pdf"


def test_a_route_is_set_up_and_changed_on_the_pages(at_desk, scene):
    desk, spaces = at_desk("dorm_manager"), [scene.place("东门"), scene.place("西门")]
    fields = {
        "name": "夜巡", "kind": "fire", "days": "every_night", "first_start": "22:00", "last_end": "06:00",
        "every_minutes": 90, "within_minutes": 30, "owner_post": "guard", "items": ["flames", "perimeter"],
        "place_1": spaces[0].pk, "place_3": spaces[1].pk, "walk_3": 45,
    }  # fmt: skip
    sent = desk.post("/night-watch/routes/new/", fields)

    route = Route.objects.get()
    points = route.versions.get().points.order_by("number")
    assert (sent.url, [(one.space, one.walk_s, one.looks_at) for one in points]) == (
        route.get_absolute_url(), [(spaces[0], 20, ["flames", "perimeter"]), (spaces[1], 45, ["flames", "perimeter"])],
    )  # fmt: skip
    changed = desk.post(f"{sent.url}change/", fields | {"every_minutes": 121})
    assert changed.status_code == 409
    assert desk.post(f"{sent.url}change/", fields | {"every_minutes": 60}).status_code == 303
    assert desk.get(sent.url).context["version"].number == 2


def queries(desk, address) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert desk.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["/night-watch/", "/night-watch/routes/", "/night-watch/handovers/new/"])
def test_three_routes_cost_as_many_queries_as_one(at_desk, walk, page):
    desk = at_desk("dorm_manager", NINE)
    desk.get(page)
    one = queries(desk, page)
    for number in (2, 3):
        a_route(walk.scene, name=f"线路 {number}")
    plan_rounds([walk.scene.school], at=NOON)
    walk.mark(1)
    walk.mark(2, at=NINE + MINUTE)
    before = queries(desk, page)
    walk.mark(3, at=NINE + 2 * MINUTE)

    assert queries(desk, page) == before
    assert before <= one + 3  # the first mark makes its own questions worth asking


def test_ledgers_name_what_was_missed(walk):
    walk.mark(1)
    close_round(round=walk.round, at=walk.round.closes_at)
    hand_over(
        school=walk.scene.school, night=NIGHT, signs_by_name=True, actor=walk.scene.crew.duty_leader.acting(MORNING),
        at=MORNING,
    )  # fmt: skip
    span = Span(Period.MONTH, NIGHT.replace(day=1), NIGHT + 20 * DAY, walk.scene.school.zone)

    [round] = LEDGERS["patrol-rounds"].rows(walk.scene.school, span)
    [handover] = LEDGERS["shift-handover"].rows(walk.scene.school, span)

    assert (round.of["passed"], round.of["missed"]) == ("1/4", "2 号点、3 号点、4 号点")
    assert (handover.of["left"], str(handover.of["taken"])) == (walk.scene.crew.duty_leader.name, "未接班")
    assert list(LEDGERS["night-roster"].rows(walk.scene.school, span)) == []


def test_a_round_after_midnight_stands_in_the_month_of_its_night(walk):
    """The roster and the hand-over of that night are in the same month."""
    late = walk.rounds[-1]
    close_round(round=late, at=late.closes_at)
    zone = walk.scene.school.zone
    assert walk.scene.school.localdate(late.starts_at) == NIGHT + DAY

    found = [
        [row.key for row in LEDGERS["patrol-rounds"].rows(walk.scene.school, Span(Period.MONTH, first, last, zone))]
        for first, last in ((NIGHT.replace(day=1), NIGHT), (NIGHT + DAY, NIGHT + 20 * DAY))
    ]

    assert found == [[late.pk], []]


def test_a_mark_that_was_taken_back_is_remarked_in_the_register(walk):
    mark = walk.mark(1)
    close_round(round=walk.round, at=walk.round.closes_at)
    take_back_mark(mark=mark, why="扫错", actor=walk.guard.acting(MORNING), at=MORNING)
    span = Span(Period.MONTH, NIGHT.replace(day=1), NIGHT + 20 * DAY, walk.scene.school.zone)

    [row] = LEDGERS["patrol-rounds"].rows(walk.scene.school, span)

    assert (row.of["passed"], row.remark) == ("0/4", "1 号点 21:00 的打点已撤回：扫错")
