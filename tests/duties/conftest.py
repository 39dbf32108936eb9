import pytest
from django.utils import translation

from houqin.duties.declaring import DUTIES
from houqin.notices.models import Notice
from tests.builders import Crew, a_school
from tests.duties.toys import REAL, TOYS, shanghai


@pytest.fixture(autouse=True)
def _toys():
    """Only the toys are declared, whatever the apps declare."""
    DUTIES.clear()
    DUTIES.update(TOYS)
    yield
    DUTIES.clear()
    DUTIES.update(REAL)


@pytest.fixture(autouse=True)
def _in_chinese():
    """Whatever language the page of an earlier test was read in."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def only(_toys):
    """`only("wipe")`: nothing else is declared in this test."""

    def keep(*codes):
        DUTIES.clear()
        DUTIES.update({code: TOYS[code] for code in codes})

    return keep


@pytest.fixture
def crew(db):
    return Crew(a_school(), at=shanghai(10, 18))


@pytest.fixture
def school(crew):
    return crew.school


@pytest.fixture
def words():
    """`words(user)`: the codes of what somebody was told, in order; withdrawn words left out."""

    def of(user):
        return list(Notice.objects.standing().filter(to=user).order_by("pk").values_list("kind", flat=True))

    return of
