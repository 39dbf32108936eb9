"""Statements that are composed once answer what the queryset answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, F, Q
from django.test.utils import CaptureQueriesContext

from houqin.kernel.prepared import Prepared, give
from houqin.kernel.rows import insert_with_keys
from houqin.kernel.transactions import lock_row
from houqin.people.models import PostHolding, User
from houqin.tenancy.models import School
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_school


@pytest.fixture
def posts(db):
    school = a_school()
    for number in range(3):
        a_holder(Post.COOK, school, f"厨师{number}", starts_on=TODAY - timedelta(days=number))
    return school


def test_rows_are_those_of_the_queryset_with_what_was_loaded_beside_them(posts, django_assert_num_queries):
    def rows(school, on):
        found = PostHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), school=school, starts_on__lte=on)
        return found.select_related("user", "school", "bureau").annotate(twice=F("pk") * 2).order_by("-pk")

    wanted, prepared = list(rows(posts, TODAY)), Prepared(rows)
    for _ in range(2):
        with django_assert_num_queries(1):
            found = prepared(school=posts, on=TODAY)
        assert [(one, one.user.name, one.school, one.bureau, one.twice) for one in found] == [
            (one, one.user.name, one.school, one.bureau, one.twice) for one in wanted
        ]
    assert prepared(school=posts, on=TODAY - timedelta(days=2)) == wanted[:1]


def test_one_of_many_takes_any_number(posts):
    keys = list(User.objects.values_list("pk", flat=True).order_by("pk"))
    prepared = Prepared(lambda keys: User.objects.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))

    assert [prepared(keys=some) for some in (keys, set(keys[:1]), [], tuple(keys[1:]))] == [
        keys, keys[:1], [], keys[1:],
    ]  # fmt: skip


def test_nothing_asked_beside_something_asked_hides_nothing(posts):
    either = Prepared(lambda school, users: PostHolding.objects.filter(Q(school=school) | Q(user__in=users)))

    assert len(either(school=posts, users=[])) == PostHolding.objects.filter(school=posts).count() > 0


def test_moments_days_and_counted_rows_come_back_as_the_orm_gives_them(posts):
    User.objects.update(created_at=NOON)

    def rows(at, on):
        users = User.objects.filter(created_at__lte=at, holdings__starts_on__lte=on)
        return users.values_list("created_at").annotate(posts=Count("holdings")).order_by("created_at")

    asked = {"at": NOON, "on": TODAY}
    assert Prepared(rows)(**asked) == list(rows(**asked))


def test_a_deferred_column_stays_deferred(posts, django_assert_num_queries):
    [one] = Prepared(lambda key: School.objects.filter(pk=key).only("pk", "code"))(key=posts)
    with django_assert_num_queries(1):
        assert (one.code, one.name) == (posts.code, posts.name)


def test_what_is_no_value_or_no_row_is_refused(posts):
    prepared = Prepared(lambda school: PostHolding.objects.filter(school=school))
    with pytest.raises(TypeError):
        prepared(school=None)
    with pytest.raises(TypeError):
        Prepared(lambda school: PostHolding.objects.filter(school=school).values())(school=posts)


def test_rows_that_were_given_are_asked_for_no_more(posts, django_assert_num_queries):
    people = list(User.objects.filter(holdings__school=posts).order_by("pk"))
    held = list(PostHolding.objects.filter(school=posts, user__in=people[1:]).order_by("user"))
    give(people, "holdings", held, lambda one: one.user_id)

    with django_assert_num_queries(0):
        assert [list(one.holdings.all()) for one in people] == [[], *([one] for one in held)]
    with django_assert_num_queries(1):
        assert list(people[1].holdings.filter(post="cook")) == held[:1]


def test_a_row_is_locked_by_its_key(posts):
    assert lock_row(School, posts.pk, "bureau") == posts
    with pytest.raises(ValueError, match="not enough"):
        lock_row(School, 0)


def test_new_rows_are_written_at_once_and_have_their_keys(posts, django_assert_num_queries):
    def holding(on):
        user = User.objects.get(name="厨师0")
        return PostHolding(post="cook", user=user, school=posts, starts_on=on, appointed_by=user, appointed_at=NOON)

    rows = [holding(TODAY + timedelta(days=number)) for number in range(2)]
    with django_assert_num_queries(1):
        made = insert_with_keys(rows)

    assert list(PostHolding.objects.filter(pk__in=[one.pk for one in made]).order_by("starts_on")) == made
    written = PostHolding.objects.filter(pk__in=[one.pk for one in made]).values_list("starts_on", "appointed_at")
    assert list(written.order_by("pk")) == [(TODAY, NOON), (TODAY + timedelta(days=1), NOON)]
    assert insert_with_keys([]) == []


@pytest.mark.postgres
def test_what_is_asked_often_is_planned_once_whatever_the_length_of_its_list(posts):
    rows = Prepared(lambda keys: User.objects.filter(pk__in=keys).order_by("-name").values_list("pk", flat=True))
    keys = list(User.objects.values_list("pk", flat=True).order_by("pk"))
    for number in range(4):
        rows(keys=keys[:number])

    with connection.cursor() as cursor:
        # Nobody else orders people so.
        known = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%ANY($1) ORDER BY%name\" DESC%'"
        cursor.execute(known)
        assert cursor.fetchone() == (1,)
    with CaptureQueriesContext(connection) as said:
        rows(keys=keys)
    assert "people_user" in said[0]["sql"]
