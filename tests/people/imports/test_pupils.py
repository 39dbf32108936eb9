from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from houqin.imports.models import State
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.actions import move_pupil
from houqin.people.models import Enrolment, Guardian, Pupil
from houqin.people.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_class, a_holder
from tests.listing import Listing, problems, shuffled

HEADINGS = ["学籍号", "学生姓名", "性别", "所在班级", "出生日期", "是否住校", "清真", "过敏史",
            "监护人", "与学生关系", "家长电话", "第二监护人", "关系2", "电话2"]  # fmt: skip
ROWS = [
    HEADINGS,
    ["G20160101", "古丽娜尔·艾力", "女", "四年级2班", date(2016, 5, 4), "住校", "是", "花生/牛奶",
     "艾力·买买提", "父亲", "13800000001", "阿依古丽", "母亲", "13800000002"],
    ["g20160102", "𠮷小强", "男生", "402", "2016年6月1日", "走读", "", "无", "", "", "", "", "", ""],
    ["G20160103", "李娜", "女", "四(2)班", "", "", "否", "", "李强", "", "0993-2012345", "", "", ""],
]  # fmt: skip


@pytest.fixture
def school_class(school):
    return a_class(school, 4, 2)


@pytest.fixture
def pupils(school, director, school_class):
    return Listing("people.pupils", school, director)


@pytest.mark.parametrize(("name", "encoding"), [("名单.xlsx", ""), ("名单.csv", "gb18030")])
def test_columns_come_in_any_order_and_rare_names_stay(pupils, school, school_class, name, encoding):
    run = pupils.bring_in(shuffled(ROWS), name=name, encoding=encoding)

    kept = Pupil.objects.of(school).order_by("number")
    fields = ("number", "name", "gender", "born_on", "is_boarder", "is_halal", "allergens", "enrolled_on")
    assert list(kept.values_list(*fields)) == [
        ("G20160101", "古丽娜尔·艾力", "f", date(2016, 5, 4), True, True, "花生、牛奶", TODAY),
        ("G20160102", "𠮷小强", "m", date(2016, 6, 1), False, False, "", TODAY),
        ("G20160103", "李娜", "f", None, False, False, "", TODAY),
    ]
    assert set(Enrolment.objects.values_list("school_class", "starts_on", "ends_on")) == {
        (school_class.pk, TODAY, None)
    }
    assert list(Guardian.objects.order_by("pk").values_list("pupil__name", "name", "relation", "phone")) == [
        ("古丽娜尔·艾力", "艾力·买买提", "父亲", "13800000001"),
        ("古丽娜尔·艾力", "阿依古丽", "母亲", "13800000002"),
        ("李娜", "李强", "监护人", "09932012345"),
    ]
    assert (run.state, run.created_count) == (State.ACCEPTED, 3)


def test_the_journal_counts_the_children_and_names_none(pupils):
    pupils.bring_in(ROWS)

    child = Pupil.objects.get(number="G20160102")
    with translation.override("zh-hans"):
        assert [entry.sentence for entry in Entry.objects.about(child)] == ["4 年级 2 班，共 3 名"]
    assert "𠮷" not in Entry.objects.get(kind="people.pupils_added").facts


def test_what_is_wrong_is_named_by_row_and_column(pupils, school):
    Pupil.objects.create(school=school, name="陈静", number="S1", gender="f", enrolled_on=TODAY)

    run = pupils.check(
        [
            ["学号", "姓名", "性别", "班级", "出生日期", "监护人", "电话"],
            ["S1", "甲", "女", "四年级2班", "", "", ""],
            ["S2", "乙", "不详", "四年级3班", "", "", ""],
            ["S3", "丙", "男", "二班", "2027-01-01", "", ""],
            ["S4", "丁", "男", "402", "3/4/2016", "王强", ""],
            ["S4", "戊", "男", "402", "", "", "13800000001"],
        ]
    )

    assert problems(run) == [
        (2, "学号", "编号 S1 已是陈静的。请换一个。"),
        (3, "性别", "没有“不详”这一项。可填：女、男。"),
        (4, "班级", "“二班”看不出是哪个班。写成四年级2班或 402。"),
        (4, "出生日期", "2027-01-01 还没有到。核对出生日期。"),
        (5, "出生日期", "“3/4/2016”有不止一种读法。年写在前面，写满四位：2026-11-19。"),
        (6, "学号", "“S4”在第 5 行已经有了。两行留一行。"),
    ]


