"""Somebody with the database password changes history; `verify` names the row."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from houqin.journal.actions import record
from houqin.journal.models import DailyHead, Entry, Head, Mention
from houqin.journal.verifying import ALTERED, INSERTED, REMOVED, REORDERED, verify_chain
from tests.builders import NOON, TODAY, a_lot, a_person, a_school, an_article
from tests.journal.kinds import SOMETHING

pytestmark = pytest.mark.django_db

TRIGGERS = {
    "sqlite": ("DROP TRIGGER {0}_sealed_update", "DROP TRIGGER {0}_sealed_delete"),
    "postgresql": ("DROP TRIGGER {0}_sealed ON {0}",),
}


@pytest.fixture
def chain():
    """A school with six entries, and no triggers to stop the intruder."""
    school = a_school()
    lot, actor = a_lot(an_article(school)), a_person()
    for number in range(6):
        record(SOMETHING, lot, actor=actor, at=NOON + timedelta(minutes=number), number=number)
    return school.pk


def tamper(sql, *values):
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_mention"):
            for drop in TRIGGERS[connection.vendor]:
                with transaction.atomic():
                    cursor.execute(drop.format(table).replace("DROP TRIGGER ", "DROP TRIGGER IF EXISTS "))
        cursor.execute(sql, values)


def found(chain):
    return [(finding.sequence, finding.what) for finding in verify_chain(chain)]


def tomorrow(chain):
    """The first entry of the next day, which writes down where today ended."""
    record(SOMETHING, None, chain=chain, actor=a_person(), at=NOON + timedelta(days=1))


def test_an_untouched_chain_is_whole(chain):
    tomorrow(chain)

    assert found(chain) == []


def test_an_entry_may_name_more_than_one_statement_holds(monkeypatch):
    monkeypatch.setattr("houqin.journal.writing.MOST_MENTIONS", 2)
    school = a_school()
    lots = [a_lot(an_article(school, f"大米{number}")) for number in range(5)]

    entry = record(SOMETHING, lots[0], about=lots[1:], actor=a_person(), at=NOON)

    assert [one.object_id for one in entry.mentions.order_by("pk")] == [lot.pk for lot in lots]
    assert found(school.pk) == []


def test_the_first_entry_of_a_day_keeps_the_head_of_the_day_before(chain):
    last = Entry.objects.get(chain=chain, sequence=6)

    tomorrow(chain)
    tomorrow(chain)

    [head] = DailyHead.objects.filter(chain=chain)
    assert (head.on, head.sequence, head.hash) == (TODAY, 6, last.hash)


def test_heads_kept_elsewhere_convict_a_history_written_anew(chain, capsys, tmp_path):
    tomorrow(chain)
    call_command("heads")
    kept = tmp_path / "heads"
    kept.write_text(capsys.readouterr().out)
    call_command("verify", heads=kept)

    kept.write_text(kept.read_text().replace(Entry.objects.get(chain=chain, sequence=6).hash, "f" * 64))

    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify", heads=kept)
    assert f"chain {chain} #6 altered: the head kept for {TODAY}" in capsys.readouterr().out


def test_an_altered_row_is_named(chain):
    tamper("UPDATE journal_entry SET facts = '{\"number\":99}' WHERE chain = %s AND sequence = 3", chain)

    assert found(chain) == [(3, ALTERED)]


def test_a_row_altered_with_a_fitting_hash_breaks_at_the_next(chain):
    from houqin.journal.actions import entry_hash

    entry = Entry.objects.get(chain=chain, sequence=3)
    entry.facts = '{"number":99}'
    tamper(
        "UPDATE journal_entry SET facts = %s, hash = %s WHERE chain = %s AND sequence = 3",
        entry.facts, entry_hash(entry), chain,
    )  # fmt: skip

    assert [sequence for sequence, _what in found(chain)] == [4]


def test_a_removed_row_is_named(chain):
    gone = Entry.objects.get(chain=chain, sequence=4)
    tamper("DELETE FROM journal_mention WHERE entry_id = %s", gone.pk)
    tamper("DELETE FROM journal_entry WHERE id = %s", gone.pk)

    assert (4, REMOVED) in found(chain)


def test_the_last_row_removed_is_missed_too(chain):
    gone = Entry.objects.get(chain=chain, sequence=6)
    tamper("DELETE FROM journal_mention WHERE entry_id = %s", gone.pk)
    tamper("DELETE FROM journal_entry WHERE id = %s", gone.pk)

    assert found(chain) == [(6, REMOVED)]


def test_an_appended_row_is_named(chain):
    last = Entry.objects.get(chain=chain, sequence=6)
    with transaction.atomic():
        record(SOMETHING, None, chain=chain, actor=a_person(), at=NOON)
    Head.objects.filter(pk=chain).update(sequence=6, hash=last.hash)

    assert found(chain) == [(7, INSERTED)]


def test_rows_that_changed_places_are_named(chain):
    tamper("UPDATE journal_entry SET sequence = 1000 WHERE chain = %s AND sequence = 2", chain)
    tamper("UPDATE journal_entry SET sequence = 2 WHERE chain = %s AND sequence = 3", chain)
    tamper("UPDATE journal_entry SET sequence = 3 WHERE chain = %s AND sequence = 1000", chain)

    assert [row for row in found(chain) if row[1] == REORDERED] == [(2, REORDERED), (3, REORDERED)]


def test_an_entry_hidden_from_a_things_history_is_named(chain):
    hidden = Mention.objects.filter(entry__sequence=5, entry__chain=chain).get()
    tamper("DELETE FROM journal_mention WHERE id = %s", hidden.pk)

    assert found(chain) == [(5, ALTERED)]


def test_a_history_rewritten_from_the_start_does_not_match_the_sealed_head(chain):
    tomorrow(chain)
    tamper("UPDATE journal_dailyhead SET hash = %s WHERE chain = %s", "f" * 64, chain)

    assert found(chain) == [(6, ALTERED)]


@pytest.mark.parametrize("sql", ["UPDATE journal_entry SET facts = ''", "DELETE FROM journal_mention"])
def test_the_database_itself_refuses(chain, sql):
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert found(chain) == []


def test_the_command_says_whole_or_names_the_rows(chain, capsys):
    call_command("verify")
    assert "6 entries: whole" in capsys.readouterr().out

    tamper("UPDATE journal_entry SET actor_name = 'x' WHERE chain = %s AND sequence = 2", chain)

    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify")
    assert f"chain {chain} #2 altered" in capsys.readouterr().out
