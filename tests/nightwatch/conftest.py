"""A boarding school with everybody in office and one dormitory building."""

from datetime import UTC, date, datetime, timedelta

import pytest

from houqin.kernel import clock
from houqin.tenancy.models import Building, Space
from houqin.tenancy.posts import Post
from tests.builders import NOON, Crew, a_holder, a_school

#: The night that begins on the builders' Wednesday, and moments of it in Shanghai.
NIGHT = date(2026, 3, 11)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
#: 21:00 on that evening.
NINE = datetime(2026, 3, 11, 13, 0, tzinfo=UTC)


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school, at=NOON)
        self.dormitory = Building.objects.create(school=self.school, name="女生宿舍楼")
        self.duty_room = self.place("值班室", Space.Kind.DUTY_ROOM)

    def place(self, name, kind=Space.Kind.CHECKPOINT) -> Space:
        number = Space.objects.of(self.school).count()
        return Space.objects.create(
            school=self.school, building=self.dormitory, code=f"X-{number}", name=name, kind=kind
        )

    def holder(self, post: Post, name: str):
        return a_holder(post, self.school, name)


@pytest.fixture
def at_desk(client, scene, monkeypatch):
    """Somebody's phone: `at_desk("guard")`, `at_desk(user, at=NINE)`."""

    def sit(post, at=NOON):
        monkeypatch.setattr(clock, "now", lambda: at)
        client.force_login(getattr(scene.crew, post) if isinstance(post, str) else post)
        return client

    return sit


@pytest.fixture
def scene(db):
    return Scene()
