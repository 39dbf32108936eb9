import pytest

from tests.builders import Crew, a_school, a_space, an_article


@pytest.fixture
def school(db):
    return a_school()


@pytest.fixture
def crew(school):
    return Crew(school)


@pytest.fixture
def rice(school):
    return an_article(school, "大米")


@pytest.fixture
def store_room(school):
    return a_space(school)
