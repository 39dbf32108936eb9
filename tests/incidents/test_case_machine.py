"""Random days of a case and its hazards: nobody closes alone, nothing sealed goes, nothing changes unrecorded."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from houqin.incidents import actions
from houqin.incidents.case_file import case_file_of
from houqin.incidents.models import Evidence, Hazard, Incident
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON
from tests.incidents.conftest import Scene
from tests.incidents.happening import MINUTE, a_file, it_happens

DAYS = settings(
    max_examples=4, stateful_step_count=12, deadline=None, database=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
PEOPLE = st.sampled_from(["principal", "deputy_principal", "general_affairs_director", "food_safety_director", "cook"])


class Case(RuleBasedStateMachine):
    """Few acts of few people, in any order; a refusal is a good answer. One example is one school, rolled back."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.scene = Scene()
        self.at, self.sealed, self.state = NOON, 0, "open"
        self.incident = it_happens(self.scene, "utility", actor=self.scene.crew.general_affairs_director)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, verb, who: str, **facts):
        """The journal grows when something was done, and only then."""
        self.at += MINUTE
        before = Entry.objects.count()
        try:
            verb(actor=getattr(self.scene.crew, who), at=self.at, **facts)
        except (Refused, NotYours):
            assert Entry.objects.count() == before
        else:
            assert Entry.objects.count() > before

    @rule(who=PEOPLE)
    def do_the_steps(self, who):
        for step in case_file_of(self.incident).open_steps:
            self.attempt(actions.do_step, who, step=step)

    @rule(who=PEOPLE)
    def send_the_reports(self, who):
        for owed in case_file_of(self.incident).open_reports:
            self.attempt(
                actions.send_report,
                who,
                incident=self.incident,
                owed=owed,
                how="phone",
                receiver="王科长",
                reference="值班 17",
            )

    @rule(who=PEOPLE)
    def tell_how_it_goes(self, who):
        self.attempt(actions.add_update, who, incident=self.incident, text="齐了")

    @rule(who=PEOPLE)
    def find_out(self, who):
        verb = actions.record_finding if case_file_of(self.incident).accountability else actions.open_investigation
        self.attempt(verb, who, incident=self.incident, text="水泵老化")

    @rule(who=PEOPLE)
    def seal(self, who):
        self.attempt(
            actions.seal_evidence,
            who,
            incident=self.incident,
            kind="device",
            item="水泵",
            count="1",
            place="库房",
            photo=a_file(),
            witness=self.scene.crew.storekeeper,
        )
        self.sealed = max(self.sealed, Evidence.objects.count())

    @rule(who=PEOPLE)
    def hand_over(self, who):
        for one in Evidence.objects.all():
            self.attempt(actions.hand_over_evidence, who, evidence=one, organisation="局", receiver="王", reference="1")

    @rule(who=PEOPLE)
    def demand(self, who):
        self.attempt(
            actions.demand_rectification,
            who,
            incident=self.incident,
            what="换泵",
            grade="general",
            owner_post="storekeeper",
        )

    @rule(who=PEOPLE, verb=st.sampled_from([actions.fix_hazard, actions.verify_hazard]))
    def mend(self, who, verb):
        for hazard in Hazard.objects.open():
            self.attempt(verb, who, hazard=hazard, note="已换")

    @rule(who=PEOPLE, verb=st.sampled_from([actions.end_incident, actions.close_incident, actions.close_incident]))
    def finish(self, who, verb):
        self.attempt(verb, who, incident=self.incident, text="好了")

    @rule(who=PEOPLE)
    def reopen(self, who):
        self.attempt(actions.reopen_incident, who, incident=self.incident, why="又停了")

    @invariant()
    def nobody_closed_alone(self):
        incident = Incident.objects.get()
        if incident.state == "closed":
            known = case_file_of(incident)
            assert incident.closed_by_id not in known.handled_by
            assert not (known.open_steps)
            assert not (known.open_reports)
            assert not (known.open_rectifications)
            assert not any(one.is_here for one in known.held)
        for hazard in Hazard.objects.filter(state="closed"):
            assert hazard.verified_by_id != hazard.fixed_by_id

    @invariant()
    def nothing_sealed_goes(self):
        assert Evidence.objects.count() >= self.sealed

    @invariant()
    def a_state_has_its_entry(self):
        incident = Incident.objects.get()
        if incident.state != self.state:
            kind = {"open": "reopened", "ended": "ended", "closed": "closed"}[incident.state]
            assert Entry.objects.about(incident).filter(kind=f"incidents.incident_{kind}").exists()
            self.state = incident.state


@pytest.mark.django_db
def test_random_days_break_nothing():
    run_state_machine_as_test(Case, settings=DAYS)