def test_an_unknown_class_and_half_a_guardian_are_named(pupils):
    run = pupils.check(
        [
            ["学号", "姓名", "性别", "班级", "监护人", "电话"],
            ["S2", "乙", "女", "四年级3班", "", ""],
            ["S4", "丁", "男", "402", "王强", ""],
            ["S5", "戊", "男", "402", "", "13800000001"],
        ]
    )

    assert problems(run) == [
        (2, "班级", "没有“四年级3班”这个班。先建班，或改正班名。"),
        (3, "监护人电话", "监护人的姓名和电话要一起填。补上缺的一项。"),
        (4, "监护人", "监护人的姓名和电话要一起填。补上缺的一项。"),
    ]


def test_the_grade_may_stand_in_its_own_column(pupils, school_class):
    pupils.bring_in([["学号", "姓名", "性别", "年级", "班级"], ["S2", "乙", "女", "四年级", "2"]])

    assert Enrolment.objects.get().school_class == school_class


def test_classes_and_numbers_of_another_school_never_match(pupils, other_school):
    a_class(other_school, 5, 1)
    Pupil.objects.create(school=other_school, name="别人", number="S1", gender="f", enrolled_on=TODAY)

    run = pupils.check([["学号", "姓名", "性别", "班级"], ["S1", "甲", "女", "402"], ["S2", "乙", "女", "501"]])

    assert problems(run) == [(3, "班级", "没有“501”这个班。先建班，或改正班名。")]


def test_an_import_is_taken_back_with_guardians_and_places(pupils):
    run = pupils.bring_in(ROWS)

    pupils.undo(run)

    assert (Pupil.objects.count(), Enrolment.objects.count(), Guardian.objects.count()) == (0, 0, 0)


def test_a_child_who_changed_class_keeps_the_import_from_being_taken_back(pupils, school, director):
    run = pupils.bring_in(ROWS)
    later = NOON + timedelta(days=3)
    child = Pupil.objects.get(number="G20160102")
    move_pupil(pupil=child, to=a_class(school, 5, 1), on=TODAY + timedelta(days=2), actor=director, at=later)

    with pytest.raises(Refused) as refused:
        pupils.undo(run, at=later)

    assert [(one.reason, one.facts["name"]) for one in refused.value.refusals] == [(Reason.IN_USE, "G20160102")]
    assert (Pupil.objects.count(), Guardian.objects.count()) == (3, 3)


def test_of_a_school_that_eats_already_the_first_twenty_are_named(pupils, school, director):
    run = pupils.bring_in(_whole_school(30))
    later = NOON + timedelta(days=3)
    to = a_class(school, 5, 1)
    for child in Pupil.objects.all():
        move_pupil(pupil=child, to=to, on=TODAY + timedelta(days=2), actor=director, at=later)

    with pytest.raises(Refused) as refused:
        pupils.undo(run, at=later)

    assert [one.reason for one in refused.value.refusals] == [*[Reason.IN_USE] * 20, Reason.MORE_IN_USE]
    assert refused.value.refusals[-1].facts == {"count": 10}


def test_good_rows_come_in_without_the_bad_ones(pupils):
    run = pupils.bring_in([*ROWS, ["", "无号", "女", "402", *[""] * 10]])

    assert (Pupil.objects.count(), run.created_count, run.bad_count) == (3, 3, 1)


def test_a_head_teacher_brings_in_no_pupil(school):
    with pytest.raises(NotYours):
        Listing("people.pupils", school, a_holder(Post.HEAD_TEACHER, school)).check(ROWS)


def _whole_school(count):
    return [
        HEADINGS,
        *(
            [f"X{number:06}", f"学生{number}", "女" if number % 2 else "男", "402", "2016-05-04", "是", "否", "",
             f"家长{number}", "父亲", f"138{number:08}", "", "", ""]
            for number in range(count)
        ),
    ]  # fmt: skip


def test_a_whole_school_comes_in_with_queries_that_do_not_grow_with_it(pupils):
    run = pupils.check(_whole_school(1200))

    with CaptureQueriesContext(connection) as accepting:
        run = pupils.accept(run)
    with CaptureQueriesContext(connection) as undoing:
        pupils.undo(run)

    # Rows come in batches; one query for each child would be 1,200 and more.
    assert (run.created_count, Pupil.objects.count()) == (1200, 0)
    assert (len(accepting) <= 80, len(undoing) <= 80) == (True, True)
