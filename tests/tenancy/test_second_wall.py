"""PostgreSQL itself keeps schools apart, also where a queryset forgot to."""

import pytest
from django.core.signals import request_finished
from django.db import ProgrammingError, connection, transaction

from houqin.kitchen.models import Dish
from houqin.tenancy import second_wall
from houqin.tenancy.posts import Post
from tests.api.conftest import Caller, key_of
from tests.builders import a_dish, a_holder, a_school
from tests.whole_house import see_the_whole_house

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def schools(db):
    ours = a_school("红柳河学校")
    yield ours, a_school("邻校", bureau=ours.bureau)
    see_the_whole_house()


@pytest.fixture
def dishes(schools):
    return [a_dish(school=school) for school in schools]


def test_every_table_of_a_school_has_its_wall(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
            " AND oid IN (SELECT polrelid FROM pg_policy WHERE polname = 'one_school')"
        )
        walled = sorted(name for (name,) in cursor.fetchall())

    assert walled == second_wall.walled_tables()
    assert len(walled) > 40


def test_a_queryset_that_forgets_whose_rows_it_asks_for_sees_one_school_only(schools, dishes):
    second_wall.narrow_to([schools[0].pk])

    assert list(Dish.objects.all()) == [dishes[0]]


def test_nobody_s_connection_sees_nothing(schools, dishes):
    second_wall.narrow_to([])

    assert list(Dish.objects.all()) == []


def test_a_row_of_another_school_can_be_neither_written_nor_changed(schools, dishes):
    second_wall.narrow_to([schools[0].pk])

    assert Dish.objects.filter(pk=dishes[1].pk).update(name="他校改的") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Dish.objects.create(school=schools[1], name="塞进来的")
    see_the_whole_house()
    assert [dish.name for dish in Dish.objects.order_by("pk")] == [dish.name for dish in dishes]


def test_a_request_narrows_its_connection(schools, dishes, client, monkeypatch):
    """The page is made to forget its first wall; the second one still stands."""
    seen = []
    monkeypatch.setattr("houqin.web.views.find", lambda *args, **more: seen.extend(Dish.objects.all()) or [])
    client.force_login(a_holder(Post.COOK, schools[0]))

    client.get("/search/?q=菜")

    assert seen == [dishes[0]]
    assert Dish.objects.count() == 2


@pytest.fixture
def kept_narrow():
    """The connection stays as a request leaves it, as in a server."""
    request_finished.disconnect(see_the_whole_house)
    yield
    request_finished.connect(see_the_whole_house)
    see_the_whole_house()


@pytest.fixture
def cooks(schools):
    return [a_holder(Post.COOK, school) for school in schools]


@pytest.fixture
def pages(client, cooks, dishes, kept_narrow):
    """After a request of the first school's cook, over the same connection."""
    client.force_login(cooks[0])
    client.get("/")
    assert list(Dish.objects.all()) == [dishes[0]]
    client.logout()
    return client


def test_the_next_request_over_it_sees_its_own_school(pages, cooks, dishes):
    pages.force_login(cooks[1])

    pages.get("/")

    assert list(Dish.objects.all()) == [dishes[1]]


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/search/?q=菜", "/app.webmanifest", "/nothing/here/"])
def test_somebody_unknown_after_it_sees_nothing(pages, address):
    pages.get(address)

    assert list(Dish.objects.all()) == []


def test_a_machine_after_it_sees_the_school_of_its_key(pages, schools, cooks, dishes):
    caller = Caller(key_of(cooks[1], schools[1]))

    assert caller.get("/kitchen/dishes").status_code == 200

    assert list(Dish.objects.all()) == [dishes[1]]


def test_whether_the_process_answers_is_said_without_the_database(pages, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert pages.get("/healthz").content == b"ok"
