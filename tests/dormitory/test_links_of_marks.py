"""A mark names its school and people without the database's own checks; `verify` finds one that names nobody."""

import pytest
from django.core.management import CommandError, call_command

from houqin.dormitory.models import Mark
from houqin.kernel.loose_links import loose_links
from houqin.kernel.rows import insert_values

pytestmark = pytest.mark.django_db

NOBODY = 10**9


@pytest.fixture
def counted(night) -> Mark:
    night.count()
    return Mark.objects.order_by("pk").first()


def test_what_is_counted_names_only_what_is_there(counted, capsys):
    call_command("verify")

    assert "whole" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["school_id", "by_id", "confirmed_by_id"])
def test_a_mark_of_nobody_is_found(counted, capsys, name):
    columns = [column.attname for column in Mark._meta.concrete_fields if not column.primary_key]
    values = {one: getattr(counted, one) for one in columns} | {name: NOBODY}
    insert_values(Mark, alike={one: values[one] for one in columns[1:]}, each={columns[0]: [values[columns[0]]]})

    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify")

    stranger = Mark.objects.order_by("pk").last()
    assert f"dormitory_mark.{name} is gone: rows {stranger.pk}\n" in capsys.readouterr().out


def test_no_other_link_does_without():
    """Whoever adds one says why beside its field, and here."""
    assert {(link.model, link.name) for link in loose_links()} == {
        (Mark, "school"), (Mark, "by"), (Mark, "confirmed_by")
    }  # fmt: skip
