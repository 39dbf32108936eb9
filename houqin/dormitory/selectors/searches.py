"""Who is to be called for a child, and how far a search has come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houqin.dormitory.ladder import LADDER
from houqin.dormitory.models import Search, SearchStep, Step
from houqin.nightwatch.selectors.roster import on_duty
from houqin.people.answering import answering
from houqin.people.models import Enrolment, Pupil, Staff, in_class_on
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.posts import Post


def head_teacher_of(pupil: Pupil, *, on: date) -> Staff | None:
    """The head teacher of the class the pupil is in on a day. One query."""
    places = Enrolment.objects.filter(in_class_on(on), pupil=pupil)
    place = places.select_related("school_class__head_teacher__user").order_by("-starts_on").first()
    return place.school_class.head_teacher if place else None


@dataclass(frozen=True)
class Rung:
    """One step of the ladder as a person sees it now: `told` when it was taken, `is_next` the first that was not."""

    step: Step
    due_at: datetime
    taken: SearchStep | None
    is_next: bool


def rungs(search: Search) -> list[Rung]:
    """The ladder of one search. Three queries."""
    on = search.school.localdate(search.missing_since)
    numbers = parameters_of(search.school, on=on)
    taken: dict[str, SearchStep] = {}
    for row in search.steps.filter(was_reached=True).select_related("by").order_by("happened_at", "pk"):
        taken.setdefault(row.step, row)
    found, next_is_open = [], True
    for rung in LADDER:
        due_at = search.missing_since + timedelta(minutes=int(numbers[rung.parameter]))
        row = taken.get(rung.step)
        is_next = row is None and next_is_open and search.found_at is None
        next_is_open = next_is_open and not is_next
        found.append(Rung(Step(rung.step), due_at, row, is_next))
    return found


@dataclass(frozen=True)
class Contact:
    step: str
    title: str
    name: str
    phone: str


def contacts(search: Search, *, at: datetime) -> list[Contact]:
    """Whom to call, in the order of the ladder, with what numbers the school has. Nine queries."""
    school, on = search.school, search.school.localdate(at)
    found = []
    if teacher := head_teacher_of(search.pupil, on=on):
        found.append(Contact(Step.HEAD_TEACHER, str(Post.HEAD_TEACHER.label), teacher.name, teacher.phone))
    for guardian in search.pupil.guardians.order_by("pk"):
        found.append(Contact(Step.GUARDIAN, guardian.relation, guardian.name, guardian.phone))
    tonight = on_duty(school, night_of(school, at), at=at)
    called = [(Step.DUTY_LEADER, Post.DUTY_LEADER, user) for user in tonight.leaders]
    called += [(Step.PRINCIPAL, Post.PRINCIPAL, user) for user in answering(school, Post.PRINCIPAL, at)]
    people = [user for _step, _post, user in called]
    phones = dict(Staff.objects.of(school).filter(user__in=people).values_list("user", "phone"))
    found += [Contact(step, str(post.label), user.name, phones.get(user.pk, "")) for step, post, user in called]
    return found
