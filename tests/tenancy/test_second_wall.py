"""PostgreSQL itself keeps schools apart, also where a queryset forgot to."""

import pytest
from django.db import ProgrammingError, connection, transaction

from houqin.kitchen.models import Dish
from houqin.tenancy import second_wall
from houqin.tenancy.posts import Post
from tests.builders import a_dish, a_holder, a_school

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def schools(db):
    ours = a_school("红柳河学校")
    yield ours, a_school("邻校", bureau=ours.bureau)
    second_wall.widen()


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
    second_wall.widen()
    assert [dish.name for dish in Dish.objects.order_by("pk")] == [dish.name for dish in dishes]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_closed_and_the_next_one_serves_the_house(schools, dishes):
    second_wall.narrow_to([schools[0].pk])
    connection.connection.close()

    second_wall.widen()

    assert Dish.objects.count() == 2


def test_a_request_narrows_its_connection_and_gives_it_back(schools, dishes, client, monkeypatch):
    """The page is made to forget its first wall; the second one still stands."""
    seen = []
    monkeypatch.setattr("houqin.web.views.find", lambda *args, **more: seen.extend(Dish.objects.all()) or [])
    client.force_login(a_holder(Post.COOK, schools[0]))

    client.get("/search/?q=菜")

    assert seen == [dishes[0]]
    assert Dish.objects.count() == 2
