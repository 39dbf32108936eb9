"""Rooms, beds and who sleeps in them, from the spreadsheets that hang in the duty room."""

from datetime import date
from decimal import Decimal

import pytest

from houqin.dormitory.models import Bed, BedStay, DormRoom
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.tenancy.models import Building, Space
from tests.builders import TODAY, a_space
from tests.dormitory.conftest import a_boarder, a_building, a_charge, a_dorm_room, a_dorm_space, a_stay
from tests.listing import Listing, problems, shuffled

ROOMS = [
    ["宿舍楼", "寝室号", "楼层", "性别", "学段", "床位数", "使用面积"],
    ["1 号宿舍楼", "301", "3", "女生", "小学部", "8", "24.5㎡"],
    ["1 号宿舍楼", "302", "3", "女", "初中", "6", ""],
    ["2 号宿舍楼", "301", "3", "男寝", "小学", "8", "２４"],
]


@pytest.fixture
def rooms(school, crew):
    return Listing("dormitory.rooms", school, crew.principal)


@pytest.fixture
def stays(school, crew):
    return Listing("dormitory.stays", school, crew.dorm_manager)


@pytest.mark.parametrize(("name", "encoding"), [("寝室.xlsx", ""), ("寝室.csv", "gb18030")])
def test_a_house_comes_in_with_buildings_doors_and_beds(rooms, school, name, encoding):
    rooms.bring_in(shuffled(ROOMS), name=name, encoding=encoding)

    fields = ("space__code", "space__name", "space__building__name", "floor", "gender", "section", "area_m2")
    assert list(DormRoom.objects.of(school).order_by("space__code").values_list(*fields)) == [
        ("1-301", "1 号宿舍楼 301 室", "1 号宿舍楼", 3, "f", "primary", Decimal("24.5")),
        ("1-302", "1 号宿舍楼 302 室", "1 号宿舍楼", 3, "f", "junior", None),
        ("2-301", "2 号宿舍楼 301 室", "2 号宿舍楼", 3, "m", "primary", Decimal("24.0")),
    ]
    assert Bed.objects.of(school).count() == 22


def test_a_place_that_is_there_already_gets_its_beds(rooms, school, building):
    space = Space.objects.create(school=school, building=building, code="1-301", name="301", kind="dorm_room")

    rooms.bring_in(ROOMS[:2])

    assert DormRoom.objects.get().space == space
    assert Building.objects.of(school).count() == 1


def test_what_is_wrong_with_a_room_is_named_in_its_cell(rooms, school):
    a_space(school, Space.Kind.STORE, "库").__class__.objects.filter(name="库").update(code="1-9")
    a_dorm_room(a_building(school), "1 号宿舍楼 8 室").space.__class__.objects.filter(kind="dorm_room").update(
        code="1-8"
    )
    run = rooms.check(
        [
            ROOMS[0],
            ["1 号宿舍楼", "301", "-1", "女生", "小学", "0", "大"],
            ["1 号宿舍楼", "301", "3", "混住", "高中", "8", ""],
            ["1 号宿舍楼", "9", "1", "女生", "小学", "8", ""],
            ["1 号宿舍楼", "8", "1", "女生", "小学", "99", "900"],
            ["1 号宿舍楼", "=1+1|cmd", "1", "女生", "小学", "8", ""],
            ["一二三四五六七八九十一二三四五六七八九十", "1", "1", "女生", "小学", "8", ""],
            ["1 号宿舍楼", "7", "1", "女生", "小学", "8", ""],
            ["1 号宿舍楼", "7", "1", "女生", "小学", "8", ""],
        ]
    )

    assert [(row, column) for row, column, _sentence in problems(run)] == [
        (2, "楼层"), (2, "床位"), (2, "使用面积"), (3, "谁住"), (3, "学段"), (4, "房间号"), (5, "房间号"),
        (5, "床位"), (5, "使用面积"), (7, "房间号"), (9, "房间号"),
    ]  # fmt: skip
    assert not any(sentence.startswith("=") for _row, _column, sentence in problems(run))


def test_rooms_are_taken_back_while_nobody_sleeps_in_them(rooms, school, crew):
    run = rooms.bring_in(ROOMS)
    stay = a_stay(Bed.objects.first(), a_boarder(school), by=crew.dorm_manager)

    with pytest.raises(Refused):
        rooms.undo(run)
    assert DormRoom.objects.count() == 3

    stay.delete()
    rooms.undo(run)
    assert (DormRoom.objects.count(), Bed.objects.count()) == (0, 0)
    assert Space.objects.of(school).filter(kind="dorm_room").count() == 3
    rooms.bring_in(ROOMS)
    assert DormRoom.objects.count() == 3


def test_only_leaders_bring_in_rooms_and_managers_bring_in_sleepers(school, crew):
    with pytest.raises(NotYours):
        Listing("dormitory.rooms", school, crew.dorm_manager).check(ROOMS)
    with pytest.raises(NotYours):
        Listing("dormitory.stays", school, crew.head_teacher).check([["学号", "房间号", "床号"], ["1", "1", "1"]])


