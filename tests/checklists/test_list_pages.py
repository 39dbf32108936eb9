"""The pages of checklists, through the client: a failed item becomes a verified fix."""

import pytest
from django.urls import reverse
from django.utils import translation

from houqin.checklists.actions import run_checklist
from houqin.checklists.drafts import Draft
from houqin.checklists.models import Checklist, Run, SchoolList
from houqin.incidents.models import Hazard
from houqin.kernel import clock
from tests.builders import NOON
from tests.checklists.conftest import CHLORINE, FLOOR, FRIDGE, ITEMS, WORD


@pytest.fixture
def at_desk(client, scene, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)

    def sit(post):
        client.force_login(getattr(scene.crew, post) if isinstance(post, str) else post)
        return client

    return sit


def filled(scene, row, **more):
    items = scene.items(row)
    version = items[0].version_id
    return {
        "version": version,
        f"number_{items[FRIDGE].pk}": "4",
        f"word_{items[WORD].pk}": "on",
        f"choice_{items[CHLORINE].pk}": "合格",
    } | more


def test_a_failed_item_becomes_a_verified_fix(scene, at_desk):
    row = scene.publish(*ITEMS)
    floor = scene.items(row)[FLOOR]
    address = reverse("checklists:fill", args=[row.pk])
    assert at_desk("cook").get(address).status_code == 200
    sent = at_desk("cook").post(address, filled(
        scene, row, **{f"failed_{floor.pk}": "on", f"note_{floor.pk}": "油污", f"owner_{floor.pk}": "cook",
                       f"due_{floor.pk}": "2026-03-12"},
    ))  # fmt: skip

    run, hazard = Run.objects.get(), Hazard.objects.get()
    assert (sent.status_code, sent.url) == (303, run.get_absolute_url())
    with translation.override("zh-hans"):
        assert (str(hazard.what), hazard.owner_post, str(hazard.due_on)) == ("地面清洁：油污", "cook", "2026-03-12")
    assert hazard.code in at_desk("cook").get(sent.url).content.decode()
    at_desk("cook").post(reverse("incidents:fix-hazard", args=[hazard.pk]), {"note": "擦净"})
    at_desk("food_safety_officer").post(reverse("incidents:verify-hazard", args=[hazard.pk]), {})
    hazard.refresh_from_db()
    assert hazard.state == "closed"


def test_what_is_left_out_is_said_and_nothing_is_lost(scene, at_desk):
    row = scene.publish(*ITEMS)
    items = scene.items(row)
    answer = at_desk("cook").post(
        reverse("checklists:fill", args=[row.pk]),
        {"version": items[0].version_id, f"note_{items[FRIDGE].pk}": "表坏了", f"word_{items[WORD].pk}": "on"},
    )

    assert (answer.status_code, Run.objects.count()) == (422, 0)
    assert "表坏了" in answer.content.decode()


def test_a_list_is_composed_published_and_scheduled(scene, at_desk):
    client = at_desk("principal")
    sent = client.post(
        reverse("checklists:new"),
        {"title": "后院检查", "area": "campus", "frequency": "daily", "by": "16:00", "owner_post": "cook"},
    )
    checklist = Checklist.objects.get()
    assert sent.url == checklist.get_absolute_url()
    item = {"text": "积水", "kind": "yes_no", "grade": "minor", "category": "building", "is_required": "on"}
    client.post(reverse("checklists:item", args=[checklist.pk]), item)
    client.post(
        reverse("checklists:item", args=[checklist.pk]),
        item | {"text": "浓度", "kind": "choice", "good": "好", "bad": "差"},
    )
    client.post(reverse("checklists:drop-item", args=[checklist.pk]), {"key": "i1"})
    assert "浓度" in client.get(checklist.get_absolute_url()).content.decode()
    sent = client.post(reverse("checklists:publish", args=[checklist.pk]))
    row = SchoolList.objects.get()
    assert (sent.url, row.frequency) == (row.get_absolute_url(), "daily")
    client.post(
        reverse("checklists:schedule", args=[row.pk]),
        {"frequency": "weekly", "by": "10:00", "owner_post": "cook", "place": scene.kitchen.pk},
    )
    row.refresh_from_db()
    assert (row.frequency, row.place) == ("weekly", scene.kitchen)
    client.post(reverse("checklists:end", args=[row.pk]), {"why": "合并"})
    row.refresh_from_db()
    assert row.ended_on is not None


