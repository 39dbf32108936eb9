"""`houqin found`: a real school begins without the demo."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from houqin.journal.models import Entry
from houqin.people.models import PostHolding, Staff, User
from houqin.tenancy.models import Bureau, School
from houqin.tenancy.setup_areas import spaces
from tests.refusing import picture

pytestmark = pytest.mark.django_db
PASSWORD = "红柳河 2026 spring"
WORDS = ["--code", "HLH", "--name", "红柳河学校", "--zone", "Asia/Urumqi", "--principal", "马校长", "--username", "ma"]


@pytest.fixture
def found(monkeypatch):
    def run(*words, password=PASSWORD):
        monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        call_command("found", "--bureau", "兵团", "--bureau", "师教育局", *words, "--password-stdin")

    return run


def test_the_principal_of_a_new_school_signs_in_and_sets_it_up(client, found, capsys):
    found(*WORDS)

    school = School.objects.select_related("bureau").get()
    assert (school.code, school.name, school.zone) == ("HLH", "红柳河学校", "Asia/Urumqi")
    assert [bureau.name for bureau in Bureau.objects.order_by("path")] == ["兵团", "师教育局"]
    assert school.bureau.name == "师教育局"
    assert client.login(username="ma", password=PASSWORD)
    assert client.get("/settings/").status_code == 200
    assert client.get("/people/posts/appoint/").status_code == 200
    assert "红柳河学校 (HLH): 马校长, ma" in capsys.readouterr().out
    assert spaces(school, on=school.localdate(PostHolding.objects.get().appointed_at)).open is True


def test_everything_is_in_the_journal_in_the_name_of_the_house(found):
    found(*WORDS)

    assert [(entry.kind, entry.actor.kind) for entry in Entry.objects.filter(chain__gt=0).order_by("sequence")] == [
        ("tenancy.school_founded", "house"), ("people.staff_added", "house"), ("people.account_opened", "house"),
        ("people.appointed", "house"),
    ]  # fmt: skip


def test_a_second_school_stands_under_the_same_bureaus(found):
    found(*WORDS)
    found("--code", "SZP", "--name", "沙枣坪小学", "--principal", "李校长", "--username", "li")

    assert Bureau.objects.count() == 2
    assert [school.bureau.name for school in School.objects.all()] == ["师教育局", "师教育局"]
    assert Staff.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "password"),
    [
        (WORDS, "short"),
        ([*WORDS[:5], "Mars/Olympus", *WORDS[6:]], PASSWORD),
        ([*WORDS[:-1], "house"], PASSWORD),
    ],
)
def test_all_of_it_or_nothing(found, words, password):
    User.objects.house()
    before = picture()

    with pytest.raises(CommandError):
        found(*words, password=password)

    assert picture() == before


def test_a_code_is_used_once(found):
    found(*WORDS)

    with pytest.raises(CommandError, match="HLH"):
        found(*WORDS[:-1], "another")
