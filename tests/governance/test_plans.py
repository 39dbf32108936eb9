"""Plans go by steps, their milestones are duties (S-08, S-18); groups lead (O-01, O-02)."""

from datetime import date, timedelta

import pytest

from houqin.duties.models import Duty
from houqin.governance import actions
from houqin.governance.models import GroupMember, Milestone, Plan
from houqin.governance.reasons import Reason
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_holder, a_school
from tests.refusing import DAY, not_yours, refused

SUMMER = date(2026, 7, 10)


@pytest.fixture
def a_plan(school, crew):
    def make(**more):
        facts = {
            "school": school, "title": "创建放心食堂", "goal": "三项达标", "starts_on": TODAY, "ends_on": SUMMER,
            "actor": crew.deputy_principal, "at": NOON,
        }  # fmt: skip
        return actions.draft_plan(**(facts | more))

    return make


@pytest.fixture
def milestone(crew):
    def add(plan, **more):
        facts = {
            "plan": plan, "step": "carry_out", "title": "更换排烟罩", "owner": "general_affairs_director",
            "due_on": TODAY + 30 * DAY, "actor": crew.deputy_principal, "at": NOON,
        }  # fmt: skip
        return actions.add_milestone(**(facts | more))

    return add


@pytest.fixture
def approved(a_plan, milestone, crew):
    plan = a_plan()
    milestone(plan)
    return actions.approve_plan(plan=plan, actor=crew.principal, at=NOON)


def asked():
    return [(one.code.removeprefix("governance."), one.owner, one.state) for one in Duty.objects.order_by("pk")]


def test_a_plan_moves_forward_only(approved, crew):
    one = {"plan": approved, "at": NOON}

    assert refused(actions.review_plan, review="好", actor=crew.principal, **one) == [Reason.PLAN_IS]
    actions.start_plan(actor=crew.deputy_principal, **one)
    assert refused(actions.start_plan, actor=crew.deputy_principal, **one) == [Reason.PLAN_IS]
    assert refused(actions.review_plan, review=" ", actor=crew.principal, **one) == [Reason.NAME_MISSING]
    actions.review_plan(review="排烟罩未换，下学期继续。", actor=crew.principal, **one)
    actions.archive_plan(actor=crew.deputy_principal, **one)

    assert Plan.objects.get().state == "archived"
    # What the plan was reviewed without is asked for no longer.
    assert asked() == [("reach-milestone", "general_affairs_director", "done")]


def test_a_plan_without_milestones_is_not_approved(a_plan, crew):
    assert refused(actions.approve_plan, plan=a_plan(), actor=crew.principal, at=NOON) == [Reason.NO_MILESTONE]


def test_a_plan_takes_the_principals_word(a_plan, milestone, crew):
    plan = a_plan()
    milestone(plan)

    assert not_yours(actions.approve_plan, plan=plan, actor=crew.deputy_principal, at=NOON) == (
        "governance.approve_plans"
    )


def test_a_plan_is_refused(a_plan):
    a_plan()

    assert refused(a_plan, goal="", ends_on=TODAY - DAY) == [
        Reason.NAME_MISSING, Reason.ENDS_BEFORE_START, Reason.TITLE_TAKEN
    ]  # fmt: skip


def test_a_milestone_is_refused(a_plan, milestone, approved):
    plan = a_plan(title="创建文明宿舍")
    assert refused(milestone, plan=plan, step="dream", owner="bureau_officer", due_on=SUMMER + DAY, title=" ") == [
        Reason.NAME_MISSING, Reason.KIND_UNKNOWN, Reason.POST_UNKNOWN, Reason.OUTSIDE_PLAN
    ]  # fmt: skip
    assert refused(milestone, plan=approved) == [Reason.PLAN_IS]
    assert Milestone.objects.count() == 1


def test_a_milestone_is_reported_and_another_person_accepts_it(approved, crew):
    one = approved.milestones.get()
    actions.reach_milestone(milestone=one, evidence="已安装", actor=crew.general_affairs_director, at=NOON)
    assert refused(actions.accept_milestone, milestone=one, actor=crew.general_affairs_director, at=NOON) == [
        Reason.OWN_WORK
    ]

    actions.accept_milestone(milestone=one, actor=crew.principal, at=NOON)

    assert [state for _code, _owner, state in asked()] == ["done", "done"]
    assert refused(actions.accept_milestone, milestone=one, actor=crew.principal, at=NOON) == [Reason.ACCEPTED_ALREADY]


def test_a_milestone_that_was_sent_back_is_owed_again(approved, crew):
    one = approved.milestones.get()
    assert refused(actions.return_milestone, milestone=one, why="", actor=crew.principal, at=NOON) == [
        Reason.NOT_DONE_YET, Reason.WHY_MISSING
    ]  # fmt: skip
    actions.reach_milestone(milestone=one, evidence="已安装", actor=crew.general_affairs_director, at=NOON)

    later = NOON + timedelta(hours=1)
    actions.return_milestone(milestone=one, why="漏风", actor=crew.principal, at=later)

    assert asked() == [
        ("reach-milestone", "general_affairs_director", "done"), ("accept-milestone", "principal", "done"),
        ("reach-milestone", "general_affairs_director", "waiting"),
    ]  # fmt: skip


@pytest.fixture
def group(school, crew):
    return actions.form_group(
        school=school, name="“三个创建”领导小组", formed_on=TODAY, actor=crew.deputy_principal, at=NOON
    )


@pytest.fixture
def named(group, crew):
    def name(user, role="member", **more):
        facts = {"group": group, "tasks": "分管食堂", "starts_on": TODAY, "actor": crew.deputy_principal, "at": NOON}
        return actions.name_member(user=user, role=role, **(facts | more))

    return name


def test_the_principal_heads_the_group_and_nobody_else(named, crew):
    assert refused(named, user=crew.cook, role="head") == [Reason.HEAD_IS_PRINCIPAL]
    head = named(crew.principal, "head", tasks="总负责")
    assert refused(named, user=crew.principal, role="deputy", tasks=" ") == [
        Reason.TASKS_MISSING, Reason.SERVES_ALREADY
    ]  # fmt: skip

    assert list(GroupMember.objects.serving(TODAY)) == [head]
    assert list(GroupMember.objects.serving(TODAY - DAY)) == []


def test_a_stranger_serves_in_no_group(named, group):
    assert refused(named, user=a_holder(Post.COOK, a_school("邻校"))) == [Reason.NOT_ON_STAFF]
    assert not GroupMember.objects.exists()


def test_a_membership_ends_today_or_later(named, crew):
    member = named(crew.buyer)
    facts = {"member": member, "actor": crew.deputy_principal, "at": NOON}
    assert refused(actions.end_membership, ends_on=TODAY - DAY, **facts) == [Reason.ENDS_BEFORE_START]

    actions.end_membership(ends_on=TODAY, **facts)

    assert [list(GroupMember.objects.serving(on)) for on in (TODAY, TODAY + DAY)] == [[member], []]


def test_a_group_has_its_name_alone(group, school, crew):
    assert refused(
        actions.form_group, school=school, name=group.name, formed_on=TODAY, actor=crew.principal, at=NOON
    ) == [Reason.GROUP_TAKEN]
