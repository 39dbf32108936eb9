"""The first start takes a prepared database, and never the wrong one."""

import pytest

from houqin.web import schema


@pytest.fixture
def prepared(tmp_path, monkeypatch):
    copy = tmp_path / "built" / "empty.sqlite3"
    copy.parent.mkdir()
    copy.write_bytes(b"an empty school")
    copy.with_suffix(".fingerprint").write_text(schema.fingerprint())
    monkeypatch.setattr(schema, "PREPARED", copy)
    return copy


def test_an_empty_disk_gets_the_prepared_copy(prepared, tmp_path):
    database = tmp_path / "var" / "houqin.sqlite3"

    schema.start_from_prepared_copy(database)

    assert database.read_bytes() == b"an empty school"
    assert [path.name for path in database.parent.iterdir()] == ["houqin.sqlite3"]


def test_a_copy_from_other_migrations_is_not_used(prepared, tmp_path):
    prepared.with_suffix(".fingerprint").write_text("yesterday's")

    schema.start_from_prepared_copy(tmp_path / "var" / "houqin.sqlite3")

    assert not (tmp_path / "var").exists()


def test_a_database_that_exists_is_left_alone(prepared, tmp_path):
    database = tmp_path / "houqin.sqlite3"
    database.write_bytes(b"a school with a past")

    schema.start_from_prepared_copy(database)

    assert database.read_bytes() == b"a school with a past"


def test_the_fingerprint_stays_while_nothing_changes():
    assert schema.fingerprint() == schema.fingerprint()
