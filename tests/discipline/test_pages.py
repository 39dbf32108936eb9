"""Every page through its door: what it opens with, what it hides, and how many queries it costs."""

import html
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from houqin.discipline.actions import (
    DoorHeard,
    give_to_owner,
    hold_lesson,
    make_round,
    record_violation,
    shelve_found,
)
from houqin.discipline.models import AfterBellRound, Envelope, Violation
from houqin.discipline.selectors.keeping import things_kept
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, Span, around
from houqin.dormitory.models import Bed, BedStay
from houqin.journal.arrivals import Arrival, comes_as
from houqin.people.models import Pupil
from houqin.tenancy.models import Space
from tests.builders import TODAY
from tests.discipline.conftest import NIGHT
from tests.discipline.test_keep_valuables import back, drawn, keep


def page(name, *arguments):
    return reverse(f"discipline:{name}", args=arguments)


def heading(answer) -> str:
    return html.unescape(re.search(r"<h1>(.*?)</h1>", answer.content.decode(), re.S)[1].strip())


def test_the_round_from_the_list_to_the_record(scene, as_):
    client = as_(scene.warden)
    assert heading(client.get(page("rounds"))) == "2 rooms have not been heard yet."
    form = client.get(page("make-round", scene.building.pk)).context["form"]
    two = scene.rooms[1]
    sent = {"shown": form["shown"].value(), f"odd-{two.pk}": "on", f"heard-{two.pk}": "talking"}

    made = client.post(page("make-round", scene.building.pk), sent)

    assert (made.status_code, heading(client.get(made.url))) == (303, "1 room was not quiet.")
    assert heading(client.get(page("rounds"))) == "1 room was not quiet tonight."
    assert AfterBellRound.objects.get().rooms == 2


def test_the_phone_keeps_the_round_and_the_shelf_for_corridors_without_signal(scene, as_):
    kept = as_(scene.warden).get("/outbox/pages/").json()["pages"]

    assert {page("make-round", scene.building.pk), page("shelve")} <= set(kept)


def test_a_building_of_several_floors_is_walked_floor_by_floor(scene, as_):
    upstairs = scene.a_room("201")
    upstairs.floor = 2
    upstairs.save(update_fields=["floor"])
    bed = Bed.objects.create(school=scene.school, room=upstairs, number=1)
    BedStay.objects.filter(pupil=scene.pupils[3]).update(bed=bed)
    client = as_(scene.warden)

    verbs = client.get(page("rounds")).context["verbs"]
    form = client.get(verbs[1]["href"]).context["form"]

    assert [(verb["href"][-8:], verb.get("primary")) for verb in verbs] == [("?floor=1", True), ("?floor=2", None)]
    assert form.rooms == [upstairs]


def test_a_door_that_was_not_quiet_needs_a_word(scene, as_):
    room = scene.rooms[0]
    sent = {"shown": str(room.pk), f"odd-{room.pk}": "on"}

    answer = as_(scene.warden).post(page("make-round", scene.building.pk), sent)

    assert (answer.status_code, AfterBellRound.objects.exists()) == (422, False)
    assert "Say what it was." in answer.content.decode()


def test_who_is_not_of_the_circle_sees_rooms_and_finds_no_child(scene, as_):
    made = record_violation(
        pupil=scene.girl, kind="quarrel", what="争吵", place=scene.rooms[0].space, actor=scene.warden, at=NIGHT
    )
    Space.objects.filter(pk=scene.rooms[0].space_id).update(name="101 室")
    teacher, guard = as_(scene.crew.head_teacher), as_(scene.crew.guard)

    for client in (teacher, guard):
        listed = client.get(page("talks")).content.decode()
        assert "101 室" in listed
        assert scene.girl.name not in listed
        assert client.get(page("violation", made.pk)).status_code == 404
        assert client.post(page("close", made.pk), {}).status_code == 404

    scene.teacher_of(scene.school_class)
    assert scene.girl.name in teacher.get(page("talks")).content.decode()
    assert heading(teacher.get(page("violation", made.pk))) == "Next: talk with the child."


def test_the_guard_reads_rooms_and_numbers_and_no_childs_name(scene, as_):
    lesson = hold_lesson(school=scene.school, topics=["fire"], pupils=scene.pupils, absent={scene.girl.pk},
                         school_class=scene.school_class, actor=scene.warden, at=NIGHT)  # fmt: skip
    thing = shelve_found(school=scene.school, what="伞", shelf="架", actor=scene.crew.guard, at=NIGHT)
    give_to_owner(thing=thing, pupil=scene.girl, how="说出记号", actor=scene.crew.guard, at=NIGHT)
    pages = [page("lesson", lesson.pk), page("found-thing", thing.pk)]

    def names_read_by(user):
        said = [as_(user).get(address).content.decode() for address in pages]
        return [{pupil.name for pupil in scene.pupils if pupil.name in words} for words in said]

    assert names_read_by(scene.crew.guard) == [set(), set()]
    assert names_read_by(scene.crew.head_teacher) == [{pupil.name for pupil in scene.pupils}, {scene.girl.name}]


