import pytest

from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.models import Enrolment, Pupil, SchoolClass, Staff
from houqin.people.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import YEARS_AGO, a_class, a_holder
from tests.listing import Listing, problems, shuffled

ROWS = [
    ["年级", "班号", "班主任工号", "入学年份"],
    ["四年级", "1", "T201", "2022级"],
    ["四年级", "2班", "阿依努尔·吐尔逊", ""],
    ["初一", "（3）", "", "2025"],
]


@pytest.fixture
def classes(school, director):
    Staff.objects.create(school=school, name="陈静", number="T201")
    Staff.objects.create(school=school, name="阿依努尔·吐尔逊", number="T202")
    return Listing("people.classes", school, director)


@pytest.mark.parametrize(("name", "encoding"), [("名单.xlsx", ""), ("名单.csv", "gb18030")])
def test_grade_and_number_in_two_columns(classes, school, name, encoding):
    classes.bring_in(shuffled(ROWS), name=name, encoding=encoding)

    kept = SchoolClass.objects.of(school).order_by("grade", "number")
    assert list(kept.values_list("grade", "number", "entered_in", "head_teacher__number")) == [
        (4, 1, 2022, "T201"),
        (4, 2, 2022, "T202"),
        (7, 3, 2025, None),
    ]


def test_the_whole_name_in_one_column(classes, school):
    classes.bring_in([["班级名称", "班主任"], ["四(2)班", "陈静"], [501, ""]])

    kept = SchoolClass.objects.of(school).order_by("grade")
    assert list(kept.values_list("grade", "number", "head_teacher__name")) == [(4, 2, "陈静"), (5, 1, None)]


def test_what_is_wrong_is_named_by_row_and_column(classes, school):
    a_class(school, 4, 1)
    Staff.objects.create(school=school, name="陈静", number="T203")
    Staff.objects.create(school=school, name="走了", number="T204", left_on=YEARS_AGO)

    run = classes.check(
        [
            ["班级", "班主任", "入学年份"],
            ["四年级1班", "", ""],
            ["实验班", "", ""],
            ["四年级2班", "陈静", "前年"],
            ["402", "T999", ""],
            ["2022级3班", "T204", ""],
            ["", "T201", ""],
        ]
    )

    assert problems(run) == [
        (2, "班级", "4 年级 1 班已经有了。请换一个班号。"),
        (3, "班级", "“实验班”看不出是哪个班。写成四年级2班或 402。"),
        (4, "入学年份", "“前年”不是年份。写成 2022。"),
        (4, "班主任工号", "叫陈静的教职工有 2 位。写工号。"),
        (5, "班级", "“402”在第 4 行已经有了。两行留一行。"),
        (5, "班主任工号", "没有工号或姓名是“T999”的教职工。先录入教职工，或改正。"),
        (6, "班级", "“2022级3班”看不出是哪个班。写成四年级2班或 402。"),
        (6, "班主任工号", "没有工号或姓名是“T204”的教职工。先录入教职工，或改正。"),
        (7, "班级", "“班级”空着。请填上。"),
    ]


def test_a_teacher_of_another_school_is_unknown(classes, other_school):
    Staff.objects.create(school=other_school, name="陈静", number="T777")

    run = classes.check([["班级", "班主任"], ["四年级1班", "T777"]])

    assert problems(run) == [(2, "班主任工号", "没有工号或姓名是“T777”的教职工。先录入教职工，或改正。")]


def test_an_import_is_taken_back(classes, school):
    run = classes.bring_in(ROWS)

    classes.undo(run)

    assert not SchoolClass.objects.of(school).exists()


def test_a_class_with_pupils_stays(classes, school):
    run = classes.bring_in(ROWS)
    pupil = Pupil.objects.create(school=school, name="李娜", number="P1", gender="f", enrolled_on=YEARS_AGO)
    Enrolment.objects.create(
        school=school, pupil=pupil, school_class=SchoolClass.objects.get(grade=7), starts_on=YEARS_AGO
    )

    with pytest.raises(Refused) as refused:
        classes.undo(run)

    assert refused.value.reasons == {Reason.IN_USE}
    assert SchoolClass.objects.of(school).count() == 3


def test_a_head_teacher_brings_in_no_class(school):
    teacher = Listing("people.classes", school, a_holder(Post.HEAD_TEACHER, school))

    with pytest.raises(NotYours):
        teacher.check(ROWS)
