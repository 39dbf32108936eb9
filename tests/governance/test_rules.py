"""Policies are kept, rules are written, approved, read, reviewed and ended (S-01, S-23, C-36)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.governance import actions
from houqin.governance.models import Policy, Reading, Rule, RuleApproval, RuleVersion
from houqin.governance.reasons import Reason
from houqin.governance.selectors.rules import readers_of, rules_on
from houqin.people.models import PostHolding
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_bureau, a_holder, a_school
from tests.refusing import DAY, not_yours, refused

NEXT_YEAR = date(2027, 3, 1)


@pytest.fixture
def a_rule(school, crew):
    def make(**more):
        facts = {
            "school": school, "title": "食堂留样制度", "kind": "食堂", "text": "每餐每样不少于 125 克。",
            "actor": crew.general_affairs_director, "at": NOON,
        }  # fmt: skip
        return actions.write_rule(**(facts | more))

    return make


@pytest.fixture
def approved(a_rule, crew):
    """A rule in force from today that cooks must read."""

    def make(**more):
        rule = a_rule(**({"readers": ["cook"]} | more))
        actions.approve_version(
            version=rule.versions.get(), effective_on=TODAY, review_on=NEXT_YEAR, actor=crew.principal, at=NOON
        )
        return rule

    return make


def states(code):
    return [one.state for one in Duty.objects.filter(code=f"governance.{code}").order_by("pk")]


def state(school, on=TODAY):
    return [one.state for one in rules_on(school, on)]


def test_a_rule_holds_from_the_day_for_which_the_principal_approved_it(school, a_rule, crew):
    rule = a_rule(clauses=["C-16"], kind="家校共育")
    assert (state(school), states("approve-rule")) == (["draft"], ["waiting"])

    actions.approve_version(
        version=rule.versions.get(), effective_on=TODAY + DAY, review_on=NEXT_YEAR, actor=crew.principal, at=NOON
    )

    assert [state(school, day) for day in (TODAY, TODAY + DAY, NEXT_YEAR)] == [
        ["coming"], ["in_force"], ["review_due"]
    ]  # fmt: skip
    assert (states("approve-rule"), states("review-rule")) == (["done"], ["waiting"])


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"title": "", "kind": " "}, [Reason.NAME_MISSING, Reason.NAME_MISSING]),
        ({"text": ""}, [Reason.TEXT_MISSING]),
        ({"clauses": ["C-99"], "readers": ["wizard"]}, [Reason.CLAUSE_UNKNOWN, Reason.POST_UNKNOWN]),
    ],
)
def test_a_rule_is_refused(a_rule, more, reasons):
    assert refused(a_rule, **more) == reasons
    assert not Rule.objects.exists()


def test_a_number_belongs_to_one_rule(a_rule):
    a_rule(number="3 号")

    assert refused(a_rule, number="3 号") == [Reason.NUMBER_TAKEN]


def test_only_the_principal_approves(a_rule, crew):
    facts = {"version": a_rule().versions.get(), "effective_on": TODAY, "review_on": NEXT_YEAR, "at": NOON}

    assert not_yours(actions.approve_version, actor=crew.deputy_principal, **facts) == "governance.approve_rules"
    assert not RuleApproval.objects.exists()


def test_an_approval_is_refused(a_rule, approved, crew):
    rule = approved()
    first = rule.versions.get()
    second = actions.write_version(
        rule=rule, text="150 克", what_changed="份量", actor=crew.food_safety_officer, at=NOON
    )
    facts = {"actor": crew.principal, "at": NOON}

    assert refused(
        actions.approve_version, version=first, effective_on=TODAY, review_on=NEXT_YEAR, **facts
    ) == [Reason.APPROVED_ALREADY, Reason.NOT_THE_LATEST]  # fmt: skip
    yesterday = {"effective_on": TODAY - DAY, "review_on": TODAY - DAY}
    assert refused(actions.approve_version, version=second, **yesterday, **facts) == [
        Reason.EFFECT_IN_THE_PAST, Reason.REVIEW_TOO_EARLY
    ]  # fmt: skip


def test_a_new_text_leaves_the_old_one_in_force_until_its_day(school, approved, crew):
    rule = approved()
    second = actions.write_version(
        rule=rule, text="150 克", what_changed="份量", actor=crew.food_safety_officer, at=NOON
    )
    actions.approve_version(
        version=second, effective_on=TODAY + DAY, review_on=NEXT_YEAR, actor=crew.principal, at=NOON
    )

    assert [[one.current.number for one in rules_on(school, on)] for on in (TODAY, TODAY + DAY)] == [[1], [2]]
    # Whoever had not read the old text is asked to read the new one only.
    assert states("read-rule") == ["done", "waiting"]


def test_a_rule_is_read_when_every_holder_of_the_post_has_read_it(school, approved, crew):
    second_cook = a_holder(Post.COOK, school, "古丽")
    version = approved().versions.get()

    actions.acknowledge(version=version, actor=crew.cook, at=NOON)
    [status] = rules_on(school, TODAY)
    assert [(user.name, bool(read)) for user, read in readers_of([status], school, TODAY)[status.rule.pk].people] == [
        ("古丽", False), (crew.cook.name, True)
    ]  # fmt: skip
    assert states("read-rule") == ["waiting"]

    actions.acknowledge(version=version, actor=second_cook, at=NOON + DAY)
    assert states("read-rule") == ["done"]
    assert refused(actions.acknowledge, version=version, actor=crew.cook, at=NOON) == [Reason.READ_ALREADY]


def test_a_cook_who_has_left_is_not_waited_for(school, approved, crew):
    a_holder(Post.COOK, school, "古丽", ends_on=TODAY)
    version = approved().versions.get()

    actions.acknowledge(version=version, actor=crew.cook.acting(NOON + DAY), at=NOON + DAY)

    assert states("read-rule") == ["done"]


def test_a_draft_asks_nobody_to_read(a_rule, crew):
    version = a_rule(readers=["cook"]).versions.get()

    assert states("read-rule") == []
    assert refused(actions.acknowledge, version=version, actor=crew.cook, at=NOON) == [Reason.NOT_IN_FORCE]


def test_a_post_that_is_added_is_asked_to_read(approved, crew):
    rule = approved()

    actions.set_readers(rule=rule, readers=["cook", "buyer"], actor=crew.food_safety_director, at=NOON)

    owners = list(Duty.objects.filter(code="governance.read-rule").order_by("pk").values_list("owner", flat=True))
    assert owners == ["cook", "buyer"]


def test_a_review_that_changes_nothing_approves_the_text_again(school, approved, crew):
    rule = approved()
    later = NOON + timedelta(days=300)

    actions.review_rule(rule=rule, review_on=date(2028, 3, 1), actor=crew.principal.acting(later), at=later)

    assert states("review-rule") == ["done", "waiting"]
    assert state(school, date(2027, 6, 1)) == ["in_force"]
    assert refused(actions.review_rule, rule=rule, review_on=TODAY, actor=crew.principal, at=NOON) == [
        Reason.REVIEW_TOO_EARLY
    ]


def test_a_rule_that_ended_asks_for_nothing_more(school, approved, a_rule, crew):
    rule, successor = approved(), a_rule(title="新留样制度")
    facts = {"rule": rule, "ended_on": TODAY + DAY, "actor": crew.principal, "at": NOON}
    assert refused(actions.end_rule, why="", superseded_by=rule, **facts) == [
        Reason.WHY_MISSING, Reason.SUPERSEDES_ITSELF
    ]  # fmt: skip

    actions.end_rule(why="合并", superseded_by=successor, **facts)

    assert states("read-rule") + states("review-rule") == ["done", "done"]
    assert [one.state for one in rules_on(school, TODAY + DAY) if one.rule == rule] == ["ended"]
    assert refused(actions.end_rule, why="再来", **facts) == [Reason.RULE_ENDED]


@pytest.mark.parametrize("model", [RuleVersion, RuleApproval, Reading])
def test_the_database_refuses_to_change_texts_approvals_and_readings(approved, crew, model):
    actions.acknowledge(version=approved().versions.get(), actor=crew.cook, at=NOON)

    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        model.objects.update(school=crew.school)


def a_policy(keep, **more):
    facts = {"number": "兵教办发〔2012〕94号", "title": "后勤管理“三个创建”", "issued_on": date(2012, 9, 1), "at": NOON}
    return keep(**(facts | {"text": "全文"} | more))


def test_a_policy_names_its_number_issuer_and_day(school, crew):
    policy = a_policy(
        actions.keep_policy, school=school, issuer="兵团教育局", clauses=["S-01"], actor=crew.deputy_principal
    )

    assert list(Policy.objects.of(school).in_force(TODAY)) == [policy]
    again = {"school": school, "issuer": "兵团教育局", "actor": crew.deputy_principal}
    assert refused(a_policy, keep=actions.keep_policy, **again) == [Reason.NUMBER_TAKEN]
    actions.end_policy(policy=policy, ended_on=TODAY, why="有了新文件", actor=crew.deputy_principal, at=NOON)
    assert list(Policy.objects.of(school).in_force(TODAY)) == []


def test_a_bureau_publishes_to_its_own_schools(school, officer):
    stranger = a_school("邻校", bureau=a_bureau("邻县教育局"))

    policy = a_policy(actions.publish_policy, bureau=school.bureau, actor=officer)

    assert (policy.issuer, list(Policy.objects.of(school)), list(Policy.objects.of(stranger))) == (
        school.bureau.name, [policy], []
    )  # fmt: skip
    assert not_yours(a_policy, keep=actions.publish_policy, bureau=stranger.bureau, actor=officer) == (
        "governance.publish_policies"
    )


def test_a_school_does_not_end_what_its_bureau_published(school, officer, crew):
    policy = a_policy(actions.publish_policy, bureau=school.bureau, actor=officer)

    facts = {"policy": policy, "ended_on": TODAY, "why": "不想要", "at": NOON}
    assert not_yours(actions.end_policy, actor=crew.principal, **facts) == "governance.publish_policies"


def asked_anew(school, at):
    make_occasions([school], at=at)
    rows = Duty.objects.filter(code="governance.read-rule-in-new-post").order_by("pk")
    return [(one.owner, one.subject_name, one.state, school.localdate(one.due_at)) for one in rows]


def test_whoever_takes_a_post_later_is_asked_to_read_what_it_must_read(school, approved, crew):
    version = approved().versions.get()
    actions.acknowledge(version=version, actor=crew.cook, at=NOON)
    later = NOON + 2 * DAY
    assert asked_anew(school, later) == []

    newcomer = a_holder(Post.COOK, school, "古丽", starts_on=TODAY + 2 * DAY)
    a_holder(Post.STOREKEEPER, school, "别的岗位", starts_on=TODAY + 2 * DAY)

    asked = [("cook", "食堂留样制度", "waiting", TODAY + 9 * DAY)]
    assert [asked_anew(school, later), asked_anew(school, later)] == [asked, asked]
    actions.acknowledge(version=version, actor=newcomer.acting(later), at=later)
    assert asked_anew(school, later + DAY) == [("cook", "食堂留样制度", "done", TODAY + 9 * DAY)]


def test_a_newcomer_is_not_asked_twice_nor_for_what_they_have_read(school, approved, crew):
    """While the post is still asked, the newcomer is one of its holders; the buyer read it in an earlier post."""
    rule = approved()
    version, later = rule.versions.get(), NOON + 2 * DAY
    a_holder(Post.COOK, school, "古丽", starts_on=TODAY + 2 * DAY)
    assert asked_anew(school, later) == []

    actions.acknowledge(version=version, actor=crew.buyer, at=NOON)
    PostHolding.objects.create(
        post=Post.COOK, school=school, user=crew.buyer, starts_on=TODAY + 2 * DAY, appointed_by=crew.principal,
        appointed_at=NOON,
    )  # fmt: skip
    Duty.objects.filter(code="governance.read-rule").update(state="withdrawn")

    assert [one[0] for one in asked_anew(school, later)] == ["cook"]


def test_a_new_text_ends_what_a_newcomer_was_asked(school, approved, crew):
    rule, later = approved(), NOON + 2 * DAY
    actions.acknowledge(version=rule.versions.get(), actor=crew.cook, at=NOON)
    a_holder(Post.COOK, school, "古丽", starts_on=TODAY + 2 * DAY)
    asked_anew(school, later)
    second = actions.write_version(rule=rule, text="150 克", what_changed="份量", actor=crew.principal.acting(later),
                                   at=later)  # fmt: skip

    actions.approve_version(version=second, effective_on=TODAY + 2 * DAY, review_on=NEXT_YEAR,
                            actor=crew.principal.acting(later), at=later)  # fmt: skip

    assert [one[2] for one in asked_anew(school, later)] == ["done"]
    assert states("read-rule") == ["done", "waiting"]