def test_what_cannot_be_done_yet_stands_beside_its_reasons(scene, as_):
    made = record_violation(pupil=scene.girl, kind="late", what="晚归", actor=scene.warden, at=NIGHT)

    answer = as_(scene.warden).get(page("violation", made.pk))

    blocked = {one["id"]: [refusal.reason.value for refusal in one["refusals"]] for one in answer.context["blocked"]}
    assert blocked == {"follow-up": ["talk_first"], "close": ["talk_first", "follow_up_first"]}
    assert [verb["label"] for verb in answer.context["verbs"] if verb.get("primary")] == ["Talked with the child"]


def test_a_matter_goes_through_its_doors(scene, as_):
    client = as_(scene.warden)
    sent = {"pupil": scene.girl.number, "kind": "after_bell", "what": "熄灯后说话"}
    assert client.post(page("record"), sent).status_code == 303
    made = Violation.objects.get()
    said = {"words": "好好休息", "own_words": "睡不着", "follow_up_on": "2026-03-12"}
    assert client.post(page("talk", made.pk), said).status_code == 303
    call = {"guardian": scene.mother.pk, "way": "phone", "reached": "no"}
    assert client.post(page("contact", made.pk), call).status_code == 303
    assert client.post(page("follow-up", made.pk), {"words": "安静了"}).status_code == 303

    assert client.post(page("close", made.pk), {}).status_code == 303

    assert heading(client.get(page("violation", made.pk))) == "This matter is closed."
    assert heading(client.get(page("child", scene.girl.pk))) == f"{scene.girl.name}: 1 matter this term."


def test_a_room_offers_its_own_children(scene, as_):
    form = as_(scene.warden).get(f"{page('record')}?room={scene.rooms[0].pk}").context["form"]

    assert list(form.fields["pupil"].queryset) == scene.pupils[:2]


def test_a_lesson_is_held_by_exception(scene, as_):
    client = as_(scene.warden)
    assert heading(client.get(page("lessons"))) == "4 of 4 boarders have not had this term's lesson."
    address = f"{page('teach')}?school_class={scene.school_class.pk}"
    form = client.get(address).context["form"]

    made = client.post(
        address, {"shown": form["shown"].value(), "topics": ["fire"], f"odd-{scene.girl.pk}": "on"}
    )  # fmt: skip

    assert heading(client.get(made.url)).endswith("3 of 4 were there.")
    assert heading(client.get(page("lessons"))) == "1 of 4 boarders has not had this term's lesson."


def test_an_envelope_goes_in_and_out(scene, as_):
    client = as_(scene.warden)
    said = {"pupil": scene.girl.name, "amount": "200.50", "thing1": "手表", "by_pupil": drawn(), "by_keeper": drawn(60)}
    assert client.post(page("take-in"), said).status_code == 303
    envelope = Envelope.objects.get()
    assert heading(client.get(page("kept"))) == "1 envelope, 200.50 yuan in all."

    other = {"pupil": scene.pupils[1].number, "amount": "1", "by_pupil": drawn(), "by_keeper": drawn(60)}
    refusal = client.post(page("give-back", envelope.pk), other)
    own = other | {"pupil": scene.girl.number, count_of(refusal, "手表"): "1"}
    own |= {"by_pupil": drawn(), "by_keeper": drawn(60)}
    given = client.post(page("give-back", envelope.pk), own)

    assert (refusal.status_code, given.status_code) == (409, 303)
    assert heading(client.get(page("envelope", envelope.pk))) == f"Envelope 001 of {scene.girl.name} holds 199.50 yuan."
    assert as_(scene.crew.head_teacher).get(page("envelope", envelope.pk)).status_code == 403


def count_of(answer, thing) -> str:
    """The name of the field that asks how many of a thing go out."""
    return next(field.name for field in answer.context["form"] if field.label == thing)


def test_a_count_means_the_thing_that_the_page_showed(scene, as_):
    """The watch went out at another desk while this page was open: the phone is not given instead of it."""
    envelope, client = keep(scene, fen=0, things={"手表": 1, "手机": 1}).envelope, as_(scene.warden)
    shown = client.get(page("give-back", envelope.pk))
    back(scene, envelope, things={"手表": 1})

    sent = {"pupil": scene.girl.number, count_of(shown, "手表"): "1", "by_pupil": drawn(), "by_keeper": drawn(60)}
    answer = client.post(page("give-back", envelope.pk), sent)

    assert (answer.status_code, things_kept([envelope])) == (409, {envelope.pk: {"手机": 1}})
    assert "holds 0 × 手表, not 1." in answer.content.decode()


@pytest.mark.parametrize("who", ["name", "number"])
def test_who_has_left_the_school_takes_out_what_was_kept(scene, as_, who):
    envelope = keep(scene).envelope
    Pupil.objects.filter(pk=scene.girl.pk).update(left_on=TODAY - timedelta(days=1))
    said = {"pupil": getattr(scene.girl, who), "amount": "200.50"}

    more = as_(scene.warden).post(page("take-in"), said | {"by_pupil": drawn(), "by_keeper": drawn(60)})
    given = as_(scene.warden).post(page("give-back", envelope.pk), said | {"by_pupil": drawn(), "by_keeper": drawn(60)})

    assert set(more.context["form"].errors) == {"pupil"}
    assert (given.status_code, Envelope.objects.with_balance().get().left_fen) == (303, 0)