HEAD = ["学号", "姓名", "楼栋", "房间号", "床号", "入住日期"]


@pytest.fixture
def lodged(school, crew, building):
    a_charge(building, crew.dorm_manager)
    room = a_dorm_room(building, "1 号宿舍楼 301 室")
    Space.objects.filter(pk=room.space_id).update(code="1-301")
    return room


def test_sleepers_come_in_by_number_or_name_into_the_room_as_people_write_it(stays, school, lodged):
    girls = [a_boarder(school, name) for name in ("甲", "乙", "丙")]

    stays.bring_in(
        [HEAD, [girls[0].number, "甲", "1 号宿舍楼", "301", "1", "2026-02-24"], ["", "乙", "", "301 室", "2", ""],
         [girls[2].number, "", "", "1-301", "3", ""]]
    )  # fmt: skip

    fields = ("pupil__name", "bed__number", "starts_on")
    assert list(BedStay.objects.order_by("bed__number").values_list(*fields)) == [
        ("甲", 1, date(2026, 2, 24)), ("乙", 2, TODAY), ("丙", 3, TODAY),
    ]  # fmt: skip


def test_what_is_wrong_with_a_sleeper_is_named_in_its_cell(stays, school, crew, building, lodged):
    other = a_dorm_room(a_building(school, "2 号宿舍楼"), "2 号宿舍楼 301 室", gender="m")
    Space.objects.filter(pk=other.space_id).update(code="2-301")
    one, boy, day_pupil = a_boarder(school, "甲"), a_boarder(school, "男", gender="m"), a_boarder(school, "走")
    type(day_pupil).objects.filter(pk=day_pupil.pk).update(is_boarder=False)
    a_boarder(school, "同名"), a_boarder(school, "同名")
    has_bed = a_boarder(school, "有床")
    a_stay(lodged.beds.get(number=8), has_bed, by=crew.dorm_manager)

    run = stays.check(
        [
            HEAD,
            ["9999", "", "", "1-301", "1", ""],
            [one.number, "别名", "", "1-301", "1", ""],
            ["", "同名", "", "1-301", "1", ""],
            ["", "", "", "1-301", "1", ""],
            ["", "甲", "", "301", "1", ""],
            ["", "甲", "", "909", "1", ""],
            ["", "甲", "", "1-301", "33", ""],
            ["", "男", "", "1-301", "1", ""],
            ["", "走", "", "1-301", "2", ""],
            ["", "有床", "", "1-301", "3", ""],
            ["", "甲", "", "1-301", "8", ""],
            ["", "甲", "", "1-301", "1", ""],
        ]
    )

    assert [(row, column) for row, column, _sentence in problems(run)] == [
        (2, "学号"), (3, "学号"), (4, "姓名"), (5, "姓名"), (6, "房间号"), (7, "房间号"), (8, "床号"), (9, "房间号"),
        (10, "房间号"), (11, "姓名"), (12, "房间号"), (13, "姓名"), (13, "床号"),
    ]  # fmt: skip
    assert problems(run)[4][2] == "叫301的寝室不止一间：1-301、2-301。请写明楼栋或编号。"
    assert boy


def test_more_than_the_standard_and_a_house_that_nobody_answers_for_are_refused(stays, school, building):
    room = a_dorm_room(building, "1 号宿舍楼 401 室", beds=9, section="junior")
    girls = [a_boarder(school, grade=7) for _n in range(9)]
    rows = [[girl.number, "", "", room.space.code, str(number + 1), ""] for number, girl in enumerate(girls)]

    run = stays.check([HEAD, *rows])

    assert len(problems(run)) == 10
    assert {row for row, _column, sentence in problems(run) if "标准是 8 人" in sentence} == {10}


def test_sleepers_are_taken_back_while_nothing_leans_on_them(stays, school, crew, lodged):
    girl = a_boarder(school)
    run = stays.bring_in([HEAD, [girl.number, "", "", "1-301", "1", ""]])
    BedStay.objects.update(ends_on=TODAY, ended_by=crew.dorm_manager)

    with pytest.raises(Refused):
        stays.undo(run)
    BedStay.objects.update(ends_on=None)
    stays.undo(run)
    assert not BedStay.objects.exists()


def test_the_checks_ask_the_same_number_of_queries_for_few_and_many(
    stays, school, lodged, django_assert_max_num_queries
):
    girls = [a_boarder(school) for _n in range(4)]
    rows = [[girl.number, "", "", "1-301", str(n + 1), ""] for n, girl in enumerate(girls)]

    def asked(count):
        with django_assert_max_num_queries(60) as seen:
            stays.check([HEAD, *rows[:count]])
        return len(seen)

    asked(1)
    assert asked(1) == asked(4)


def test_an_unfurnished_room_is_no_room_to_sleep_in(stays, school, building):
    space = a_dorm_space(building)
    girl = a_boarder(school)

    assert [reason for *_cell, reason in problems(stays.check([HEAD, [girl.number, "", "", space.code, "1", ""]]))] == [
        f"没有登记床位的寝室“{space.code}”。先导入寝室，或改正。"
    ]
