"""GT-16: the canteen opens only today and only with everybody in office who must answer."""

from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.actions import open_canteen_day
from houqin.kitchen.models import CanteenDay
from houqin.kitchen.reasons import Reason
from houqin.people.models import PostHolding
from houqin.people.reasons import Reason as PeopleReason
from tests.builders import TODAY
from tests.kitchen.scene import clock


def test_the_day_keeps_who_answered_for_it(canteen):
    canteen.open()

    day = CanteenDay.objects.get()
    assert set(day.responsible.all()) == set(PostHolding.objects.of(canteen.school))
    entry = Entry.objects.about(day).get()
    assert (entry.kind, entry.actor) == ("kitchen.day_opened", canteen.crew.general_affairs_director)


@pytest.mark.parametrize(
    "posts",
    [
        ["principal"],
        ["general_affairs_director"],
        ["food_safety_director", "food_safety_officer"],
        ["storekeeper"],
        ["cook"],
    ],
)
def test_gt_16_no_day_opens_while_a_post_is_vacant(canteen, posts):
    PostHolding.objects.filter(post__in=posts).update(ends_on=TODAY - timedelta(days=1))

    with pytest.raises(Refused) as refused:
        open_canteen_day(school=canteen.school, on=TODAY, actor=canteen.crew.deputy_principal, at=clock(6))

    assert [(one.reason, one.gate) for one in refused.value.refusals] == [(PeopleReason.POSTS_VACANT, "GT-16")]
    assert not CanteenDay.objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_only_today_can_be_opened(canteen, days):
    with pytest.raises(Refused) as refused:
        open_canteen_day(
            school=canteen.school, on=TODAY + timedelta(days=days), actor=canteen.crew.principal, at=clock(6)
        )

    assert refused.value.reasons == {Reason.NOT_TODAY}


def test_a_day_opens_once(canteen):
    canteen.open()

    with pytest.raises(Refused) as refused:
        canteen.open()

    assert refused.value.reasons == {Reason.DAY_OPENED_ALREADY}


def test_a_cook_does_not_open_the_day(canteen):
    with pytest.raises(NotYours):
        open_canteen_day(school=canteen.school, on=TODAY, actor=canteen.crew.cook, at=clock(6))