def test_a_found_thing_leaves_with_its_owner(scene, as_):
    client = as_(scene.warden)
    client.post(page("shelve"), {"what": "围巾", "shelf": "1 号架"})
    assert heading(client.get(page("found"))) == "1 thing waits for its owner."
    [thing] = client.get(page("found")).context["sections"][0]["lines"]

    given = client.post(f"{thing['url']}claim/", {"pupil": scene.girl.number, "how": "认出补丁"})

    assert (given.status_code, heading(client.get(thing["url"]))) == (303, "围巾: Back with its owner")


def several(scene, number):
    """`number` of everything that lists show."""
    for turn in range(number):
        doors = [DoorHeard(room, "talking") for room in scene.rooms]
        make_round(building=scene.building, doors=doors, actor=scene.warden, at=NIGHT)
        record_violation(pupil=scene.pupils[turn], kind="late", what="晚归", place=scene.rooms[0].space,
                         actor=scene.warden, at=NIGHT)  # fmt: skip
        hold_lesson(school=scene.school, topics=["fire"], pupils=scene.pupils[:1], school_class=scene.school_class,
                    actor=scene.warden, at=NIGHT)  # fmt: skip
        keep(scene, pupil=scene.pupils[turn], things={"手表": 1})
        shelve_found(
            school=scene.school, what="伞", shelf="架", place=scene.rooms[0].space, actor=scene.warden, at=NIGHT
        )


LISTS = ("index", "rounds", "talks", "lessons", "kept", "found")


def test_a_list_costs_the_same_for_one_row_and_for_three(scene, as_):
    client, costs = as_(scene.warden), []
    for number in (1, 2):
        several(scene, number)
        client.get(page("index"))
        costs.append({name: _cost(client, page(name)) for name in LISTS})

    assert costs[0] == costs[1]


def _cost(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


REGISTERS = ("after-bell-rounds", "talks", "safe-keeping", "lost-and-found", "safety-lessons")


@pytest.mark.parametrize("code", REGISTERS)
def test_a_register_costs_the_same_for_one_row_and_for_three(scene, code):
    span = Span(Period.MONTH, TODAY.replace(day=1), TODAY.replace(day=31), scene.school.zone)
    counted = []
    for number in (1, 2):
        several(scene, number)
        with timezone.override(scene.school.zone):
            counted.append(_rows(LEDGERS[code], scene.school, span))

    (first, cost_of_one), (second, cost_of_three) = counted
    assert (first, second, cost_of_one) == (1, 3, cost_of_three)


@pytest.mark.parametrize(
    ("night", "made", "entered", "pressed", "said"),
    [
        (date(2026, 3, 31), timedelta(hours=2, minutes=30), timedelta(hours=2, minutes=31), None, False),
        (TODAY, timedelta(hours=1, minutes=45), timedelta(hours=1, minutes=53), None, False),
        (TODAY, timedelta(0), timedelta(days=1), None, True),
        (TODAY, timedelta(0), timedelta(days=1), timedelta(0), False),
    ],
    ids=["the last night of a month", "over midnight", "typed in the next day", "kept by a phone"],
)
def test_the_register_of_rounds_goes_by_the_night(scene, as_, night, made, entered, pressed, said):
    """`made`, `entered` and `pressed` count from 22:10 of that night."""
    at = NIGHT + (night - TODAY)
    with comes_as(None if pressed is None else Arrival(at + pressed, 0)):
        walked = make_round(building=scene.building, doors=[DoorHeard(room) for room in scene.rooms],
                            happened_at=at + made, actor=scene.warden, at=at + entered)  # fmt: skip
    ledger = LEDGERS["after-bell-rounds"]

    [row] = ledger.rows(scene.school, around(ledger.period, night, scene.school.zone))

    late = at + entered if said else None
    assert (row.key, row.of["night"], row.entered_at) == (walked.pk, night, late)
    assert ("Entered at" in as_(scene.warden).get(page("round", walked.pk)).content.decode()) == said


def _rows(ledger, school, span) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as asked:
        rows = list(ledger.rows(school, span))
    return len(rows), len(asked)


@pytest.mark.parametrize("code", ["lost-and-found", "safety-lessons"])
def test_a_register_that_names_children_is_not_for_the_guard(code):
    seen = {str(post) for post in LEDGERS[code].permission.posts}

    assert seen == {
        "dorm_manager", "duty_leader", "principal", "deputy_principal", "general_affairs_director", "head_teacher",
    }  # fmt: skip


def test_the_register_of_talks_is_for_the_circle(scene):
    seen = {str(post) for post in LEDGERS["talks"].permission.posts}

    assert seen == {"dorm_manager", "duty_leader", "principal", "deputy_principal", "general_affairs_director"}
