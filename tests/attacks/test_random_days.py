"""Random canteen days: anybody does anything at any time, and what must never be true never is.

Chance alone stays among planned meals, so half of the deeds are steered: the sensible next step, or any deed that suits
the state of the meal in hand, still with whatever arguments come. The run says how often a day got how far.
HOUQIN_LONG_DAYS=300 plays that many days, each new; without it the same few.
"""

import os
from collections import Counter
from functools import partial
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
from tests.attacks.world import World, differences, picture, picture_after, watching
from tests.kitchen.scene import Canteen

LONG = int(os.environ.get("HOUQIN_LONG_DAYS", "0"))
#: Mostly a little later; sometimes a day, three days, or back.
MINUTES = (1, 1, 1, 2, 2, 2, 5, 5, 5, 5, 20, 20, 20, 60, -1, -30, 24 * 60, 49 * 60)
#: After these soon nobody is left who may do anything.
SELDOM = {"appoint", "close_account", "end_post"}
DEEDS_AN_HOUR = 8
NEXT_STEP, SUITS = 0.2, 0.5  # of all deeds: the sensible next step; up to here, one that suits the meal in hand
SUITING = {
    "planned": ("change_heads", "add_pot", "remove_pot", "issue_to_pot", "take_out_of_pot", "start", "call_off"),
    "cooking": ("issue_to_pot", "take_out_of_pot", "temperature", "correct_temperature", "finish_pot", "isolate"),
    "cooked": ("taste", "correct_temperature", "correct_tasting", "isolate", "hold", "lift"),
    "tasted": ("sample", "correct_sample", "correct_tasting", "hold", "lift", "quarantine", "end_quarantine"),
    "sampled": ("release", "correct_sample", "correct_temperature", "correct", "take_out_of_pot", "hold", "lift"),
    "released": ("heads", "weigh", "correct_weight", "dispose_leftovers", "close", "correct_sample", "correct_tasting"),
}
#: Released and closed, by how many of these days at the least. They are the same in every run.
REGULARLY = {"released": 5, "closed": 4}
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
    """One example is one pair of schools, rolled back at its end. `reached` counts the days that got so far."""

    reached: Counter = Counter()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = World()
        self.seen = picture()
        self.hours, self.steps = 0, set()

    def teardown(self):
        self.reached.update(self.steps)
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(stage=st.sampled_from(Canteen.STAGES[:6]))
    def a_meal_is_on_its_way(self, stage):
        """Each day begins somewhere in a meal, before its tasting is over: release and close are left to be reached."""
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
        """The clock goes on, or back; then somebody does one deed."""
        self.world.later(rng.choice(MINUTES))
        meal, luck = self.world.meal_in_hand(), rng.random()
        if luck < NEXT_STEP:
            return self._go_on(meal)
        name = rng.choice(sorted(DEEDS) if luck > SUITS or meal is None else SUITING[meal.state])
        if name in SELDOM and rng.random() < 0.9:
            return
        post, draw = DEEDS[name]
        act = draw(self.world, Hand(rng, self.world))
        if act is not None:
            crew = self.world.theirs.crew if rng.random() < 0.05 else self.world.ours.crew
            wrong = [crew.buyer, crew.cook, crew.head_teacher, crew.principal, self.world.stranger]
            actor = rng.choice(wrong) if rng.random() < 0.08 else getattr(crew, post)
            self._do(partial(act, actor=actor.acting(self.world.now), at=self.world.now))

    def _go_on(self, meal):
        """Several verbs, so one refusal must take back those before it, as at a door."""
        self._do(transaction.atomic(partial(self.world.go_on_with, meal) if meal else self.world.begin))

    def _do(self, act):
        """Without a transaction around it: what a refused verb has written, the verb itself must take back."""
        before = self.seen
        try:
            with watching() as pen:
                act()
        except (Refused, NotYours):
            assert picture_after(before, pen.tables) == before, "a refusal left a trace"
            return
        self.seen = picture_after(before, pen.tables)
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
                self.steps.add("released")
                invariants.check_released(broken, meal)
            if meal.state == "closed" and "closed" not in was:
                self.steps.add("closed")
                invariants.check_closed(broken, meal)
        assert broken == []


@pytest.mark.django_db
def test_random_days_break_nothing():
    CanteenDays.reached.clear()

    run_state_machine_as_test(CanteenDays, settings=DAYS)

    if not LONG:
        assert {step: days for step, days in REGULARLY.items() if CanteenDays.reached[step] < days} == {}
