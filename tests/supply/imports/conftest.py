import pytest

from houqin.tenancy.posts import Post
from tests.builders import Crew, a_school


@pytest.fixture
def school(db):
    return a_school("红柳河学校")


@pytest.fixture
def other_school(db):
    return a_school("白杨学校")


@pytest.fixture
def crew(school):
    return Crew(school)


@pytest.fixture
def director(crew):
    return getattr(crew, Post.GENERAL_AFFAIRS_DIRECTOR.value)
