from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import translation

from houqin.imports.actions import check_import
from houqin.imports.importers import IMPORTERS, importer
from tests.imports.toys import BRING_IN_TOYS, COLUMNS, FragileToys, Toys

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared as they stand in the code; test_words.py looks at the Chinese."""
    with translation.override("en"):
        yield


@pytest.fixture
def school():
    return SimpleNamespace(pk=7, code="bs1", name="第一小学", zone="Asia/Urumqi")


@pytest.fixture
def other_school():
    return SimpleNamespace(pk=8, code="bs2", name="第二小学", zone="Asia/Urumqi")


def a_person(username: str, *, may: bool):
    person = get_user_model()._default_manager.create(username=username, name="王秀英")
    person.may = lambda needed, *, school, at: may
    return person


@pytest.fixture
def clerk(db):
    return a_person("clerk", may=True)


@pytest.fixture
def stranger(db):
    return a_person("stranger", may=False)


def _declared(code, toys, columns=COLUMNS):
    importer(code, title="Toys", permission=BRING_IN_TOYS, columns=columns)(lambda: toys)
    return IMPORTERS[code]


@pytest.fixture
def toys():
    yield _declared("tests.toys", Toys())
    IMPORTERS.pop("tests.toys")


@pytest.fixture
def fragile_toys():
    yield _declared("tests.fragile", FragileToys(), COLUMNS[:2])
    IMPORTERS.pop("tests.fragile")


@pytest.fixture
def checked(toys, school, clerk):
    """Check a file given as CSV text, and return the run."""

    def check(text: str, *, importer=toys, school=school, name="toys.csv"):
        file = ContentFile(text.encode(), name=name)
        return check_import(importer=importer, school=school, file=file, actor=clerk, at=NOON)

    return check
