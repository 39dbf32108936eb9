"""Governance over the API: rules and who read them, plans, action items, posts on a day, clauses as they stand."""

from datetime import date

import pytest

from houqin.governance import actions
from houqin.governance.models import Reading
from tests.builders import NOON, TODAY, Crew, a_school
from tests.refusing import DAY


@pytest.fixture
def crew(db):
    return Crew(a_school())


def test_a_rule_comes_into_force_and_is_read(crew, calling):
    rule = actions.write_rule(
        school=crew.cook.holdings.get().school, title="留样制度", kind="食堂", text="正文", readers=["cook"],
        clauses=["C-16"], actor=crew.deputy_principal, at=NOON,
    )  # fmt: skip
    version = rule.versions.get().pk
    approved = calling(crew.principal).post(
        f"/governance/versions/{version}/approve", {"effective_on": "2026-03-11", "review_on": "2027-03-01"}
    )
    assert (approved.status_code, approved.json()["rule"]["state"]) == (200, "in_force")

    cook = calling(crew.cook)
    answers = [cook.post(f"/governance/versions/{version}/acknowledge") for _again in "12"]

    assert [one.status_code for one in answers] == [201, 409]
    assert Reading.objects.get().user == crew.cook
    told = cook.get(f"/governance/rules/{rule.pk}").json()
    assert [(one["user"]["name"], bool(one["read_at"])) for one in told["readers"]] == [(crew.cook.name, True)]
    assert [(one["title"], one["to_read"]["id"]) for one in cook.get("/governance/rules").json()] == [
        ("留样制度", version)
    ]
    assert [one["clauses"] for one in cook.get("/governance/rules").json()] == [["C-16"]]


def test_an_action_item_is_reported_by_one_and_verified_by_another(crew, calling):
    meeting = actions.hold_meeting(
        school=crew.cook.holdings.get().school, kind="logistics", held_at=NOON - DAY / 8, place="会议室",
        chair=crew.general_affairs_director, minutes="通报。", actor=crew.deputy_principal, at=NOON,
        items=[actions.NewItem("补齐灭火器", "storekeeper", TODAY + DAY)],
    )  # fmt: skip
    item = meeting.items.get().pk
    keeper, chair = calling(crew.storekeeper), calling(crew.general_affairs_director)

    done = keeper.post(f"/governance/items/{item}/report", {"evidence": "照片"})
    verified = chair.post(f"/governance/items/{item}/verify")

    assert (done.json()["done_by"]["name"], verified.json()["verified_by"]["name"]) == (
        crew.storekeeper.name, crew.general_affairs_director.name,
    )  # fmt: skip
    assert chair.post(f"/governance/items/{item}/return", {"reason": "x"}).status_code == 409
    assert keeper.get("/governance/items").json()["items"] == []
    told = keeper.get(f"/governance/meetings/{meeting.pk}").json()
    assert (told["title"], told["minutes"], len(told["items"])) == ("Logistics meeting 2026-03-11", "通报。", 1)


def test_a_milestone_is_reached_and_accepted(crew, calling):
    plan = actions.draft_plan(
        school=crew.cook.holdings.get().school, title="创建", goal="达标", starts_on=TODAY, ends_on=TODAY + 90 * DAY,
        actor=crew.deputy_principal, at=NOON,
    )  # fmt: skip
    milestone = actions.add_milestone(
        plan=plan,
        step="carry_out",
        title="改造",
        owner="cook",
        due_on=TODAY + DAY,
        actor=crew.deputy_principal,
        at=NOON,
    )
    actions.approve_plan(plan=plan, actor=crew.principal, at=NOON)
    actions.start_plan(plan=plan, actor=crew.deputy_principal, at=NOON)

    done = calling(crew.cook).post(f"/governance/milestones/{milestone.pk}/report", {"evidence": "完工"})
    accepted = calling(crew.principal).post(f"/governance/milestones/{milestone.pk}/accept")

    assert (done.status_code, accepted.json()["accepted_by"]["name"]) == (200, crew.principal.name)
    [told] = calling(crew.cook).get("/governance/plans").json()["items"]
    assert (told["title"], told["state"]) == ("创建", "running")
    assert calling(crew.cook).get(f"/governance/plans/{plan.pk}").json()["milestones"][0]["evidence"] == "完工"


def test_who_held_a_post_on_a_day_and_how_a_clause_stands(crew, calling):
    cook = calling(crew.cook)

    posts = {one["post"]: one for one in cook.get(f"/governance/matrix?on={date(2026, 3, 11)}").json()}
    before = {one["post"]: one for one in cook.get("/governance/matrix?on=2001-01-01").json()}
    clause = cook.get("/governance/charter/C-16").json()

    assert [one["user"]["name"] for one in posts["cook"]["people"]] == [crew.cook.name]
    assert (before["cook"]["is_vacant"], "C-16" in posts["food_safety_officer"]["clauses"]) == (True, True)
    assert (clause["id"], clause["state"], clause["gates"], clause["latest"]) == ("C-16", "unproven", ["GT-09"], "")
    assert cook.get("/governance/charter/Z-99").status_code == 404
    assert len(cook.get("/governance/charter").json()) > 100
