"""Random canteen days: anybody does anything at any time, and what must never be true never is.

HOUQIN_LONG_DAYS=300 plays that many days, each new; without it the same few.
"""

import os
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.kitchen.models import Meal
from tests.attacks import invariants
from tests.attacks.deeds import DEEDS, Hand
from tests.attacks.world import World, differences, picture
from tests.kitchen.scene import Canteen

LONG = int(os.environ.get("HOUQIN_LONG_DAYS", "0"))
#: Mostly a little later; sometimes a day, three days, or back.
MINUTES = (1, 1, 1, 2, 2, 2, 5, 5, 5, 5, 20, 20, 20, 60, -1, -30, 24 * 60, 49 * 60)
#: After these soon nobody is left who may do anything.
SELDOM = {"appoint", "close_account", "end_post"}
DEEDS_AN_HOUR = 8
DAYS = settings(
    max_examples=LONG or 12,
    stateful_step_count=20 if LONG else 10,
    derandomize=not LONG,
    deadline=None,
    database=None,
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)


class CanteenDays(RuleBasedStateMachine):
    """One example is one pair of schools, rolled back at its end."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = World()
        self.seen = picture()
        self.hours = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(stage=st.sampled_from(Canteen.STAGES))
    def a_meal_is_on_its_way(self, stage):
        """Chance alone seldom cooks a meal, so each day begins somewhere in one."""
        self.world.ours.until(stage)
        self.world.now = Entry.objects.order_by("-at").first().at
        self.seen = picture()

    @rule(seed=st.integers(0, 2**32))
    def an_hour_passes(self, seed):
        self.hours += 1
        rng = Random(f"{seed} {self.hours}")
        for _ in range(DEEDS_AN_HOUR):
            self._somebody_does(rng)

    def _somebody_does(self, rng):
        """The clock goes on, or back; then one deed by somebody, or the meal's sensible next step."""
        self.world.later(rng.choice(MINUTES))
        if rng.random() < 0.12:
            return self._go_on()
        name = rng.choice(sorted(DEEDS))
        if name in SELDOM and rng.random() < 0.9:
            return
        post, draw = DEEDS[name]
        act = draw(self.world, Hand(rng, self.world))
        if act is not None:
            crew = self.world.theirs.crew if rng.random() < 0.05 else self.world.ours.crew
            wrong = [crew.buyer, crew.cook, crew.head_teacher, crew.principal, self.world.stranger]
            actor = rng.choice(wrong) if rng.random() < 0.08 else getattr(crew, post)
            self._do(act, actor.acting(self.world.now))

    def _go_on(self):
        if meal := self.world.meal_in_hand():
            self._do(lambda actor, at: self.world.go_on_with(meal), self.world.ours.crew.cook)

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
