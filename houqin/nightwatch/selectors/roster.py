"""Who has a night, and who might."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from houqin.nightwatch.gates.roster import may_have_nights
from houqin.nightwatch.models import NightDuty, Role
from houqin.people.answering import Answering
from houqin.people.models import PostHolding, User
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Building, Space
from houqin.tenancy.posts import Post

#: When somebody is asked about a night as a whole: boarders are in, the roll is taken.
IN_THE_EVENING = time(22, 0)
#: Who answers when no leader is named for a night, first to last.
INSTEAD_OF_A_LEADER = (Post.DUTY_LEADER, Post.DEPUTY_PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR, Post.PRINCIPAL)
INSTEAD_OF_A_WATCHER = (Post.DORM_MANAGER,)
#: Where boarders sleep, or whoever watches them sits.
WATCHED = (Space.Kind.DORM_ROOM, Space.Kind.DUTY_ROOM)


@dataclass(frozen=True)
class Watcher:
    """`building` None: holds the post, and may be anywhere."""

    user: User
    building: Building | None = None


@dataclass(frozen=True)
class OnDuty:
    """Who has a night. `leaders` is the one who was named, or, when nobody was, everybody who answers for the post."""

    night: date
    leaders: tuple[User, ...]
    watchers: tuple[Watcher, ...]
    is_leader_named: bool

    @property
    def leader(self) -> User | None:
        return self.leaders[0] if self.leaders else None

    def watching(self, building: Building | None) -> list[User]:
        """Whoever watches a building: those named for it, otherwise those named for none."""
        named = [one.user for one in self.watchers if one.building is not None and one.building == building]
        return named or [one.user for one in self.watchers if one.building is None]


def on_duty(school, night: date, *, at: datetime | None = None) -> OnDuty:
    """Who has the night that begins on this day; `at` says at which moment, the evening when it does not.

    Whoever is on leave at that moment, or has left the post they were named for, is passed over. Without a named leader
    the holders of the post answer, or their deputies; without a named watcher the dormitory managers. Three queries.
    """
    at = at or school.moment(night, IN_THE_EVENING)
    answering = Answering([school], at=at)
    named = [one for one in roster_of(school, night, night) if _still_has_it(one, answering)]
    leaders = [one.user for one in named if one.role == Role.LEADER]
    watchers = [Watcher(one.user, one.building) for one in named if one.role == Role.WATCHER]
    return OnDuty(
        night,
        tuple(leaders or _first_answering(school, INSTEAD_OF_A_LEADER, answering)),
        (*watchers, *(Watcher(user) for user in _unnamed(school, answering, watchers))),
        bool(leaders),
    )


def _still_has_it(one: NightDuty, answering: Answering) -> bool:
    """Here, and in a post that may have such a night: a roster is planned a month ahead, and people leave meanwhile."""
    held = {holding.post for holding in answering.holders(one.school_id) if holding.user_id == one.user_id}
    is_in_office = not any(may_have_nights([one.user], one.role, {one.user_id: held}))
    return is_in_office and not answering.is_away(one.school_id, one.user_id)


def _first_answering(school, posts, answering: Answering) -> list[User]:
    return next((found for post in posts if (found := answering.people(school.pk, post))), [])


def _unnamed(school, answering: Answering, named: list[Watcher]) -> list[User]:
    """Dormitory managers beside those with a building of their own: they answer where nobody is named."""
    known = {one.user.pk for one in named}
    return [user for user in _first_answering(school, INSTEAD_OF_A_WATCHER, answering) if user.pk not in known]


def roster_of(school, first: date, last: date) -> list[NightDuty]:
    """Who stands on the roster of these nights, the leader first. One query."""
    rows = NightDuty.objects.of(school).standing().filter(night__range=(first, last))
    return list(rows.select_related("user", "building").order_by("night", "role", "building__name", "pk"))


def posts_held(school, *, on: date) -> tuple[dict[int, set[str]], dict[int, User]]:
    """The posts of everybody in office on a day, and the people, by account key. One query."""
    held: dict[int, set[str]] = defaultdict(set)
    users: dict[int, User] = {}
    rows = PostHolding.objects.of(school).in_office(on).filter(user__is_active=True, user__kind=User.Kind.PERSON)
    for one in rows.select_related("user").order_by("user__name", "user_id"):
        held[one.user_id].add(one.post)
        users[one.user_id] = one.user
    return held, users


def nights_of_month(school, month: date, *, tonight: date) -> list[date]:
    """The boarding nights of a month that are not over."""
    first, last = month.replace(day=1), last_of_month(month)
    return [on for on, day in days_between(school, first, last).items() if day.is_boarding_night and on >= tonight]


def last_of_month(month: date) -> date:
    nextly = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(nextly.toordinal() - 1)


def watched_buildings(school) -> list[Building]:
    """One query."""
    rows = Building.objects.of(school).filter(spaces__kind__in=WATCHED, spaces__closed_on=None)
    return list(rows.distinct().order_by("pk"))
