"""Random weeks in a dormitory: what must never be true of a bed, a guest or a child never is.

Two wardens count on phones that are offline, late and wrong about the time; children leave, return, move and fall ill
meanwhile. HOUQIN_LONG_DAYS=300 plays that many weeks, each new; without it the same few.
"""

import os
from collections import Counter
from datetime import time
from itertools import combinations
from random import Random

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from houqin.dormitory.merging import merged
from houqin.dormitory.models import BedStay, Roll, Search
from houqin.dormitory.models.rolls import EXPLAINED
from houqin.dormitory.selectors.rolls import bed_keys, words_of
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.tenancy.models import Space
from houqin.visitors.models import GuestStay
from houqin.whereabouts.models import Leave
from tests.attacks.nights import BY_DAY, BY_NIGHT, DAY, MINUTE, House

LONG = int(os.environ.get("HOUQIN_LONG_DAYS", "0"))
MINUTES = (1, 1, 1, 2, 2, 5, 5, 20, 60)
DEEDS_A_SPAN = 10
#: Rolls closed by how many of these weeks at the least. They are the same in every run.
REGULARLY = 4
WEEKS = settings(
    max_examples=LONG or 4,
    stateful_step_count=14 if LONG else 6,
    derandomize=not LONG,
    deadline=None,
    database=None,
    verbosity=Verbosity.quiet,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)


class Weeks(RuleBasedStateMachine):
    """One example is one school, rolled back at its end. `reached` counts what happened, `refused` what did not."""

    reached: Counter = Counter()
    refused: Counter = Counter()

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.house, self.closed, self.spans = House(Random(0)), set(), 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @rule(seed=st.integers(0, 2**32))
    def some_hours_pass(self, seed):
        """A day of comings and goings, an evening of counting, or both at once."""
        self.spans += 1
        house = self.house
        house.rng = rng = Random(f"{seed} {self.spans}")
        deeds, begins = rng.choice(((BY_DAY, time(14)), (BY_NIGHT, time(21, 20)), (BY_DAY + BY_NIGHT, time(20, 50))))
        moment = house.school.moment(house.night, begins)
        house.now = moment if moment > house.now else moment + DAY
        for _ in range(DEEDS_A_SPAN):
            self._somebody(rng.choice(deeds))
            house.now += rng.choice(MINUTES) * MINUTE

    def _somebody(self, deed):
        try:
            deed(self.house)
        except (Refused, NotYours):
            self.refused[deed.__name__] += 1
            return
        self.reached[deed.__name__] += 1
        broken = [*two_in_a_bed(), *guests_without_leave(), *nobody_searches()]
        for roll in Roll.objects.filter(closed_at__isnull=False).exclude(pk__in=self.closed):
            self.closed.add(roll.pk)
            self.reached["a closed roll"] += 1
            broken += unexplained(roll)
        assert broken == []


def two_in_a_bed():
    """Any two stays that share a night share neither the bed nor the pupil."""
    stays = [one for one in BedStay.objects.order_by("pk") if one.ends_on is None or one.ends_on >= one.starts_on]
    for one, other in combinations(stays, 2):
        first, second = sorted((one, other), key=lambda stay: stay.starts_on)
        is_shared = one.bed_id == other.bed_id or one.pupil_id == other.pupil_id
        if is_shared and (first.ends_on is None or first.ends_on >= second.starts_on):
            yield f"{one} and {other} in one night"


def guests_without_leave():
    """GT-15: a guest with a key was approved by another, showed a document, and has a guest room."""
    for stay in GuestStay.objects.exclude(lodged_at=None).select_related("room"):
        if not stay.decided_by_id or stay.decided_by_id == stay.applied_by_id or not stay.registered_by_id:
            yield f"{stay} has a key without a word"
        elif not stay.decided_at <= stay.registered_at <= stay.lodged_at:
            yield f"{stay} has a key before the words"
        if stay.room.kind != Space.Kind.GUEST_ROOM:
            yield f"{stay} sleeps in {stay.room}"


def nobody_searches():
    """Each child said to be missing, and not answered, is searched for or was found since."""
    searches = list(Search.objects.all())
    for roll in Roll.objects.all():
        sleepers = {one.bed: one.pupil for one in bed_keys(roll.building, roll.night) if one.pupil}
        for bed, marks in words_of(roll).items():
            bedside = merged(marks, pupil_id=sleepers.get(bed))
            for word in bedside.standing if bedside.said == "missing" else ():
                known = [one for one in searches if one.pupil_id == word.pupil_id]
                if not any(one.found_at is None or one.found_at >= word.happened_at for one in known):
                    yield f"nobody searches for {word.pupil}"


def unexplained(roll):
    """GT-13: one line a bed in use, of whoever sleeps there, explained, by a person; leave is a leave (GT-14)."""
    keys = bed_keys(roll.building, roll.night)
    sleepers = {one.bed: one.pupil for one in keys if one.pupil}
    lines = list(roll.lines.order_by("bed"))
    beds = sorted(one.bed for one in keys)
    if [line.bed_id for line in lines] != beds:
        yield f"{roll}: not one line a bed"
    for line in lines:
        if line.pupil_id != sleepers.get(line.bed_id):
            yield f"{line}: of another pupil"
        if line.pupil_id and (line.said not in EXPLAINED or not line.confirmed_by_id):
            yield f"{line}: unexplained"
        if line.said == "leave" and not gone_with_leave(line):
            yield f"{line}: no leave"


def gone_with_leave(line) -> bool:
    out = Leave.objects.out_at(line.counted_at).filter(pupil=line.pupil_id)
    words = out.filter(confirmed_at__lte=line.counted_at, approved_at__lte=line.counted_at)
    return words.filter(Q(is_overnight=False) | Q(countersigned_at__lte=line.counted_at)).exists()


@pytest.mark.django_db
def test_random_weeks_break_nothing():
    Weeks.reached.clear()
    Weeks.refused.clear()

    run_state_machine_as_test(Weeks, settings=WEEKS)

    assert Weeks.reached["a closed roll"] >= REGULARLY, (Weeks.reached, Weeks.refused)
