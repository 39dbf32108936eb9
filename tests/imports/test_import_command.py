from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from houqin.imports.models import ImportRun, State
from houqin.journal.models import Entry


@pytest.fixture
def bring_in(toys, school, clerk, tmp_path):
    file = tmp_path / "toys.csv"
    file.write_text("姓名,性别\n小熊,男\n小兔,雄\n")

    def run(*words, importer="tests.toys", path=file, actor=clerk.username, code=school.code):
        out = StringIO()
        call_command("import", importer, str(path), "--school", code, "--actor", actor, *words, stdout=out)
        return out.getvalue()

    return run


def test_without_accept_it_only_checks(bring_in):
    assert bring_in() == "3\tSex: “雄” is not one of the choices. Use one of: 男, 男孩, 女.\ntoys.csv: 1 + 1\n"
    assert (ImportRun.objects.get().state, Group.objects.count()) == (State.CHECKED, 0)


def test_accept_brings_in_the_good_rows(bring_in, school):
    assert bring_in("--accept").endswith("toys.csv: 1 + 1\naccepted: 1\n")
    assert Group.objects.get().name == f"{school.pk}: 小熊"


def test_all_or_none_brings_in_nothing_when_a_row_is_bad(bring_in):
    with pytest.raises(CommandError, match="1 rows still have to be changed"):
        bring_in("--accept", "--all-or-none")

    assert Group.objects.count() == 0
    assert Entry.objects.latest("pk").kind == "journal.attempt_refused"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"importer": "no.such"}, "There is no import called no.such. Known: people.staff, "),
        ({"actor": "nobody"}, "nobody signs in as nobody"),
        ({"code": "nowhere"}, "works at no school with the code nowhere"),
        ({"path": "/no/such.csv"}, "/no/such.csv is not a file"),
    ],
)
def test_what_does_not_exist_is_named(bring_in, wrong, sentence):
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        bring_in(**wrong)

    assert not ImportRun.objects.exists()


def test_a_person_without_the_post_may_not(bring_in, cook):
    with pytest.raises(CommandError, match="Bring in toys"):
        bring_in("--accept", actor=cook.username)

    assert not ImportRun.objects.exists()


def test_a_school_that_is_not_ones_own_is_not_there(bring_in, other_school):
    with pytest.raises(CommandError, match="works at no school"):
        bring_in(code=other_school.code)
