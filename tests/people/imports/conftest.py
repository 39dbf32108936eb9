import pytest

from houqin.tenancy.posts import Post
from tests.builders import a_holder, a_school


@pytest.fixture
def school(db):
    return a_school("红柳河学校")


@pytest.fixture
def other_school(db):
    return a_school("白杨学校")


@pytest.fixture
def director(school):
    return a_holder(Post.GENERAL_AFFAIRS_DIRECTOR, school, "王秀英")