def test_a_list_is_retired_from_its_draft_with_a_reason(scene, at_desk):
    row = scene.publish(*ITEMS)
    address = reverse("checklists:retire", args=[row.checklist_id])
    shown = at_desk("principal").get(row.checklist.get_absolute_url()).content.decode()
    answer = at_desk("principal").post(address, {"why": ""})
    row.refresh_from_db()
    assert (address in shown, answer.status_code, row.ended_on) == (True, 422, None)

    sent = at_desk("principal").post(address, {"why": "与晨检合并"})
    again = at_desk("principal").post(address, {"why": "再一次"})

    row.refresh_from_db()
    assert (sent.status_code, sent.url, row.ended_on) == (
        303,
        reverse("checklists:lists"),
        scene.school.localdate(NOON),
    )
    assert again.status_code == 409
    assert address not in at_desk("principal").get(row.checklist.get_absolute_url()).content.decode()


def test_a_cook_retires_nothing(scene, at_desk):
    row = scene.publish(*ITEMS)

    answer = at_desk("cook").post(reverse("checklists:retire", args=[row.checklist_id]), {"why": "不想做"})

    row.refresh_from_db()
    assert (answer.status_code, row.ended_on) == (403, None)


def test_a_ready_list_is_taken_in_one_tap(scene, at_desk):
    client = at_desk("principal")
    assert "food-safety-risk" in client.get(reverse("checklists:lists")).content.decode()

    sent = client.post(reverse("checklists:adopt"), {"code": "food-safety-risk"})

    assert sent.url == SchoolList.objects.get().get_absolute_url()


def test_an_officer_composes_for_the_bureau_and_a_school_adds(scene, at_desk):
    at_desk(scene.officer).post(
        reverse("checklists:new"), {"title": "县里检查", "area": "food", "frequency": "none", "owner_post": "cook"}
    )
    checklist = Checklist.objects.get()
    assert checklist.bureau == scene.school.bureau
    item = {"text": "公示", "kind": "yes_no", "grade": "minor", "category": "management"}
    at_desk(scene.officer).post(reverse("checklists:item", args=[checklist.pk]), item)
    at_desk(scene.officer).post(reverse("checklists:publish", args=[checklist.pk]))
    row = SchoolList.objects.get()

    assert at_desk("principal").get(checklist.get_absolute_url()).status_code == 403
    sent = at_desk("principal").post(reverse("checklists:extend", args=[row.pk]))
    own = Checklist.objects.get(extends=checklist)
    assert sent.url == own.get_absolute_url()
    assert "公示" in at_desk("principal").get(sent.url).content.decode()


def test_a_second_person_signs_on_the_page(scene, at_desk):
    row = scene.publish(Draft("值班", kind="two_persons"))
    run = run_checklist(school_list=row, actor=scene.crew.cook, at=NOON)

    own = at_desk("cook").post(reverse("checklists:sign", args=[run.pk]))
    other = at_desk("buyer").post(reverse("checklists:sign", args=[run.pk]))

    assert (own.status_code, other.status_code, run.second.by) == (409, 303, scene.crew.buyer)


def test_the_lists_cost_the_same_with_one_and_with_three(scene, at_desk, django_assert_max_num_queries):
    client, counts = at_desk("cook"), []
    addresses = [reverse("checklists:lists"), reverse("checklists:completeness")]
    for number in range(3):
        row = scene.publish(*ITEMS, title=f"清单{number}")
        for address in addresses:
            client.get(address)
        for address in [*addresses, row.get_absolute_url()]:
            with django_assert_max_num_queries(40) as asked:
                client.get(address)
            counts.append(len(asked))

    assert counts[:3] == counts[3:6] == counts[6:]
