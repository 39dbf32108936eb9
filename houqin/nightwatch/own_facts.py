"""What the night watch itself, the hazards and the duties say of a night."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.duties.models import Duty
from houqin.incidents.models import Hazard
from houqin.kernel.shown import shown
from houqin.nightwatch.actions.handover import HANDOVER
from houqin.nightwatch.night_facts import Fact, night_facts, night_span
from houqin.nightwatch.selectors.nights import Walked, rounds_of
from houqin.nightwatch.selectors.roster import on_duty

#: The rounds have a part of their own; the report itself is being written.
ELSEWHERE = ("nightwatch.round", HANDOVER)
#: Between these a duty that falls due is one of the night.
EVENING, MORNING = time(18, 30), time(9, 0)


@night_facts(gettext_lazy("On duty"), place=5, empty=gettext_lazy("Nobody was on duty."))
def people_on_duty(school, night: date) -> Iterator[Fact]:
    duty = on_duty(school, night)
    named = "" if duty.is_leader_named else _("not named, answers for the post")
    for user in duty.leaders:
        yield Fact(user.name, quiet=named, state="" if duty.is_leader_named else "late", end=_("leads"))
    for one in duty.watchers:
        yield Fact(one.user.name, end=one.building.name if one.building else _("dormitory"))


@night_facts(gettext_lazy("Patrol rounds"), place=40, empty=gettext_lazy("No round was planned."))
def rounds_walked(school, night: date) -> Iterator[Fact]:
    """Each round with its missed points by name, and what was odd."""
    for one in rounds_of(school, night):
        yield Fact(
            str(one.round), one.round.get_absolute_url(), _quiet(one),
            "done" if one.round.completed_at else "missed",
            _("{passed} of {all}").format(passed=len(one.way) - len(one.missed), all=len(one.way)),
        )  # fmt: skip


def _quiet(one: Walked) -> str:
    said = []
    if one.marks:
        said.append(shown(list(dict.fromkeys(mark.by.name for mark in one.marks))))
    if one.missed:
        said.append(_("not passed: {names}").format(names=shown([point.space.name for point in one.missed])))
    if odd := one.oddities:
        said.append(_("to be looked at: {what}").format(what=shown(list(dict.fromkeys(each.words for each in odd)))))
    return _("; ").join(said)


@night_facts(gettext_lazy("Hazards found"), place=50, empty=gettext_lazy("No hazard was found."))
def hazards_found(school, night: date) -> Iterator[Fact]:
    first, last = night_span(school, night)
    found = Hazard.objects.of(school).filter(found_at__gte=first, found_at__lt=last)
    for one in found.select_related("place").order_by("found_at", "pk"):
        state = "done" if not one.is_open else "late"
        yield Fact(f"{one.code} {one.what}", one.get_absolute_url(), one.where, state, str(one.get_state_display()))


@night_facts(gettext_lazy("Late and missed duties"), place=60, empty=gettext_lazy("Every duty was done in time."))
def late_duties(school, night: date) -> Iterator[Fact]:
    """What fell due from evening to morning and was not done, or not in time."""
    first, last = school.moment(night, EVENING), school.moment(night + timedelta(days=1), MORNING)
    rows = Duty.objects.of(school).filter(
        Q(state__in=("late", "missed")) | Q(state="done", done_at__gt=F("due_at")), due_at__gte=first, due_at__lt=last
    )
    for one in rows.exclude(code__in=ELSEWHERE).order_by("due_at", "pk"):
        state = "late" if one.state == "done" else one.state
        yield Fact(one.title, one.get_absolute_url(), shown(one.due_at), state, str(one.get_state_display()))
