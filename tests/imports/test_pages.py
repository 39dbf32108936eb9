"""The pages, through the client: what a clerk sees, presses and gets."""

import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from houqin.imports.actions import accept_import
from houqin.imports.importers import IMPORTERS
from houqin.imports.models import ImportRun, State
from houqin.journal.models import Entry
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder

FILE = "姓名,性别,重量\n小熊,男,1kg\n小兔,雄,=1+1\n小狗,女,2kg\n"


@pytest.fixture
def page(client, clerk):
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    return client


def upload(page, text=FILE, name="toys.csv"):
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return page.post("/imports/tests.toys/", {"file": file})


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.S)[1].strip()


def rows_of(response):
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response)))
    return book.get_sheet_by_index(0).to_python(), book.sheet_names


def test_the_index_lists_what_a_post_may_bring_in(page, toys):
    offered = {one.code for one in page.get("/imports/").context["importers"]}

    assert offered == {code for code, one in IMPORTERS.items() if Post.GENERAL_AFFAIRS_DIRECTOR in one.permission.posts}


def test_the_index_is_empty_for_others(page, toys, cook):
    page.force_login(cook)

    assert page.get("/imports/").context["importers"] == []
    assert page.get("/imports/tests.toys/").status_code == 404
    assert page.get("/imports/tests.toys/template.xlsx").status_code == 404


def test_a_file_is_checked_and_the_answer_stands_on_top(page, toys):
    response = upload(page)

    run = ImportRun.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/imports/runs/{run.pk}/")
    answer = page.get(response["Location"])
    assert heading(answer) == "2 rows can be imported, 1 have to be changed."
    assert [(row["number"], len(row["problems"])) for row in answer.context["rows"]] == [(3, 2)]
    assert "“雄” is not one of the choices. Use one of: 男, 男孩, 女." in answer.content.decode()


def test_a_file_that_cannot_be_used_is_refused_on_the_form_and_remembered(page, toys):
    response = upload(page, "<html></html>")

    assert response.status_code == 409
    assert "its content is a web page" in response.content.decode()
    assert not ImportRun.objects.exists()
    assert Entry.objects.get().kind == "journal.attempt_refused"


@pytest.mark.parametrize(
    ("mode", "status", "state", "there"),
    [("good_rows", 303, State.ACCEPTED, 2), ("all_or_none", 409, State.CHECKED, 0)],
)
def test_accepting(page, toys, mode, status, state, there):
    upload(page)
    run = ImportRun.objects.get()

    response = page.post(f"/imports/runs/{run.pk}/accept/", {"mode": mode, "entry_key": "k"})

    run.refresh_from_db()
    assert (response.status_code, run.state, Group.objects.count()) == (status, state, there)


def test_accepting_twice_with_one_form_is_once(page, toys):
    upload(page)
    address = reverse("imports:accept", args=[ImportRun.objects.get().pk])

    answers = [page.post(address, {"mode": "good_rows", "entry_key": "k"}).status_code for _ in range(2)]

    assert (answers, Group.objects.count()) == ([303, 303], 2)


@pytest.mark.parametrize(("text", "mode"), [(FILE, "good_rows"), ("姓名\n小熊\n", "all_or_none")])
def test_the_button_keeps_the_promise_of_the_sentence_above_it(page, toys, text, mode):
    shown = page.get(upload(page, text)["Location"])

    assert f'name="mode" value="{mode}"' in shown.content.decode()


def test_putting_aside(page, toys):
    upload(page)
    run = ImportRun.objects.get()

    page.post(f"/imports/runs/{run.pk}/put-aside/", {"entry_key": "k"})

    assert heading(page.get(run.get_absolute_url())) == "Nothing was imported from this file."
    assert Group.objects.count() == 0


def test_undo_stands_ready_and_every_reason_stands_beside_it_when_it_cannot_work(page, toys, school, clerk):
    upload(page)
    run = accept_import(run=ImportRun.objects.get(), school=school, mode="good_rows", actor=clerk, at=NOON)
    assert page.get(run.get_absolute_url()).context["why_not_undo"] == []

    toys.does.played_with = {f"{school.pk}: 小熊", f"{school.pk}: 小狗"}
    shown = page.get(run.get_absolute_url()).content.decode()

    assert [f"{school.pk}: {name} 已经用过。" in shown for name in ("小熊", "小狗")] == [True, True]
    assert page.post(f"/imports/runs/{run.pk}/undo/", {"entry_key": "k"}).status_code == 409
    assert Group.objects.count() == 2

    toys.does.played_with = set()
    page.post(f"/imports/runs/{run.pk}/undo/", {"entry_key": "k2"})
    assert heading(page.get(run.get_absolute_url())) == "The import of 2 rows was taken back."
    assert Group.objects.count() == 0


def test_the_template_has_headings_the_example_and_notes(page, toys):
    response = page.get("/imports/tests.toys/template.xlsx")

    rows, names = rows_of(response)
    assert rows[0][:3] == ["Toy (required)", "Shelf", "Made on"]
    assert rows[1][:2] == ["小熊", "一年级1班"]
    assert names == ["Toys", "Notes"]


def test_the_template_sent_back_empty_has_no_rows_and_filled_in_works(page, toys):
    content = b"".join(page.get("/imports/tests.toys/template.xlsx"))
    response = page.post("/imports/tests.toys/", {"file": SimpleUploadedFile("t.xlsx", content)})

    assert response.status_code == 409
    assert "There is no row below the headings." in response.content.decode()


def test_the_rows_to_change_come_back_as_they_stood_with_what_is_wrong(page, toys):
    upload(page)
    response = page.get(f"/imports/runs/{ImportRun.objects.get().pk}/to-change.xlsx")

    rows, _names = rows_of(response)
    assert rows[0][-2:] == ["Problem", "Row in the file"]
    assert (rows[1][0], rows[1][4], rows[1][7]) == ("小兔", "雄", "=1+1")
    assert rows[1][-2:] == [
        "Sex: “雄” is not one of the choices. Use one of: 男, 男孩, 女.\n"
        "Weight: “=1+1” is not a number. Write a number such as 12.5.",
        "3",
    ]


def test_changed_rows_can_be_sent_in_again(page, toys):
    upload(page)
    content = b"".join(page.get(f"/imports/runs/{ImportRun.objects.get().pk}/to-change.xlsx"))
    page.post("/imports/tests.toys/", {"file": SimpleUploadedFile("again.xlsx", content)})

    assert (ImportRun.objects.latest("pk").good_count, ImportRun.objects.latest("pk").bad_count) == (0, 1)


def test_another_schools_run_is_not_there(page, toys, other_school):
    upload(page)
    run = ImportRun.objects.get()
    page.force_login(a_holder(Post.GENERAL_AFFAIRS_DIRECTOR, other_school))

    assert page.get("/imports/").context["runs"] == []
    assert [page.get(f"/imports/runs/{run.pk}/{rest}").status_code for rest in ("", "to-change.xlsx")] == [404, 404]
    answers = [
        page.post(f"/imports/runs/{run.pk}/{verb}/", {"mode": "good_rows"}) for verb in ("accept", "put-aside", "undo")
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    run.refresh_from_db()
    assert (run.state, Group.objects.count()) == (State.CHECKED, 0)


def test_the_index_costs_the_same_with_one_run_and_with_three(page, toys):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            response = page.get("/imports/")
        return len(queries), len(response.context["runs"])

    upload(page, "姓名\n小熊\n")
    cost()  # the first page fills caches
    queries, _runs = cost()
    for name in ("小兔", "小狗"):
        upload(page, f"姓名\n{name}\n")

    assert cost() == (queries, 3)
