"""The pages of hazards, through the client."""

from datetime import timedelta

import pytest
from django.urls import reverse

from houqin.incidents.actions import fix_hazard
from houqin.incidents.models import Hazard, StopUse
from houqin.kernel import clock
from tests.builders import NOON, a_school
from tests.incidents.finding import report


@pytest.fixture
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def at_desk(client, scene, _noon):
    def sit(post):
        client.force_login(getattr(scene.crew, post))
        return client

    return sit


def test_a_cook_reports_and_a_leader_closes(scene, at_desk):
    client = at_desk("cook")
    sent = client.post(
        reverse("incidents:report-hazard"),
        {"what": "地面有水", "category": "building", "place": scene.kitchen.pk, "entry_key": "a"},
    )
    hazard = Hazard.objects.get()
    assert (sent.status_code, sent.url) == (303, hazard.get_absolute_url())

    at_desk("principal").post(
        reverse("incidents:grade-hazard", args=[hazard.pk]), {"grade": "general", "owner_post": "cook"}
    )
    at_desk("cook").post(reverse("incidents:fix-hazard", args=[hazard.pk]), {"note": "拖干，补了地漏"})
    at_desk("principal").post(reverse("incidents:verify-hazard", args=[hazard.pk]), {"note": "看过"})

    hazard.refresh_from_db()
    assert (hazard.state, hazard.fixed_by, hazard.verified_by) == ("closed", scene.crew.cook, scene.crew.principal)


def test_its_fixer_sees_why_not_beside_the_button(scene, at_desk):
    hazard = report(scene, grade="general", source=scene.kitchen)
    fix_hazard(hazard=hazard, note="好了", actor=scene.crew.principal, at=NOON)

    page = at_desk("principal").get(hazard.get_absolute_url()).content.decode()
    tried = at_desk("principal").post(reverse("incidents:verify-hazard", args=[hazard.pk]), {"note": ""})

    assert 'aria-describedby="judge-why"' in page
    assert "GT-19" in page
    assert tried.status_code == 409


@pytest.mark.parametrize("state", ["", "new", "due", "late", "verify", "closed"])
def test_every_counter_shows_its_rows(scene, at_desk, state):
    report(scene, "无人定级")
    report(scene, "要修的", grade="general", source=scene.kitchen)
    report(scene, "早该修的", grade="minor", source=scene.crew.cook, at=NOON - timedelta(days=9))
    report(scene, "修好的", grade="minor", source=scene.crew.buyer)
    fix_hazard(hazard=Hazard.objects.get(what="修好的"), note="好了", actor=scene.crew.cook, at=NOON)

    page = at_desk("cook").get(reverse("incidents:hazards"), {"state": state})

    shown = {line["label"] for line in page.context["lines"]}
    assert shown == {
        "": {"无人定级", "要修的", "早该修的", "修好的"}, "new": {"无人定级"}, "due": {"要修的"}, "late": {"早该修的"},
        "verify": {"修好的"}, "closed": set(),
    }[state]  # fmt: skip


def test_the_list_asks_the_same_of_one_row_and_of_three(scene, at_desk, django_assert_max_num_queries):
    client = at_desk("cook")
    report(scene)
    client.get(reverse("incidents:hazards"))
    counts = []
    for _again in range(2):
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse("incidents:hazards"))
        counts.append(len(asked))
        report(scene, place=scene.kitchen)
        report(scene, owner=scene.crew.cook)

    assert counts[0] == counts[1]


def test_a_place_is_put_out_of_use_from_the_page_once(scene, at_desk):
    hazard = report(scene)
    address = reverse("incidents:stop-use", args=[hazard.pk])
    assert address in at_desk("principal").get(hazard.get_absolute_url()).content.decode()

    nothing = at_desk("principal").post(address, {"place": ""})
    sent = at_desk("principal").post(address, {"place": scene.kitchen.pk})
    again = at_desk("principal").post(address, {"place": scene.kitchen.pk})

    assert (nothing.status_code, sent.status_code, again.status_code) == (422, 303, 409)
    assert [(stop.space, stop.name) for stop in StopUse.objects.all()] == [(scene.kitchen, str(scene.kitchen))]


def test_the_thing_itself_is_put_out_of_use_when_no_place_is_chosen(scene, at_desk):
    staff = scene.crew.cook.staff
    hazard = report(scene, thing=staff, category="people")

    sent = at_desk("principal").post(reverse("incidents:stop-use", args=[hazard.pk]), {"place": ""})

    assert (sent.status_code, StopUse.objects.get().thing_id) == (303, staff.pk)


def test_a_cook_puts_nothing_out_of_use(scene, at_desk):
    hazard = report(scene)

    answer = at_desk("cook").post(reverse("incidents:stop-use", args=[hazard.pk]), {"place": scene.kitchen.pk})

    assert (answer.status_code, StopUse.objects.count()) == (403, 0)


def test_a_hazard_of_another_school_is_not_found(scene, at_desk):
    hazard = report(scene)
    Hazard.objects.filter(pk=hazard.pk).update(school=a_school("邻校"))

    assert at_desk("principal").get(reverse("incidents:hazard", args=[hazard.pk])).status_code == 404
