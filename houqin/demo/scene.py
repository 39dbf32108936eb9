"""What the story of one school is told with: its people, places, goods and dishes, found by name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from heapq import heappop, heappush
from random import Random

from houqin.people.models import SchoolClass, User
from houqin.supply.models import Article, Supplier
from houqin.tenancy.models import School, Space

NOW = time(13, 18)


@dataclass
class ServedDish:
    """A dish with what one head gets: article and thousandths of its base unit."""

    dish: object
    section: str
    lines: list[tuple[Article, int]]

    def amount_for(self, article: Article, milli: int, heads: int) -> int:
        """What the storekeeper weighs out: rounded up to what a scale shows."""
        exact = -(-milli * heads // 1000)
        if article.base_unit == "piece":
            return exact
        step = 500 if exact > 5000 else 100 if exact > 500 else 10
        return -(-exact // step) * step


@dataclass
class Scene:
    school: School
    today: date
    rng: Random
    people: dict[str, list[User]] = field(default_factory=dict)  # post → holders, the first one first
    classes: list[tuple[SchoolClass, int, int]] = field(default_factory=list)  # class, pupils, boarders among them
    staff: int = 0
    spaces: dict[str, Space] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    approved: dict[str, list[str]] = field(default_factory=dict)  # goods class → suppliers, best first
    dishes: dict[str, ServedDish] = field(default_factory=dict)
    menu: dict[tuple[date, str], list[str]] = field(default_factory=dict)

    def who(self, post: str, number: int = 0) -> User:
        holders = self.people[post]
        return holders[number % len(holders)]

    def at(self, on: date, clock: str, minutes: int = 0) -> datetime:
        """The moment of a time such as “07:40” at the school."""
        hour, minute = (int(part) for part in clock.split(":"))
        minute += hour * 60 + minutes
        return self.school.moment(on, time(minute // 60, minute % 60))

    @property
    def now(self) -> datetime:
        return self.school.moment(self.today, NOW)

    @property
    def pupils(self) -> int:
        return sum(pupils for _class, pupils, _boarders in self.classes)

    @property
    def boarders(self) -> int:
        return sum(boarders for _class, _pupils, boarders in self.classes)


@dataclass
class Agenda:
    """What happens when. Steps of the same moment keep the order in which they were added; a step may add others."""

    steps: list[tuple[datetime, int, Callable]] = field(default_factory=list)
    added: int = 0

    def add(self, at: datetime, step: Callable[[datetime], object]) -> None:
        self.added += 1
        heappush(self.steps, (at, self.added, step))

    def run(self, until: datetime) -> None:
        """Everything up to that moment; the rest waits."""
        while self.steps and self.steps[0][0] <= until:
            at, _order, step = heappop(self.steps)
            step(at)
