"""Random weeks: the clock goes on, jumps and stands; people act, excuse, fall ill, declare holidays. Promises hold.

No step after an answer, no step twice, nothing late, missed or excused without an entry, nothing climbs on a closed
duty, nobody is told anew of what is over.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from houqin.duties.actions import answer_about, excuse_duty, raise_duty
from houqin.duties.declaring import DUTIES
from houqin.duties.models import OPEN, Duty, DutyStep
from houqin.duties.sweeping import sweep
from houqin.journal.models import Entry, Mention
from houqin.kernel.refusals import Refused
from houqin.notices.models import Notice
from houqin.people.models import StaffAbsence
from houqin.tenancy.models import Building, CalendarDay
from tests.builders import Crew, a_school
from tests.duties.toys import TOYS, prove, shanghai, tick

WEEKS = settings(
    max_examples=8, stateful_step_count=16, derandomize=True, deadline=None, database=None,
    verbosity=Verbosity.quiet, suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
)  # fmt: skip
#: Mostly a little; sometimes a night, two days, or back an hour.
MINUTES = st.sampled_from([5, 10, 30, 30, 60, 60, 120, 240, 600, 48 * 60, -60])
NEEDS_AN_ENTRY = {"missed": "duties.missed", "late": "duties.late", "excused": "duties.excused"}


class Weeks(RuleBasedStateMachine):
    """One example is one school, rolled back at its end."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        DUTIES.clear()
        DUTIES.update({code: TOYS[code] for code in ("wipe", "visit", "alarm", "beds")})
        self.now = self.latest = shanghai(10, 20)
        self.crew = Crew(a_school(), at=self.now)
        self.school = self.crew.school
        self.steps_when_closed: dict[int, int] = {}
        self.answered: set[int] = set()
        for name in "AB":
            Building.objects.create(school=self.school, name=name)
        tick(self.school, self.now)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def pick(self, number: int, **filters) -> Duty | None:
        rows = Duty.objects.filter(**filters).select_related("school__bureau").order_by("due_at", "pk")
        return rows[number % len(rows)] if rows else None

    @rule(minutes=MINUTES, passes=st.booleans())
    def time_goes_on(self, minutes, passes):
        before = set(
            Duty.objects.filter(state__in=["missed", "done", "excused", "withdrawn"]).values_list("pk", flat=True)
        )
        told = Notice.objects.count()
        self.now += timedelta(minutes=minutes)
        if passes:
            tick(self.school, self.now)
            over = {notice.subject_id for notice in Notice.objects.order_by("pk")[told:]} & before
            assert over == set()

    @rule(number=st.integers(0, 30), says_so=st.booleans())
    def somebody_does_it(self, number, says_so):
        duty = self.pick(number, state__in=OPEN, opens_at__lte=self.now)
        if duty is None or duty.pk in self.answered:
            return
        self.answered.add(duty.pk)
        prove(duty.code, duty.key, self.school, at=self.now)
        if says_so and duty.subject_id:
            answer_about(Building.objects.get(pk=duty.subject_id), at=self.now)
            assert Duty.objects.get(pk=duty.pk).state == "done"

    @rule(number=st.integers(0, 30))
    def somebody_excuses(self, number):
        if duty := self.pick(number, state__in=[*OPEN, "done"]):
            try:
                excuse_duty(duty=duty, reason="停水", actor=self.crew.principal.acting(self.now), at=self.now)
            except Refused:
                assert Duty.objects.get(pk=duty.pk).state == duty.state == "done"

    @rule(key=st.sampled_from("123"))
    def an_alarm_goes_off(self, key):
        building = Building.objects.order_by("pk").first()
        raise_duty(code="alarm", key=key, school=self.school, subject=building, opens_at=self.now,
                   due_at=self.now + timedelta(minutes=15), at=self.now)  # fmt: skip

    @rule(ahead=st.integers(0, 2))
    def a_holiday_comes_or_goes(self, ahead):
        on = self.school.localdate(self.now) + timedelta(days=ahead)
        marked = CalendarDay.objects.filter(school=self.school, on=on)
        if not marked.delete()[0]:
            CalendarDay.objects.create(school=self.school, on=on, kind="holiday")

    @rule()
    def the_cook_falls_ill(self):
        StaffAbsence.objects.create(
            school=self.school, staff=self.crew.cook.staff, starts_at=self.now, ends_at=self.now + timedelta(days=1),
            reason="病", approved_by=self.crew.principal, approved_at=self.now,
        )  # fmt: skip

    @rule()
    def the_house_asks_again(self):
        sweep(at=self.now)
        assert not Duty.objects.filter(pk__in=self.answered, state__in=["due", "late"]).exists()

    @invariant()
    def nothing_climbs_on_what_is_closed(self):
        steps: dict[int, int] = {}
        for duty_id, _number in DutyStep.objects.values_list("duty_id", "number"):
            steps[duty_id] = steps.get(duty_id, 0) + 1
        for duty in Duty.objects.all():
            if duty.state in ("done", "excused", "missed"):
                closed = self.steps_when_closed.setdefault(duty.pk, steps.get(duty.pk, 0))
                assert steps.get(duty.pk, 0) == closed
                assert duty.next_at is None

    @invariant()
    def every_lateness_and_every_excuse_has_its_entry(self):
        kinds = dict(Entry.objects.values_list("pk", "kind"))
        said = {(one.object_id, kinds[one.entry_id]) for one in Mention.objects.filter(kind="duties.duty")}
        silent = [duty for duty in Duty.objects.filter(state__in=NEEDS_AN_ENTRY)
                  if (duty.pk, NEEDS_AN_ENTRY[duty.state]) not in said]  # fmt: skip
        assert silent == []


@pytest.mark.django_db
def test_random_weeks_break_no_promise():
    run_state_machine_as_test(Weeks, settings=WEEKS)
