"""Who answers for a post at a moment: its holders; while they are away, their deputies, from that minute on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from houqin.kernel.prepared import Prepared
from houqin.people.models import PostHolding, StaffAbsence, User
from houqin.tenancy.schools import School

DAY = timedelta(days=1)


class Answering:
    """Who answers at one moment, for any number of schools. Two queries, when it is made."""

    def __init__(self, schools: Iterable[School], *, at: datetime):
        self._schools = {school.pk: school for school in schools}
        self._held: dict[tuple[str, int, str], list[PostHolding]] = {}
        for held in _in_office(self._schools.values(), at=at):
            where = ("school", held.school_id) if held.school_id else ("bureau", held.bureau_id)
            self._held.setdefault((*where, held.post), []).append(held)
        self._away = set(AWAY(schools=list(self._schools), at=at))

    def people(self, school_id: int, post: str) -> list[User]:
        """Those who answer, nobody when the post is vacant. A bureau's post is asked from the nearest bureau up."""
        places = [("school", school_id)]
        places += [("bureau", pk) for pk in reversed(self._schools[school_id].bureau.ancestor_ids)]
        for where, pk in places:
            present = [
                held for held in self._held.get((where, pk, post), ())
                if (school_id, held.user_id) not in self._away
            ]  # fmt: skip
            if present:
                first_of_all = [held.user for held in present if not held.is_deputy]
                return first_of_all or [held.user for held in present]
        return []

    def is_away(self, school_id: int, user_id: int) -> bool:
        """On approved leave from this school at that moment."""
        return (school_id, user_id) in self._away

    def holders(self, school_id: int) -> list[PostHolding]:
        """Everybody in office at a school, present or not; as `selectors.holders` on that day."""
        places = [place for place in self._held if place[:2] == ("school", school_id)]
        held = [one for place in places for one in self._held[place]]
        return sorted(held, key=lambda one: (one.post, one.is_deputy, one.starts_on, one.pk))

    def posts(self, school_id: int, user: User) -> list[str]:
        """The posts that a person answers for at a school now: their own while present, others' as a deputy."""
        held = {post for _where, _pk, post in self._held}
        return sorted(post for post in held if user in self.people(school_id, post))


def answering(school: School, post: str, at: datetime) -> list[User]:
    """Who answers for a post of one school at a moment. Two queries."""
    return Answering([school], at=at).people(school.pk, post)


def _in_office(schools, *, at: datetime) -> list[PostHolding]:
    """By each school's own day; a day more is read on both sides because zones differ."""
    bureaus = {pk for school in schools for pk in school.bureau.ancestor_ids}
    on = at.date()
    rows = IN_OFFICE(schools=list(schools), bureaus=bureaus, yesterday=on - DAY, tomorrow=on + DAY)
    return [held for held in rows if held.is_in_office(at)]


AWAY = Prepared(
    lambda schools, at: (
        StaffAbsence.objects.filter(school__in=schools).at(at).values_list("school_id", "staff__user_id")
    )
)
IN_OFFICE = Prepared(
    lambda schools, bureaus, yesterday, tomorrow: PostHolding.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=yesterday), Q(school__in=schools) | Q(bureau__in=bureaus),
        starts_on__lte=tomorrow, user__is_active=True, user__kind=User.Kind.PERSON,
    )
    .select_related("user", "school")
    .order_by("starts_on", "pk")
)  # fmt: skip
