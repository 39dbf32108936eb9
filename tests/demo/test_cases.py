"""The demo's cases: one closed by another, one open against its clock, plans and drills. Fast, without the rest."""

from datetime import timedelta
from random import Random

import pytest

from houqin.demo import cases
from houqin.demo.scene import Agenda, Scene
from houqin.incidents.case_file import case_file_of
from houqin.incidents.models import ContingencyPlan, Drill, Incident
from tests.builders import TODAY, Crew, a_school


@pytest.fixture
def scene(db):
    school = a_school()
    crew = Crew(school)
    posts = ("general_affairs_director", "principal", "school_doctor", "cook")
    people = {post: [getattr(crew, post)] for post in posts}
    return Scene(school, TODAY, Random(1), people, classes=[(None, 600, 200)])


def test_one_case_is_closed_and_one_runs_against_its_clock(scene):
    agenda = Agenda()
    cases.put_on(scene, agenda, first=TODAY - timedelta(days=9))
    agenda.run(scene.now)

    closed, still_open = Incident.objects.order_by("discovered_at")
    assert (closed.kind, closed.state, closed.is_late) == ("injury", "closed", False)
    assert closed.closed_by == scene.who("principal")
    assert case_file_of(closed).open_reports == []
    known = case_file_of(still_open)
    assert (still_open.kind, len(known.open_steps), len(known.open_reports)) == ("utility", 2, 2)
    assert timedelta(0) < known.next_clock.due_at - scene.now < timedelta(minutes=15)
    assert [(drill.kind, drill.is_in_time) for drill in Drill.objects.order_by("happened_at")] == [
        ("food", True), ("evacuation", True), ("night", False),
    ]  # fmt: skip
    assert ContingencyPlan.objects.filter(approved_at__isnull=False).count() == 2
