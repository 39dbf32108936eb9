import pytest

from houqin.imports.models import State
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.models import PostHolding, Staff
from houqin.people.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import a_class, a_holder, a_person
from tests.listing import Listing, problems, shuffled

ROWS = [
    ["教工号", "教师姓名", "手机号码", "岗位", "备注"],
    ["t101", "𠮷田·买买提", "138 0000 0001", "库管员", "老员工"],
    ["T102", "古丽娜尔·艾力", "", "", ""],
]


@pytest.fixture
def staff(school, director):
    return Listing("people.staff", school, director)


@pytest.mark.parametrize(("name", "encoding"), [("名单.xlsx", ""), ("名单.csv", "gb18030")])
def test_columns_come_in_any_order_and_rare_names_stay(staff, school, name, encoding):
    run = staff.bring_in(shuffled(ROWS), name=name, encoding=encoding)

    kept = Staff.objects.of(school).filter(number__startswith="T10").order_by("number")
    assert list(kept.values_list("number", "name", "phone", "job")) == [
        ("T101", "𠮷田·买买提", "13800000001", "库管员"),
        ("T102", "古丽娜尔·艾力", "", ""),
    ]
    assert (run.state, run.created_count) == (State.ACCEPTED, 2)


def test_a_job_in_the_list_appoints_nobody(staff):
    before = PostHolding.objects.count()

    staff.bring_in(ROWS)

    assert PostHolding.objects.count() == before


def test_what_is_wrong_is_named_by_row_and_column(staff, school):
    Staff.objects.create(school=school, name="陈静", number="T101")

    run = staff.check([*ROWS, ["T103", "", "12345", "", ""], ["T102", "李娜", "", "", ""]])

    assert problems(run) == [
        (2, "工号", "编号 T101 已是陈静的。请换一个。"),
        (4, "姓名", "“姓名”空着。请填上。"),
        (4, "手机", "“12345”不是电话号码。写 11 位手机号，或区号加号码。"),
        (5, "工号", "“T102”在第 3 行已经有了。两行留一行。"),
    ]


def test_the_same_number_at_another_school_is_no_hindrance(staff, other_school):
    Staff.objects.create(school=other_school, name="陈静", number="T101")

    assert problems(staff.check(ROWS)) == []


def test_all_or_none_brings_in_none_when_a_row_turned_bad(staff, school):
    run = staff.check(ROWS)
    Staff.objects.create(school=school, name="陈静", number="T101")

    with pytest.raises(Refused):
        staff.accept(run, mode="all_or_none")

    assert not Staff.objects.of(school).filter(number="T102").exists()


def test_an_import_is_taken_back_and_the_journal_says_so(staff, school):
    run = staff.bring_in(ROWS)

    staff.undo(run)

    assert not Staff.objects.of(school).filter(number__startswith="T10").exists()
    undone = Entry.objects.filter(kind="people.staff_removed").order_by("sequence")
    assert [entry.sentence for entry in undone] == ["𠮷田·买买提", "古丽娜尔·艾力"]


def test_who_heads_a_class_or_has_an_account_stays(staff, school):
    run = staff.bring_in(ROWS)
    teacher = Staff.objects.get(number="T101")
    school_class = a_class(school)
    school_class.head_teacher = teacher
    school_class.save()
    Staff.objects.filter(number="T102").update(user=a_person())

    with pytest.raises(Refused) as refused:
        staff.undo(run)

    assert refused.value.reasons == {Reason.IN_USE}
    assert [one.facts["name"] for one in refused.value.refusals] == ["古丽娜尔·艾力", "𠮷田·买买提"]
    assert Staff.objects.of(school).filter(number__startswith="T10").count() == 2


def test_a_cook_brings_in_nobody(school):
    cook = Listing("people.staff", school, a_holder(Post.COOK, school))

    with pytest.raises(NotYours):
        cook.check(ROWS)


def test_a_director_of_one_school_brings_in_nobody_elsewhere(other_school, director):
    with pytest.raises(NotYours):
        Listing("people.staff", other_school, director).check(ROWS)
