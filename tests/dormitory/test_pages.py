"""The dormitory's pages open with the answer and say no beside the button; a list costs the same for one and three."""

from datetime import timedelta

import pytest
from django.urls import reverse

from houqin.dormitory.models import BedStay, Charge, DormRoom, Move, MoveDecision
from houqin.kernel import clock as kernel_clock
from houqin.people.models import Pupil
from houqin.tenancy.models import Space
from tests.builders import NOON, TODAY, a_space
from tests.dormitory.conftest import a_boarder, a_charge, a_dorm_room, a_dorm_space, a_stay

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(kernel_clock, "now", lambda: NOON)


@pytest.fixture(autouse=True)
def charge(building, crew):
    return a_charge(building, crew.dorm_manager)


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def url(name, *args):
    return reverse(f"dormitory:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode()


def a_full_house(school, building, crew, rooms):
    for number in range(rooms):
        room = a_dorm_room(building, f"{number} 号室", beds=2)
        bed = room.beds.order_by("number").first()
        stay = a_stay(bed, a_boarder(school), by=crew.dorm_manager)
        Move.objects.create(school=school, pupil=stay.pupil, from_bed=bed, to_bed=room.beds.get(number=2), why="换床",
                            starts_on=TODAY, asked_by=crew.dorm_manager, asked_at=NOON)  # fmt: skip


@pytest.mark.parametrize("page", ["rooms", "nights", "moves", "charges", "proposal"])
def test_a_list_costs_the_same_for_one_and_for_three(school, building, crew, as_, page, django_assert_max_num_queries):
    client = as_(crew.principal)

    def asked():
        a_boarder(school)
        with django_assert_max_num_queries(60) as seen:
            assert client.get(url(page)).status_code == 200
        return len(seen)

    a_full_house(school, building, crew, 1)
    asked()
    one = asked()
    a_full_house(school, building, crew, 2)

    assert asked() == one


def test_the_house_says_first_who_has_no_bed(school, building, crew, room, as_):
    client = as_(crew.dorm_manager)
    assert "1 号宿舍楼今晚住 0 人，空床 8 张。" in text(client.get(url("rooms")))

    a_boarder(school)
    assert "1 名住宿生还没有床位。" in text(client.get(url("rooms")))


def test_who_has_a_bed_and_no_claim_stands_out(school, crew, room, as_):
    stay = a_stay(room.beds.first(), a_boarder(school, "古丽"), by=crew.dorm_manager)
    Pupil.objects.filter(pk=stay.pupil_id).update(is_boarder=False)

    assert "应退床" in text(as_(crew.dorm_manager).get(url("rooms") + "?show=odd"))


def test_a_bed_is_given_on_its_page_and_only_to_whom_it_fits(school, crew, room, as_):
    girl, boy = a_boarder(school, "女孩"), a_boarder(school, "男孩", gender="m")
    bed, client = room.beds.first(), as_(crew.dorm_manager)

    form = text(client.get(url("place-pupil", bed.pk)))
    assert ("女孩" in form, "男孩" in form) == (True, False)
    assert client.post(url("place-pupil", bed.pk), {"pupil": boy.pk, "starts_on": TODAY}).status_code == 422
    answer = client.post(url("place-pupil", bed.pk), {"pupil": girl.pk, "starts_on": TODAY})

    assert (answer.status_code, answer["Location"]) == (303, room.get_absolute_url())
    assert BedStay.objects.get().pupil == girl
    page = text(client.get(room.get_absolute_url()))
    assert "301 室住 1 人，空 7 床" in page


def test_a_house_that_nobody_answers_for_refuses_beside_the_button(school, crew, room, as_):
    Charge.objects.all().delete()
    girl, bed = a_boarder(school), room.beds.first()

    answer = as_(crew.dorm_manager).post(url("place-pupil", bed.pk), {"pupil": girl.pk, "starts_on": TODAY})

    assert answer.status_code == 409
    assert "GT-16" in text(answer)
    assert "没有在任的宿管员负责" in text(as_(crew.principal).get(url("charges")))


def test_a_move_is_asked_on_one_page_and_decided_on_another(school, crew, room, as_):
    stay = a_stay(room.beds.first(), a_boarder(school, "古丽"), by=crew.dorm_manager)
    free, pupil = room.beds.last(), stay.pupil

    asked = as_(crew.head_teacher).post(
        url("ask-move", pupil.pk), {"to_bed": free.pk, "starts_on": TODAY, "why": "想住下铺"}
    )
    move = Move.objects.get()
    assert asked["Location"] == move.get_absolute_url()
    assert "撤回" in text(as_(crew.head_teacher).get(move.get_absolute_url()))

    assert "批准" in text(as_(crew.duty_leader).get(move.get_absolute_url()))
    assert as_(crew.head_teacher).post(url("approve-move", move.pk)).status_code == 403
    assert as_(crew.duty_leader).post(url("approve-move", move.pk)).status_code == 303
    assert MoveDecision.objects.get().outcome == "approved"
    assert "古丽住301 室 8 床。" in text(as_(crew.dorm_manager).get(url("stays", pupil.pk)))


def test_what_stands_against_a_move_stands_beside_the_button(school, crew, room, as_):
    stay = a_stay(room.beds.first(), a_boarder(school, "古丽"), by=crew.dorm_manager)
    move = Move.objects.create(school=school, pupil=stay.pupil, from_bed=stay.bed, to_bed=room.beds.last(), why="换床",
                               starts_on=TODAY, asked_by=crew.dorm_manager, asked_at=NOON)  # fmt: skip
    a_stay(room.beds.last(), a_boarder(school, "先到"), by=crew.dorm_manager)

    page = text(as_(crew.duty_leader).get(move.get_absolute_url()))

    assert "已由先到住" in page
    assert 'aria-disabled="true"' in page
    assert as_(crew.duty_leader).post(url("decline-move", move.pk), {"note": "床已有人"}).status_code == 303
    assert MoveDecision.objects.get().outcome == "declined"


def test_a_swap_is_chosen_from_the_list_of_beds(school, crew, room, as_):
    one, two = (a_stay(bed, a_boarder(school, name), by=crew.dorm_manager)
                for bed, name in zip(room.beds.order_by("number"), ("甲", "乙"), strict=False))  # fmt: skip
    client = as_(crew.dorm_manager)

    assert "与乙对换" in text(client.get(url("ask-move", one.pupil_id)))
    client.post(url("ask-move", one.pupil_id), {"to_bed": two.bed_id, "starts_on": TODAY, "why": "商量好了"})

    assert Move.objects.get().other == two.pupil


def test_the_night_of_any_day_is_known(school, crew, room, as_):
    a_stay(room.beds.first(), a_boarder(school, "以前"), by=crew.dorm_manager, ends_on=TODAY - DAY)
    client = as_(crew.dorm_manager)

    assert "以前" in text(client.get(url("nights") + f"?on={TODAY - DAY}"))
    assert "以前" not in text(client.get(url("nights")))
    assert client.get(url("nights") + "?on=9999-99-99").status_code == 200


def test_the_proposal_counts_only_as_it_was_looked_at(school, crew, building, room, as_):
    girls = [a_boarder(school) for _n in range(3)]
    client = as_(crew.dorm_manager)
    page = client.get(url("proposal"))
    digest = page.context["digest"]
    newcomer = a_boarder(school)

    assert client.post(url("proposal"), {"digest": digest}).status_code == 409
    assert not BedStay.objects.exists()

    newcomer.enrolments.all().delete()
    newcomer.delete()
    assert client.post(url("proposal"), {"digest": digest}).status_code == 303
    assert set(BedStay.objects.values_list("pupil", flat=True)) == {girl.pk for girl in girls}


def test_one_room_of_the_proposal_is_taken_and_the_ground_floor_is_typed(school, crew, building, as_):
    below, above = a_dorm_room(building, "101 室", beds=1), a_dorm_room(building, "201 室", beds=1, floor=2)
    lame = [a_boarder(school, "甲"), a_boarder(school, "乙")][1]
    client, address = as_(crew.dorm_manager), url("proposal") + "?ground=乙，没有这人"
    page = client.get(address)

    assert page.context["unknown"] == ["没有这人"]
    client.post(address, {"digest": page.context["digest"], "room": below.pk})

    assert list(BedStay.objects.values_list("pupil", "bed__room")) == [(lame.pk, below.pk)]
    assert above.beds.get().stays.count() == 0


def test_a_space_is_furnished_changed_and_its_beds_closed(school, crew, building, as_):
    space, client = a_dorm_space(building, "401 室"), as_(crew.dorm_manager)
    assert "401 室" in text(client.get(url("rooms")))

    client.post(url("furnish-room", space.pk), {"floor": 4, "gender": "m", "section": "junior", "beds": 2})
    room = DormRoom.objects.get(space=space)
    client.post(url("change-room", room.pk), {"floor": 4, "gender": "f", "section": "junior", "area_m2": "20"})
    client.post(url("add-bed", room.pk), {})
    bed = room.beds.last()
    client.post(url("close-bed", bed.pk), {"why": "床板断裂"})
    assert room.beds.filter(closed_on=TODAY).count() == 1
    client.post(url("reopen-bed", bed.pk), {})

    room.refresh_from_db()
    assert (room.gender, room.beds.count(), room.beds.filter(closed_on=None).count()) == ("f", 3, 3)


def test_a_pupil_gives_the_bed_up(school, crew, room, as_):
    stay = a_stay(room.beds.first(), a_boarder(school), by=crew.dorm_manager)

    as_(crew.dorm_manager).post(url("end-stay", stay.pupil_id), {"last_night": TODAY, "why": "走读"})

    assert BedStay.objects.get().ends_on == TODAY


def test_leaders_put_somebody_in_charge_on_the_page(school, crew, room, building, as_, charge):
    client = as_(crew.principal)
    assert client.post(url("end-charge", charge.pk), {"ends_on": TODAY}).status_code == 303
    wanted = {"building": building.pk, "manager": crew.dorm_manager.pk, "starts_on": TODAY + DAY, "is_woman": "on"}
    assert client.post(url("put-in-charge"), wanted).status_code == 303

    assert list(Charge.objects.order_by("starts_on").values_list("ends_on", "is_woman")) == [
        (TODAY, False), (None, True),
    ]  # fmt: skip


@pytest.mark.parametrize("post", ["cook", "storekeeper", "guard"])
def test_who_has_nothing_to_do_here_sees_no_child(school, crew, room, as_, post):
    stay = a_stay(room.beds.first(), a_boarder(school), by=crew.dorm_manager)
    client = as_(getattr(crew, post))

    for address in (url("rooms"), url("nights"), url("stays", stay.pupil_id), room.get_absolute_url()):
        assert client.get(address).status_code == 403


def test_the_place_says_who_sleeps_there_to_whom_may_know_and_its_wall_sheet_to_nobody(school, crew, room, as_):
    a_stay(room.beds.first(), a_boarder(school, "古丽"), by=crew.dorm_manager)
    place = room.space.get_absolute_url()

    assert "古丽" in text(as_(crew.dorm_manager).get(place))
    assert "古丽" not in text(as_(crew.cook).get(place))
    bare = a_dorm_space(room.space.building)
    assert url("furnish-room", bare.pk) in text(as_(crew.dorm_manager).get(bare.get_absolute_url()))
    assert "谁住这里" not in text(as_(crew.dorm_manager).get(a_space(school, Space.Kind.STORE).get_absolute_url()))


def test_the_registers_open_on_paper(school, crew, room, as_):
    stay = a_stay(room.beds.first(), a_boarder(school, "古丽"), by=crew.dorm_manager)
    Move.objects.create(school=school, pupil=stay.pupil, from_bed=stay.bed, to_bed=room.beds.last(), why="换床",
                        starts_on=TODAY, asked_by=crew.dorm_manager, asked_at=NOON)  # fmt: skip
    client = as_(crew.dorm_manager)

    said = {code: text(client.get(reverse("documents:ledger", args=[code])))
            for code in ("dorm-rooms", "dorm-sleepers", "bed-moves")}  # fmt: skip
    assert "301 室" in said["dorm-rooms"]
    assert "古丽" in said["dorm-sleepers"]
    assert "等待批准" in said["bed-moves"]


def test_a_roll_of_a_house_where_nobody_sleeps_says_so(building, room, crew, as_):
    client = as_(crew.principal)
    client.cookies["django_language"] = "en"

    assert "nobody sleeps here tonight" in text(client.get(url("take", building.pk)))
