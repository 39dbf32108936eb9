"""Two numbers for every duty: complete and on time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from houqin.duties.models import Duty
from houqin.tenancy.posts import Post
from houqin.web.completeness import bureau_board, percent, school_board
from tests.builders import NOON, TODAY, a_holder

pytestmark = pytest.mark.django_db
CODE = "kitchen.taste"


@pytest.fixture(autouse=True)
def _in_chinese():
    """Whatever language the page of an earlier test left behind."""
    with translation.override("zh-hans"):
        yield


def a_duty(school, key, *, on=TODAY, code=CODE, done=None, state="missed"):
    """Due at noon of its day; `done` minutes after that, or never."""
    due = NOON + (on - TODAY)
    return Duty.objects.create(
        school=school, code=code, key=key, on=on, opens_at=due - timedelta(hours=3), due_at=due,
        closes_at=due + timedelta(hours=9), owner=Post.FOOD_SAFETY_OFFICER, subject_name="午餐",
        state=state if done is None else "done", done_at=done if done is None else due + timedelta(minutes=done),
    )  # fmt: skip


def test_a_day_tells_on_time_late_and_undone_apart(school):
    yesterday = TODAY - timedelta(days=1)
    a_duty(school, "1", done=-5)
    a_duty(school, "2", on=yesterday, done=5)
    a_duty(school, "3", on=yesterday - timedelta(days=1))
    a_duty(school, "4", on=yesterday - timedelta(days=2), done=-5)
    a_duty(school, "5", on=yesterday - timedelta(days=2))

    board = school_board(school, at=NOON + timedelta(hours=10))

    [line] = board.lines
    assert [(cell.text, cell.warm) for cell in line.cells[-5:]] == [
        ("", None), ("1/2", 3), ("0/1", 4), ("迟", 1), ("", 0),
    ]  # fmt: skip
    assert (line.label, line.complete, line.timely) == ("预尝", "60%", "40%")
    assert board.sentence == "应办 5 项，办了 60%，按时 40%。"


def test_what_is_not_yet_due_and_what_was_excused_is_not_counted(school):
    a_duty(school, "1", on=TODAY + timedelta(days=1), state="waiting")
    excused = a_duty(school, "2", done=-5)
    Duty.objects.filter(pk=excused.pk).update(state="withdrawn")

    assert school_board(school, at=NOON).lines == []


def test_a_share_is_rounded_down():
    assert [percent(share) for share in (1.0, 0.999, 0.5)] == ["100%", "99%", "50%"]


def test_a_bureau_sees_its_schools_worst_first_by_area(school, other_school):
    a_duty(school, "1", done=-5)
    a_duty(other_school, "1", done=5)
    a_duty(other_school, "2", code="supply.inspect")

    board = bureau_board([school, other_school], at=NOON + timedelta(hours=10))

    assert [head.label for head in board.columns] == ["库房", "厨房"]
    assert [(line.label, line.complete, line.timely) for line in board.lines] == [
        (other_school.name, "50%", "0%"), (school.name, "100%", "100%"),
    ]  # fmt: skip
    assert [[cell.text for cell in line.cells] for line in board.lines] == [["0", ""], ["", ""]]


def test_a_number_opens_its_rows(as_, school):
    """Three rows cost what one costs."""
    principal = a_holder(Post.PRINCIPAL, school)
    browser = as_(principal)
    a_duty(school, "1", done=-5)
    address = f"/completeness/duties/?code={CODE}"
    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(address)
    a_duty(school, "2", done=5)
    a_duty(school, "3")
    with CaptureQueriesContext(connection) as three:
        page = browser.get(address)

    assert len(three) == len(one)
    assert [line.state for line in page.context["duties"]] == ["missed", "done", "done"]
    assert browser.get(f"/completeness/?until={TODAY}").context["board"].lines[0].label == "预尝"


@pytest.mark.parametrize("words", ["until=rubbish", "until=9999-99-99", "until=2999-01-01", "until=0001-01-01"])
def test_a_strange_day_is_today_or_empty(as_, school, words):
    assert as_(a_holder(Post.PRINCIPAL, school)).get(f"/completeness/?{words}").status_code == 200


def test_an_area_opens_into_its_duties(as_, school, officer):
    """Of the days before the real today, which is all that a bureau's page shows."""
    a_duty(school, "1", done=-5)

    board = bureau_board([school], at=NOON + timedelta(hours=10), area="kitchen")

    assert [(head.label, head.url) for head in board.columns] == [("预尝", "")]
    assert as_(officer).get("/completeness/bureau/?area=kitchen&show=timely").status_code == 200
    assert as_(officer).get("/completeness/bureau/?area=nothing").status_code == 200


def test_only_a_bureau_compares_schools(as_, school, officer):
    assert as_(officer).get("/completeness/bureau/?show=timely").status_code == 200
    assert as_(a_holder(Post.PRINCIPAL, school)).get("/completeness/bureau/").status_code == 403
