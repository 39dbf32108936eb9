import pytest
from django.test import Client

from houqin.tenancy.posts import Post
from tests.builders import a_bureau_officer, a_holder, a_person, a_school


@pytest.fixture
def school(db):
    return a_school(code="HLH", zone="Asia/Urumqi")


@pytest.fixture
def other_school(school):
    return a_school("沙枣坪小学", bureau=school.bureau, code="SZP")


@pytest.fixture
def keeper(school):
    return a_holder(Post.STOREKEEPER, school, "李秀兰")


@pytest.fixture
def officer(school):
    return a_bureau_officer(school.bureau)


@pytest.fixture
def idle(school):
    """Has an account, holds no post."""
    return a_person("阿依努尔·吐尔逊")


@pytest.fixture
def as_(db):
    """`as_(keeper)` is a browser where that person has signed in."""

    def sign_in(user):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    return sign_in
