"""Put right by one, verified by another (GT-19)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import around
from houqin.duties.models import Duty
from houqin.incidents.actions import fix_hazard, note_on_hazard, send_back_hazard, verify_hazard
from houqin.incidents.models import Hazard, HazardStep
from houqin.incidents.reasons import HazardReason as Reason
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.people.models import PostHolding, User
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, YEARS_AGO
from tests.incidents.finding import report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def fixed(scene, *, actor=None, **more):
    hazard = report(scene, **({"grade": "general", "source": scene.kitchen} | more))
    return fix_hazard(hazard=hazard, note="换了门封", actor=actor or scene.crew.cook, at=NOON + HOUR)


def states():
    return dict(Duty.objects.order_by("pk").values_list("code", "state"))


def test_a_fix_waits_for_another_pair_of_eyes(scene):
    hazard = fixed(scene)

    assert (hazard.state, hazard.fixed_by, hazard.closed_at) == ("fixed", scene.crew.cook, None)
    assert states() == {"incidents.fix_hazard": "done", "incidents.verify_hazard": "waiting"}
    asked = Duty.objects.get(code="incidents.verify_hazard")
    assert (asked.owner, asked.due_at) == (Post.DEPUTY_PRINCIPAL, NOON + 49 * HOUR)


def test_somebody_else_closes_it(scene):
    hazard = verify_hazard(hazard=fixed(scene), actor=scene.crew.food_safety_officer, at=NOON + 2 * HOUR)

    assert (hazard.state, hazard.verified_by, hazard.closed_at) == (
        "closed", scene.crew.food_safety_officer, NOON + 2 * HOUR,
    )  # fmt: skip
    assert states() == {"incidents.fix_hazard": "done", "incidents.verify_hazard": "done"}


def test_its_fixer_never_closes_it(scene):
    officer = scene.crew.food_safety_officer
    hazard = fixed(scene, actor=officer)

    for verb, more in ((verify_hazard, {}), (send_back_hazard, {"note": "不行"})):
        with pytest.raises(Refused) as refused:
            verb(hazard=hazard, actor=officer, at=NOON + 2 * HOUR, **more)
        [no] = refused.value.refusals
        assert (no.reason, no.gate) == (Reason.FIXED_BY_YOU, "GT-19")
        # Not back to the page they stand on: to where they find somebody else.
        assert no.where.get_absolute_url() == reverse("people:posts")

    hazard.refresh_from_db()
    assert hazard.state == "fixed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.update(state="closed", verified_by=officer, closed_at=NOON)


def test_the_fixer_of_an_earlier_round_and_its_owner_do_not_close_it(scene):
    officer, director = scene.crew.food_safety_officer, scene.crew.general_affairs_director
    hazard = fixed(scene, actor=officer, owner=director)
    send_back_hazard(hazard=hazard, note="还在漏", actor=scene.crew.principal, at=NOON + 2 * HOUR)
    fix_hazard(hazard=hazard, note="换了新门", actor=scene.crew.cook, at=NOON + 3 * HOUR)

    said = []
    for actor in (officer, director):
        with pytest.raises(Refused) as refused:
            verify_hazard(hazard=hazard, actor=actor, at=NOON + 4 * HOUR)
        said.append(refused.value.reasons)

    assert said == [{Reason.FIXED_BY_YOU}, {Reason.YOURS_TO_FIX}]


def test_an_integration_verifies_nothing(scene):
    machine = User.objects.create(username="m", name="接口", kind=User.Kind.INTEGRATION).acting(NOON)
    PostHolding.objects.create(
        post=Post.PRINCIPAL, user=machine, school=scene.school, starts_on=YEARS_AGO, appointed_by=machine,
        appointed_at=NOON,
    )  # fmt: skip

    with pytest.raises(NotYours):
        verify_hazard(hazard=fixed(scene), actor=machine, at=NOON + 2 * HOUR)


def test_sent_back_it_is_asked_for_anew_by_a_new_day(scene):
    hazard = fixed(scene)

    hazard = send_back_hazard(hazard=hazard, note="还在漏", actor=scene.crew.food_safety_officer, at=NOON + 2 * DAY)

    assert (hazard.state, hazard.sent_back, hazard.due_on) == ("fixing", 1, TODAY + 5 * DAY)
    assert [(one.code, one.state) for one in Duty.objects.order_by("pk")] == [
        ("incidents.fix_hazard", "done"), ("incidents.verify_hazard", "done"), ("incidents.fix_hazard", "waiting"),
    ]  # fmt: skip


def test_a_fix_that_did_not_hold_is_struck_in_the_register(scene):
    hazard, ledger = fixed(scene), LEDGERS["hazards"]
    span = around(ledger.period, TODAY, scene.school.zone)
    [waiting] = ledger.rows(scene.school, span)

    send_back_hazard(hazard=hazard, note="还在漏", actor=scene.crew.principal, at=NOON + 2 * HOUR)

    [sent_back] = ledger.rows(scene.school, span)
    assert (waiting.struck, sent_back.struck) == ((), ("fix", "fixed"))


def test_what_has_no_grade_is_put_right_but_not_closed(scene):
    hazard = fix_hazard(hazard=report(scene), note="扫了", actor=scene.crew.cook, at=NOON)

    with pytest.raises(Refused) as refused:
        verify_hazard(hazard=hazard, actor=scene.crew.principal, at=NOON)

    assert refused.value.reasons == {Reason.NOT_GRADED}


def test_nothing_is_put_right_twice_or_without_a_word(scene):
    hazard = fixed(scene)

    with pytest.raises(Refused) as twice:
        fix_hazard(hazard=hazard, note=" ", actor=scene.crew.cook, at=NOON + HOUR)
    with pytest.raises(Refused) as unfixed:
        verify_hazard(hazard=report(scene), actor=scene.crew.principal, at=NOON)

    assert twice.value.reasons == {Reason.FIXED_ALREADY, Reason.NOTE_MISSING}
    assert unfixed.value.reasons == {Reason.NOT_FIXED, Reason.NOT_GRADED}


def test_what_is_closed_stays_closed_and_can_still_be_noted_on(scene):
    hazard = verify_hazard(hazard=fixed(scene), actor=scene.crew.principal, at=NOON + 2 * HOUR)
    note_on_hazard(hazard=hazard, note="保修一年", actor=scene.crew.cook, at=NOON + DAY)

    with pytest.raises(Refused) as refused:
        fix_hazard(hazard=hazard, note="再修", actor=scene.crew.cook, at=NOON + DAY)

    assert refused.value.reasons == {Reason.CLOSED_ALREADY}
    assert [step.kind for step in hazard.steps.order_by("pk")] == ["reported", "graded", "fixed", "verified", "noted"]


def test_no_step_is_ever_changed(scene):
    fixed(scene)

    for change in (lambda: HazardStep.objects.update(note="没事"), lambda: HazardStep.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
