"""Two senders on a real PostgreSQL: every word is said once."""

import pytest

from houqin.notices.models import Delivery, Notice
from houqin.notices.sending import send_what_waits
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder
from tests.notices.conftest import a_channel, hook
from tests.notices.kinds import FIRE
from tests.supply.store.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_three_senders_say_every_word_once(told, school, web):
    people = [a_holder(Post.COOK, school) for _number in range(6)]
    for person in people:
        a_channel(person, hook(web, f"/{person.pk}"))
    for place in "甲乙丙":
        told(place, kind=FIRE, to=people)

    done = at_once(*[lambda: send_what_waits(at=NOON)] * 3)

    assert sum(done) == 18
    assert sorted(body["id"] for _path, body in web.heard) == sorted(f"N{one.pk}" for one in Notice.objects.all())
    assert Delivery.objects.count() == 18
