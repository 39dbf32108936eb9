import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from houqin.imports.actions import check_import
from houqin.imports.importers import IMPORTERS, importer
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_school
from tests.imports.toys import BRING_IN_TOYS, COLUMNS, FragileToys, Toys


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared as they stand in the code; test_words.py looks at the Chinese."""
    with translation.override("en"):
        yield


@pytest.fixture
def school(db):
    return a_school("第一小学")


@pytest.fixture
def other_school(db):
    return a_school("第二小学")


@pytest.fixture
def clerk(school):
    return a_holder(Post.GENERAL_AFFAIRS_DIRECTOR, school, "王秀英")


@pytest.fixture
def cook(school):
    """Somebody of the school whose post brings in nothing."""
    return a_holder(Post.COOK, school)


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
