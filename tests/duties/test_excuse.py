"""excuse_duty."""

import pytest

from houqin.duties.actions import excuse_duty
from houqin.duties.models import Duty, DutyStep
from houqin.duties.reasons import Reason
from houqin.journal.models import Entry
from houqin.people.models import PostHolding, StaffAbsence
from houqin.tenancy.posts import Post
from tests.builders import a_bureau_officer
from tests.duties.toys import live, prove, shanghai, states, tick
from tests.refusing import posts_that_may, refused, strangers_that_may

pytestmark = pytest.mark.django_db
MORNING = shanghai(11, 7, 40)


@pytest.fixture
def late(crew, school, only):
    """This morning's wiping, late since ten minutes; the cook was told."""
    only("wipe")
    tick(school, shanghai(10, 20))
    live(school, shanghai(11, 0), MORNING, minutes=10)
    return Duty.objects.get(key="2026-03-11")


def excuse(duty, actor, reason="停水", at=MORNING):
    return excuse_duty(duty=duty, reason=reason, actor=actor, at=at)


def test_an_excused_duty_climbs_no_further_and_is_taken_from_the_inboxes(late, crew, school, words):
    excuse(late, crew.food_safety_director)

    late.refresh_from_db()
    assert (late.state, late.excused_by, late.excused_reason, late.next_at) == (
        "excused", crew.food_safety_director, "停水", None
    )  # fmt: skip
    assert words(crew.cook) == []
    live(school, MORNING, shanghai(12, 2), minutes=30)
    assert DutyStep.objects.filter(duty=late).count() == 1
    entry = Entry.objects.about(late).first()
    assert (entry.kind, entry.sentence, entry.actor) == ("duties.excused", "Wipe：停水", crew.food_safety_director)


def test_nobody_excuses_their_own(late, crew, school):
    both = PostHolding.objects.filter(user=crew.cook).get()
    PostHolding.objects.create(
        user=crew.cook, post=Post.FOOD_SAFETY_DIRECTOR, school=school, starts_on=both.starts_on, appointed_by=crew.cook,
        appointed_at=MORNING,
    )  # fmt: skip

    assert refused(excuse, duty=late, actor=crew.cook.acting(MORNING)) == [Reason.OWN_DUTY]


def test_nor_what_they_answer_for_as_a_deputy(late, crew, school):
    director = crew.food_safety_director
    PostHolding.objects.filter(user=crew.storekeeper).update(post=Post.COOK, is_deputy=True)
    PostHolding.objects.create(
        user=director, post=Post.COOK, school=school, is_deputy=True, starts_on="2020-01-01", appointed_by=director,
        appointed_at=MORNING,
    )  # fmt: skip
    StaffAbsence.objects.create(
        school=school, staff=crew.cook.staff, starts_at=shanghai(11, 6), ends_at=shanghai(11, 9), reason="病",
        approved_by=director, approved_at=shanghai(10, 9),
    )  # fmt: skip

    assert refused(excuse, duty=late, actor=director.acting(MORNING)) == [Reason.OWN_DUTY]


def test_only_a_post_above_and_a_bureau_only_the_principals(late, crew, school):
    officer = a_bureau_officer(school.bureau, at=MORNING)
    PostHolding.objects.filter(user=crew.buyer).update(post=Post.FOOD_SAFETY_DIRECTOR)
    Duty.objects.filter(pk=late.pk).update(owner="general_affairs_director")

    assert refused(excuse, duty=late, actor=crew.food_safety_director) == [Reason.NOT_ABOVE]
    assert refused(excuse, duty=late, actor=crew.deputy_principal) == [Reason.NOT_ABOVE]
    assert refused(excuse, duty=late, actor=officer) == [Reason.NOT_ABOVE]
    Duty.objects.filter(pk=late.pk).update(owner="principal")
    assert excuse(late, officer).state == "excused"


def test_posts_that_may(late, school):
    def attempt(actor):
        if actor.holdings.filter(post=Post.BUREAU_OFFICER).exists():
            Duty.objects.filter(pk=late.pk).update(owner="principal")
        excuse(late, actor.acting(MORNING))

    assert posts_that_may(school, attempt) == {
        "principal", "deputy_principal", "general_affairs_director", "food_safety_director", "bureau_officer",
    }  # fmt: skip
    assert strangers_that_may(school, attempt) == []


def test_what_is_done_needs_no_excuse_and_an_excuse_needs_a_reason(late, crew, school):
    assert refused(excuse, duty=late, actor=crew.principal, reason="  ") == [Reason.NO_REASON]
    prove("wipe", "2026-03-11", school, at=MORNING)
    tick(school, shanghai(11, 8))
    assert states(school, "wipe")["2026-03-11"] == "done"

    assert refused(excuse, duty=late, actor=crew.principal) == [Reason.CLOSED_ALREADY]
