import pytest
from django.test import Client

from houqin.kernel import clock
from houqin.people.models import PostHolding, Staff
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_bureau_officer, a_class, a_holder, a_person, a_school


@pytest.fixture
def school(db):
    return a_school(code="HLH")


@pytest.fixture
def other_school(school):
    return a_school("沙枣坪小学", bureau=school.bureau, code="SZP")


@pytest.fixture
def principal(school):
    return a_holder(Post.PRINCIPAL, school, "马校长")


@pytest.fixture
def deputy(school):
    """The deputy principal: manages staff, may not appoint."""
    return a_holder(Post.DEPUTY_PRINCIPAL, school, "王副校长")


@pytest.fixture
def cook(school):
    return a_holder(Post.COOK, school, "李秀兰")


@pytest.fixture
def officer(school):
    return a_bureau_officer(school.bureau)


@pytest.fixture
def staff_of():
    """`staff_of(school, "买买提")` has an account and no post; `account=False` leaves the account out."""

    def make(school, name="买买提·艾力", *, account=True, **more):
        user = a_person(name) if account else None
        number = f"N{Staff.objects.count() + 1}"
        return Staff.objects.create(school=school, name=name, number=number, user=user, **more)

    return make


@pytest.fixture
def held():
    """`held(user, post, school)` puts somebody in office."""

    def hold(user, post, school, starts_on=TODAY, ends_on=None, **more):
        return PostHolding.objects.create(
            user=user, post=post, school=school, starts_on=starts_on, ends_on=ends_on, appointed_by=user,
            appointed_at=NOON, **more,
        )  # fmt: skip

    return hold


@pytest.fixture
def pupil(school):
    return a_class(school, 4, 2, pupils=1).enrolments.get().pupil


@pytest.fixture
def as_(db):
    """`as_(cook)` is a browser where that person has signed in, reading English."""

    def sign_in(user):
        client = Client(raise_request_exception=True)
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


@pytest.fixture
def _at_noon(monkeypatch):
    """The edge reads the clock of the builders' day."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
