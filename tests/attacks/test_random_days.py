"""Random canteen days: anybody does anything at any time, and what must never be true never is.

HOUQIN_LONG_DAYS=300 plays that many days, each new; without it the same few.
"""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.models import Meal
from tests.attacks import invariants
from tests.attacks.deeds import DEEDS, Hand
from tests.attacks.world import World, differences, picture
from tests.kitchen.scene import Canteen

LONG = int(os.environ.get("HOUQIN_LONG_DAYS", "0"))
DAYS = settings(
    max_examples=LONG or 15,
    stateful_step_count=60 if LONG else 40,
    derandomize=not LONG,
    deadline=None,
    database=None,
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink) if LONG else (Phase.generate,),
)


class CanteenDays(RuleBasedStateMachine):
    """One example is one pair of schools, rolled back at its end."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = World()
        self.seen = picture()
        self.done: dict[str, int] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(stage=st.sampled_from(Canteen.STAGES))
    def a_meal_is_on_its_way(self, stage):
        """Chance alone seldom cooks a meal, so each day begins somewhere in one."""
        self.world.ours.until(stage)
        self.world.now = Entry.objects.order_by("-at").first().at
        self.seen = picture()

    @rule(minutes=st.sampled_from([1, 5, 20, 60, -30, -1, 24 * 60, 49 * 60]))
    def the_clock_goes(self, minutes):
        self.world.later(minutes)

    @rule(data=st.data(), name=st.sampled_from(sorted(DEEDS)), whose=st.sampled_from(["right"] * 8 + ["any", "theirs"]))
    def somebody_does(self, data, name, whose):
        post, draw = DEEDS[name]
        act = draw(self.world, Hand(data, self.world))
        if act is None:
            return
        crews = {"right": self.world.ours.crew, "theirs": self.world.theirs.crew}
        actor = getattr(crews[whose], post) if whose in crews else self._anybody(data)
        self._do(act, actor.acting(self.world.now))

    @rule()
    @precondition(lambda self: self.world.meal_in_hand())
    def the_meal_goes_on(self):
        """The sensible next step, so that meals get far."""
        self._do(lambda actor, at: self.world.go_on_with(self.world.meal_in_hand()), self.world.ours.crew.cook)

    def _anybody(self, data):
        crew = self.world.ours.crew
        return data.draw(
            st.sampled_from([crew.buyer, crew.cook, crew.head_teacher, crew.principal, self.world.stranger])
        )

    def _do(self, act, actor):
        before = self.seen
        try:
            with transaction.atomic():
                act(actor=actor, at=self.world.now)
        except (Refused, NotYours):
            assert picture() == before, "a refusal left a trace"
            return
        self.seen = picture()
        self._look(before, differences(before, self.seen))

    def _look(self, before, changed):
        broken = []
        invariants.check_journal(broken, before, self.seen, changed)
        invariants.check_stock(broken)
        new = changed.get("supply.Movement", set())
        invariants.check_what_was_taken(broken, before, new)
        invariants.check_goods_in(broken)
        invariants.check_samples(broken)
        for key in changed.get("kitchen.Meal", set()) & before["kitchen.Meal"].keys():
            meal, was = Meal.objects.select_related("school").get(pk=key), before["kitchen.Meal"][key]
            if meal.state == "released" and "released" not in was:
                invariants.check_released(broken, meal)
            if meal.state == "closed" and "closed" not in was:
                invariants.check_closed(broken, meal)
        assert broken == []


@pytest.mark.django_db
def test_random_days_break_nothing():
    run_state_machine_as_test(CanteenDays, settings=DAYS)
