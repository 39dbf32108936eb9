"""The pages of the life of rooms: one round by exception, no child's name outside the circle, no query a row."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kernel import clock
from houqin.roomlife import sheets
from houqin.roomlife.actions import (
    Seen,
    appoint_head,
    award_rooms,
    check_turns,
    draw_rooms,
    help_room,
    inspect_rooms,
    open_election,
    plan_rota,
    replace_head,
    stand_in,
)
from houqin.roomlife.models import Election, Inspection, RoomAward, RoomDraw, RoomHead, Turn, TurnCheck, Voter
from houqin.roomlife.reasons import Reason
from houqin.roomlife.selectors import heads_of
from houqin.roomlife.selectors.ratings import ratings, week_of
from houqin.roomlife.selectors.rota import turns_of
from houqin.tenancy.here import parts_of
from houqin.web.keeping import pages_to_keep
from tests.builders import NOON, TODAY
from tests.roomlife.conftest import leave_school

DAY = timedelta(days=1)
APRIL = datetime(2026, 4, 1, 4, 0, tzinfo=UTC)


@pytest.fixture
def at_desk(client, scene, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)

    def sit(post, at=NOON):
        monkeypatch.setattr(clock, "now", lambda: at)
        client.force_login(getattr(scene.crew, post))
        return client

    return sit


def lived_in(scene, room):
    """A room with all that its page can show."""
    first, *_others = scene.pupils(room)
    by = {"actor": scene.manager, "at": NOON}
    appoint_head(room=room, pupil=first, term=scene.term, **by)
    turns = plan_rota(school=scene.school, rooms=[room], first=TODAY, last=TODAY + DAY, **by)
    check_turns(school=scene.school, on=TODAY, turns=turns[:1], **by)
    inspect_rooms(school=scene.school, rooms=[room], seen={room.pk: Seen(("beds",), "两床")}, **by)
    help_room(room=room, kind="talk", text="聊了叠被子。", **by)


def words(answer) -> str:
    return answer.content.decode()


LISTS = ("rooms", "inspect", "draws", "rota", "check-turns", "heads", "papers-of-all", "awards")


def test_every_list_costs_the_same_with_one_room_and_with_three(scene, at_desk):
    def more(name):
        """A room with everything, one that has no head yet, and a draw."""
        lived_in(scene, scene.a_room(f"{name} 室"))
        headless = scene.a_room(f"{name}B 室")
        plan_rota(school=scene.school, rooms=[headless], first=TODAY, last=TODAY, actor=scene.manager, at=NOON)
        draw_rooms(school=scene.school, wanted=1, why="再", actor=scene.crew.principal, at=NOON)

    def costs():
        client, found = at_desk("dorm_manager"), {}
        for name in LISTS:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(f"roomlife:{name}")).status_code == 200
            found[name] = len(asked)
        return found

    more("311")
    at_desk("dorm_manager").get(reverse("roomlife:rooms"))
    one = costs()
    more("312")
    more("313")

    assert costs() == one


def test_outside_the_circle_rooms_are_named_and_children_are_not(scene, at_desk):
    lived_in(scene, scene.room)
    names = [pupil.name for pupil in scene.pupils()]
    room = reverse("roomlife:room", args=[scene.room.pk])

    cook = [words(at_desk("cook").get(address)) for address in (reverse("roomlife:rooms"), room)]
    circle = words(at_desk("head_teacher").get(room))

    assert [(scene.room.space.name in page, [name for name in names if name in page]) for page in cook] == [
        (True, []), (True, []),
    ]  # fmt: skip
    assert names[0] in circle
    for name in ("rota", "heads"):
        assert at_desk("cook").get(reverse(f"roomlife:{name}")).status_code == 403


@pytest.mark.parametrize("page", ["dormitory:room", "people:pupil"])
def test_what_is_said_in_the_circle_stays_off_the_pages_that_others_read(scene, at_desk, page):
    first, second, third, _fourth = scene.pupils()
    by = {"actor": scene.manager, "at": NOON - DAY}
    head = appoint_head(room=scene.room, pupil=first, term=scene.term, **by)
    replace_head(head=head, why="夜里打同学", pupil=second, **by)
    help_room(room=scene.room, kind="talk", text="夜里提醒一名学生起夜。", **by)
    [turn] = plan_rota(school=scene.school, rooms=[scene.room], first=TODAY, last=TODAY, actor=scene.manager, at=NOON)
    stand_in(turn=turn, pupil=third, why="手受伤", actor=scene.manager, at=NOON)
    said = ("夜里打同学", "起夜", "手受伤")

    address = reverse(page, args=[scene.room.pk if page == "dormitory:room" else first.pk])
    doctor = words(at_desk("school_doctor").get(address))
    circle = words(at_desk("head_teacher").get(reverse("roomlife:room", args=[scene.room.pk])))

    assert ("舍长卸任" in doctor, [one for one in said if one in doctor]) == (True, [])
    assert [one for one in said if one in circle] == ["起夜", "手受伤"]
    assert not [entry for entry in Entry.objects.all() if any(one in entry.facts for one in said)]


def test_a_round_is_one_page_and_one_button(scene, at_desk):
    other = scene.a_room("302 室")
    address = reverse("roomlife:floor", args=[scene.room.space.building_id, 3])
    page = at_desk("dorm_manager").get(address)
    assert (page.status_code, len(page.context["form"].rooms)) == (200, 2)

    sent = at_desk("dorm_manager").post(address, {
        "shown": f"{scene.room.pk},{other.pk}", f"odd-{other.pk}": "on", f"items-{other.pk}": ["floor", "appliance"],
        f"note-{other.pk}": "热得快",
    })  # fmt: skip

    assert (sent.status_code, sent.url) == (303, reverse("roomlife:inspect"))
    assert [(row.room, row.score) for row in Inspection.objects.scored().order_by("room")] == [
        (scene.room, 100), (other, 80),
    ]  # fmt: skip
    assert Hazard.objects.get().place == other.space
    inspection = words(at_desk("cook").get(Inspection.objects.get(room=other).get_absolute_url()))
    assert Hazard.objects.get().code in inspection
    assert at_desk("dorm_manager").get(address).context["form"].rooms == []


def test_a_tapped_room_says_what_is_wrong(scene, at_desk):
    address = reverse("roomlife:floor", args=[scene.room.space.building_id, 3])

    sent = at_desk("dorm_manager").post(address, {"shown": str(scene.room.pk), f"odd-{scene.room.pk}": "on"})

    assert sent.status_code == 422
    assert not Inspection.objects.exists()


def test_an_inspection_is_corrected_and_both_stay(scene, at_desk):
    [old] = inspect_rooms(school=scene.school, rooms=[scene.room], actor=scene.manager, at=NOON)
    address = reverse("roomlife:correct-inspection", args=[old.pk])

    sent = at_desk("dorm_manager").post(address, {"items": ["beds"], "why": "看漏"})

    new = Inspection.objects.get(corrects=old)
    assert (sent.status_code, sent.url) == (303, new.get_absolute_url())
    assert [at_desk("dorm_manager").get(one.get_absolute_url()).status_code for one in (old, new)] == [200, 200]


def test_a_spot_check_from_the_draw_to_the_last_drawn_room(scene, at_desk):
    scene.a_room("302 室")
    sent = at_desk("principal").post(reverse("roomlife:new-draw"), {"wanted": "1"})
    draw = RoomDraw.objects.get()
    again = at_desk("principal").post(reverse("roomlife:new-draw"), {"wanted": "1"})

    assert (sent.url, again.status_code) == (draw.get_absolute_url(), 409)
    assert draw.seed in words(at_desk("dorm_manager").get(draw.get_absolute_url()))
    at_desk("principal").post(
        reverse("roomlife:inspect-drawn", args=[draw.pk]), {"shown": ",".join(map(str, draw.rooms))}
    )
    assert list(draw.inspections.values_list("room", flat=True)) == draw.rooms


def test_an_election_page_by_page(scene, at_desk):
    first, second, third, _fourth = scene.pupils()
    desk = at_desk("head_teacher")
    sent = desk.post(reverse("roomlife:elect", args=[scene.room.pk]), {"nominees": [first.pk, second.pk]})
    election = Election.objects.get()
    assert sent.url == election.get_absolute_url()

    def step(name, data):
        return desk.post(reverse(f"roomlife:{name}", args=[election.pk]), data).status_code

    assert step("nominate", {"pupil": third.pk}) == 303
    assert step("mark-voters", {"voters": [first.pk, second.pk]}) == 303
    assert step("close-vote", {f"votes-{first.pk}": "3"}) == 409
    assert step("close-vote", {f"votes-{first.pk}": "2"}) == 303
    assert step("close-vote", {f"votes-{first.pk}": "2"}) == 409
    assert step("appoint", {}) == 303
    assert desk.get(election.get_absolute_url()).status_code == 200
    assert (Voter.objects.count(), heads_of(scene.school, TODAY)) == (2, {scene.room.pk: first})

    head = RoomHead.objects.get()
    desk.post(reverse("roomlife:replace-head", args=[head.pk]), {"why": "自己提出", "pupil": second.pk})
    assert heads_of(scene.school, TODAY) == {scene.room.pk: second}


def test_a_vote_is_called_off_on_its_page_which_says_why(scene, at_desk):
    election = open_election(room=scene.room, term=scene.term, actor=scene.manager, at=NOON)
    address, desk = reverse("roomlife:call-off-election", args=[election.pk]), at_desk("head_teacher")
    assert address in words(desk.get(election.get_absolute_url()))

    sent = desk.post(address, {"why": "重新提名"})

    page = words(desk.get(election.get_absolute_url()))
    assert (sent.status_code, sent.url) == (303, reverse("roomlife:room", args=[scene.room.pk]))
    assert ("301 室的投票已取消。" in page, "重新提名" in page, address in page) == (True, True, False)
    assert at_desk("cook").post(address, {"why": "重新提名"}).status_code == 403


def test_the_papers_of_all_rooms_on_one_page(scene, at_desk):
    other = scene.a_room("302 室")
    one, two = scene.pupils(), scene.pupils(other)
    desk, address = at_desk("dorm_manager"), reverse("roomlife:papers-of-all")
    assert desk.get(address).status_code == 200

    nothing = desk.post(address, {})
    sent = desk.post(address, {
        f"votes-{scene.room.pk}-{one[1].pk}": "4", f"votes-{other.pk}-{two[0].pk}": "2",
        f"votes-{other.pk}-{two[1].pk}": "2",
    })  # fmt: skip

    assert (nothing.status_code, sent.status_code) == (422, 303)
    assert heads_of(scene.school, TODAY) == {scene.room.pk: one[1]}
    assert Election.objects.get(closed_at=None).room == other


def test_the_rota_is_planned_changed_and_checked(scene, at_desk):
    desk = at_desk("dorm_manager")
    desk.post(reverse("roomlife:plan-rota"), {"first": "2026-03-11", "last": "2026-03-13"})
    turn = Turn.objects.get(on=TODAY)
    fourth = scene.pupils()[3]
    desk.post(reverse("roomlife:stand-in", args=[turn.pk]), {"pupil": fourth.pk, "why": "手受伤"})
    sent = desk.post(
        reverse("roomlife:check-turns"), {"shown": str(turn.pk), f"odd-{turn.pk}": "on", f"note-{turn.pk}": "没倒垃圾"}
    )

    assert (sent.status_code, Turn.objects.count()) == (303, 3)
    check = TurnCheck.objects.get()
    assert (check.turn.pupil, check.is_done, check.note) == (fourth, False, "没倒垃圾")
    assert desk.get(reverse("roomlife:rota") + "?week=next").status_code == 200


def test_the_rota_lacks_nothing_after_the_last_day_of_all_in_a_room(scene, at_desk):
    for pupil in scene.pupils():
        leave_school(pupil, last=TODAY)
    plan_rota(school=scene.school, rooms=[scene.room], first=TODAY, last=TODAY + 4 * DAY, actor=scene.manager, at=NOON)

    assert "每间寝室都排好了值日" in words(at_desk("dorm_manager").get(reverse("roomlife:rota")))


def test_a_check_made_without_network_yesterday_is_sent_today(scene, at_desk):
    [turn] = plan_rota(school=scene.school, rooms=[scene.room], first=TODAY, last=TODAY, actor=scene.manager, at=NOON)
    kept = {"shown": str(turn.pk), "entry_key": "k" * 32, "happened_at": "2026-03-11T11:50"}

    sent = [at_desk("dorm_manager", NOON + DAY).post(reverse("roomlife:check-turns"), kept) for _once_more in range(2)]

    check = TurnCheck.objects.get()
    assert [answer.status_code for answer in sent] == [303, 303]
    assert (check.turn, check.is_done, check.received_at) == (turn, True, NOON + DAY)


def test_turns_of_days_before_can_still_be_checked(scene, at_desk):
    rooms = [scene.room, scene.a_room("302 室")]
    turns = plan_rota(school=scene.school, rooms=rooms, first=TODAY, last=TODAY + DAY, actor=scene.manager, at=NOON)
    yesterday = [turn for turn in turns if turn.on == TODAY]
    desk, address = at_desk("dorm_manager", NOON + DAY), reverse("roomlife:check-turns")

    waiting = desk.get(address).context["waiting"]
    offered = desk.get(address + waiting[0]["url"]).context["form"].turns
    desk.post(address, {"shown": ",".join(str(turn.pk) for turn in offered)})

    assert [(line["url"], line["end"]) for line in waiting] == [(f"?on={TODAY}", "2")]
    assert offered == yesterday
    assert [check.turn for check in TurnCheck.objects.order_by("turn")] == yesterday
    assert desk.get(address).context["waiting"] == []


def test_a_turn_of_a_day_before_is_shown_as_waiting_and_leads_to_no_substitute(scene, at_desk):
    turns = plan_rota(
        school=scene.school, rooms=[scene.room], first=TODAY, last=TODAY + DAY, actor=scene.manager, at=NOON
    )
    desk = at_desk("dorm_manager", NOON + DAY)

    rota = words(desk.get(reverse("roomlife:rota")))
    room = words(desk.get(reverse("roomlife:room", args=[scene.room.pk])))

    links = [reverse("roomlife:stand-in", args=[turn.pk]) for turn in turns]
    assert [[link in page for link in links] for page in (rota, room)] == [[False, True], [False, True]]
    assert "1 次没人检查" in room


def test_who_was_slower_hears_that_the_turn_is_checked(scene, at_desk):
    turns = plan_rota(school=scene.school, rooms=[scene.room], first=TODAY, last=TODAY, actor=scene.manager, at=NOON)
    check_turns(school=scene.school, on=TODAY, turns=turns, actor=scene.crew.head_teacher, at=NOON)

    sent = at_desk("dorm_manager").post(reverse("roomlife:check-turns"), {"shown": str(turns[0].pk)})

    assert (sent.status_code, sent.context["form"].refused.reasons) == (409, {Reason.TURN_CHECKED})
    assert TurnCheck.objects.count() == 1


def test_help_and_award(scene, at_desk):
    inspect_rooms(school=scene.school, rooms=[scene.room], actor=scene.manager, at=NOON)
    note = at_desk("head_teacher").post(
        reverse("roomlife:help", args=[scene.room.pk]), {"kind": "together", "text": "一起整理。"}
    )
    desk, address = at_desk("principal", APRIL), reverse("roomlife:awards") + "?month=2026-03"
    assert desk.get(address).status_code == 200
    sent = desk.post(address, {"rooms": [scene.room.pk]})
    award = RoomAward.objects.get()
    withdrawn = desk.post(reverse("roomlife:withdraw-award", args=[award.pk]), {"why": "写错"})

    assert [answer.status_code for answer in (note, sent, withdrawn)] == [303, 303, 303]
    award.refresh_from_db()
    assert (award.month, award.why_withdrawn) == (date(2026, 3, 1), "写错")
    assert at_desk("cook", APRIL).post(address, {"rooms": [scene.room.pk]}).status_code == 403


def test_an_award_says_that_a_danger_came_to_light_since(scene, at_desk):
    room, by = good(scene), {"school": scene.school, "at": APRIL}
    award_rooms(month=date(2026, 3, 1), rooms=[room], actor=scene.crew.principal, **by)
    seen = {room.pk: Seen(("wiring",))}
    inspect_rooms(rooms=[room], seen=seen, happened_at=NOON + DAY, actor=scene.manager, **by)

    page = at_desk("principal", APRIL).get(reverse("roomlife:awards") + "?month=2026-03")

    assert [one["danger"] for one in page.context["given"]] == ["3 月 12 日 有安全隐患"]
    assert f"隐患 {Hazard.objects.get().code} 未销号" in words(page)


def test_what_hangs_outside_a_room_names_rooms_alone_and_inside_not_why(scene):
    lived_in(scene, scene.room)
    turn = Turn.objects.get(on=TODAY + DAY)
    stand_in(turn=turn, pupil=scene.pupils()[3], why="住院", actor=scene.manager, at=NOON)
    monday, sunday = week_of(TODAY)

    outside = sheets.week_sheet(ratings(scene.school, monday, sunday), first=monday, last=sunday, path="/")
    inside = sheets.rota_sheet(
        scene.room, turns_of(scene.school, monday, sunday), head=scene.pupils()[0], first=monday, last=sunday, path="/"
    )

    assert outside.sections[0].rows == [{"where": "一号宿舍楼", "room": "301 室", "score": Decimal("85.0"), "seen": 1}]
    assert [row["who"] for row in inside.sections[0].rows] == ["学生1", "学生4（替学生2）"]
    assert "住院" not in str(inside)


def good(scene):
    room = scene.a_room("309 室")
    inspect_rooms(school=scene.school, rooms=[room], actor=scene.manager, at=NOON)
    return room


@pytest.mark.parametrize(
    ("ledger", "post", "shows"),
    [
        ("room-heads/?from=2026-03-01&to=2026-04-01", "dorm_manager", "学生1"),
        ("cleaning-rota/?period=2026-03", "dorm_manager", "学生1"),
        ("room-inspections/?period=2026-W11", "cook", "301 室"),
        ("civilised-rooms/?from=2026-03-01&to=2026-04-01", "cook", "309 室"),
    ],
)
def test_the_ledgers_show_their_rows(scene, at_desk, ledger, post, shows):
    lived_in(scene, scene.room)
    award_rooms(school=scene.school, month=date(2026, 3, 1), rooms=[good(scene)], actor=scene.crew.principal, at=APRIL)

    page = at_desk(post, APRIL).get(f"/ledgers/{ledger}")

    said = words(page)
    assert (page.status_code, shows in said) == (200, True)
    assert ("学生1" in said) == (post == "dorm_manager")


def test_a_scanned_room_says_how_it_does(scene):
    lived_in(scene, scene.room)

    def lines(actor):
        parts = dict(parts_of(scene.room.space, actor=actor, at=NOON))
        return [str(line.get("end")) for title, part in parts.items() if title == "寝室生活情况" for line in part.lines]

    assert lines(scene.manager) == ["85.0", "学生1", "学生1"]
    assert lines(scene.crew.cook) == ["85.0"]


def test_the_pages_of_the_round_are_kept_for_the_hours_without_network(scene):
    kept = pages_to_keep(scene.manager, school=scene.school, at=NOON)

    wanted = {reverse("roomlife:floor", args=[scene.room.space.building_id, 3]), reverse("roomlife:check-turns")}
    assert wanted <= set(kept)
    assert not wanted & set(pages_to_keep(scene.crew.cook, school=scene.school, at=NOON))


def test_the_journal_of_a_space_names_no_child(scene):
    lived_in(scene, scene.room)

    said = " ".join(entry.sentence for entry in Entry.objects.about(scene.room.space))

    assert [pupil.name for pupil in scene.pupils() if pupil.name in said] == []


def test_a_second_election_is_refused_beside_its_form(scene, at_desk):
    open_election(room=scene.room, term=scene.term, actor=scene.manager, at=NOON)

    again = at_desk("dorm_manager").post(
        reverse("roomlife:elect", args=[scene.room.pk]), {"nominees": [scene.pupils()[0].pk]}
    )

    assert (again.status_code, Election.objects.count()) == (409, 1)
