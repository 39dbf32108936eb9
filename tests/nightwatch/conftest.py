"""A boarding school with everybody in office and one dormitory building."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from houqin.kernel import clock
from houqin.nightwatch.actions import make_route, mark_point
from houqin.nightwatch.gates.routes import PlannedPoint, Rhythm
from houqin.nightwatch.models import Round, RoutePoint
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


def a_route(scene, *, points=4, name="女生楼巡查", **more):
    """A boarding night's route: 21:00 to 06:00, every two hours, half an hour a round, 20 s from point to point."""
    spaces = [scene.place(f"{number} 号点") for number in range(1, points + 1)]
    rhythm = {
        "days": "boarding_nights", "first_start": time(21, 0), "last_end": time(6, 0), "every_minutes": 120,
        "within_minutes": 30, "owner_post": "guard", "points": [PlannedPoint(space) for space in spaces],
    } | more  # fmt: skip
    return make_route(
        school=scene.school, name=name, kind="fire", rhythm=Rhythm(**rhythm), building=scene.dormitory,
        actor=scene.crew.dorm_manager.acting(NOON), at=NOON,
    )  # fmt: skip


@pytest.fixture
def walk(scene):
    """A route with its first round of the night: `walk.round`, `walk.mark(1, at=NINE)`."""
    return Walk(scene)


class Walk:
    def __init__(self, scene):
        self.scene, self.guard, self.route = scene, scene.crew.guard, a_route(scene)
        self.rounds = list(Round.objects.filter(on=NIGHT).select_related("school").order_by("number"))
        self.round = self.rounds[0]
        self.points = list(RoutePoint.objects.filter(version=self.round.version).select_related("space"))
        # No photo is asked, where a test does not say so.
        Round.objects.update(photo_at=[])

    def mark(self, number, *, at=NINE, happened_at=None, round=None, by=None, code=None, **more):
        """Mark point `number`; `at` is when it arrives."""
        code = code or self.points[number - 1].space.code
        return mark_point(
            round=round or self.round, code=code, happened_at=happened_at, actor=(by or self.guard).acting(at), at=at,
            **more,
        )  # fmt: skip

    def odd(self, mark) -> list[tuple]:
        """(kind, seconds) of everything noted about a mark."""
        return list(mark.oddities.order_by("pk").values_list("kind", "seconds"))
