"""The pages of governance say the answer first, cost the same for one row and for three, and end in one verb."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from houqin.governance import actions
from houqin.governance.models import Meeting, Plan, Policy, Reading, Rule
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY
from tests.refusing import DAY

pytestmark = pytest.mark.usefixtures("_at_noon")

G = "/governance/"


@pytest.fixture
def a_rule(school, crew):
    def make(number, **more):
        rule = actions.write_rule(
            school=school, title=f"制度 {number}", number=f"{number} 号", kind="食堂", text="正文", readers=["cook"],
            clauses=["C-16"], actor=crew.deputy_principal, at=NOON, **more,
        )  # fmt: skip
        actions.approve_version(
            version=rule.versions.get(), effective_on=TODAY, review_on=date(2027, 3, 1), actor=crew.principal, at=NOON
        )
        return rule

    return make


def a_policy(school, crew, number):
    return actions.keep_policy(
        school=school, number=f"{number} 号", title=f"文件 {number}", issuer="教育局", issued_on=TODAY, text="全文",
        actor=crew.deputy_principal, at=NOON,
    )  # fmt: skip


def a_plan(school, crew, number):
    plan = actions.draft_plan(
        school=school, title=f"方案 {number}", goal="目标", starts_on=TODAY, ends_on=TODAY + 60 * DAY,
        actor=crew.deputy_principal, at=NOON,
    )  # fmt: skip
    actions.add_milestone(
        plan=plan,
        step="carry_out",
        title="节点",
        owner="cook",
        due_on=TODAY + DAY,
        actor=crew.deputy_principal,
        at=NOON,
    )
    return plan


def test_lists_cost_the_same_with_one_row_and_with_three(as_, school, crew, a_rule, a_meeting, an_item):
    client = as_(crew.principal)

    def cost(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(G + page).status_code == 200
        return len(queries)

    pages = ["", "rules/", "policies/", "plans/", "meetings/", "groups/", "matrix/", "clauses/C-16/"]
    costs = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            a_rule(number)
            a_policy(school, crew, number)
            a_plan(school, crew, number)
            a_meeting(items=[an_item(f"事项 {number}")], attendees=[crew.cook])
            group = actions.form_group(
                school=school, name=f"小组 {number}", formed_on=TODAY, actor=crew.principal, at=NOON
            )
            actions.name_member(
                group=group, user=crew.principal, role="head", tasks="总负责", starts_on=TODAY, actor=crew.principal,
                at=NOON,
            )  # fmt: skip
        client.get(G)  # content types and the like are learnt once
        costs.append({page: cost(page) for page in pages})

    assert costs[0] == costs[1]


def test_the_charter_opens_with_how_much_is_built_and_filters(as_, crew):
    page = as_(crew.cook).get(G).content.decode()

    assert "<h1>Of 168 clauses " in page
    page = as_(crew.cook).get(f"{G}?state=unbuilt&part=G").content.decode()
    assert "G-01" in page
    assert "C-07" not in page


def test_a_clause_that_does_not_exist_is_not_found(as_, crew):
    assert as_(crew.cook).get(f"{G}clauses/Z-01/").status_code == 404


def test_a_cook_reads_a_rule_with_one_tap(as_, crew, a_rule):
    rule = a_rule(1)
    client, address = as_(crew.cook), f"{G}versions/{rule.versions.get().pk}/read/"
    assert "You still have to read" in client.get(f"{G}rules/").content.decode()

    for _twice in range(2):
        assert client.post(address, {"entry_key": "k1"}).status_code == 303

    assert Reading.objects.get().user == crew.cook
    assert "1 of 1 have read it" in client.get(rule.get_absolute_url()).content.decode()


def test_a_rule_is_written_and_approved_on_its_pages(as_, crew, school):
    written = as_(crew.general_affairs_director).post(
        f"{G}rules/new/",
        {"title": "节粮", "kind": "节约", "text": "少量多次", "clauses": "R-07，S-23", "readers": ["cook"]},
    )
    assert written.status_code == 303
    rule = Rule.objects.get()
    approved = as_(crew.principal).post(
        f"{G}versions/{rule.versions.get().pk}/approve/", {"effective_on": "2026-03-11", "review_on": "2027-03-11"}
    )

    assert (approved.status_code, rule.clauses, rule.readers) == (303, ["R-07", "S-23"], ["cook"])
    page = as_(crew.principal).get(rule.get_absolute_url()).content.decode()
    assert "Reviewed, it stays" in page
    assert "Approve</a>" not in page


def test_a_meeting_is_recorded_with_its_items(as_, crew):
    sent = {
        "kind": "on_site", "held_on": "2026-03-11", "begun_at": "09:20", "place": "操作间",
        "chair": crew.principal.pk, "attendees": [crew.cook.pk], "minutes": "一、查看", "what_1": "换地漏盖",
        "owner_1": "general_affairs_director", "due_on_1": "2026-03-14",
    }  # fmt: skip
    client = as_(crew.deputy_principal)
    assert client.post(f"{G}meetings/new/", sent | {"owner_1": ""}).status_code == 422
    assert not Meeting.objects.exists()

    assert client.post(f"{G}meetings/new/", sent).status_code == 303

    meeting = Meeting.objects.get()
    assert [(one.what, one.owner) for one in meeting.items.all()] == [("换地漏盖", "general_affairs_director")]
    page = as_(crew.deputy_principal).get(meeting.get_absolute_url()).content.decode()
    assert "led the meeting. The chair or the principal does this." in page


def test_an_item_is_reported_and_verified_on_its_page(as_, crew, a_meeting, an_item):
    item = a_meeting(items=[an_item()]).items.get()
    page = f"{G}items/{item.pk}/"

    assert as_(crew.storekeeper).post(page, {"evidence": "已到位"}).status_code == 303
    assert "Verified, it is done" in as_(crew.principal).get(page).content.decode()
    assert as_(crew.principal).post(f"{page}verify/").status_code == 303
    item.refresh_from_db()

    assert item.verified_by == crew.principal


def test_a_plan_is_approved_on_its_page_and_its_milestone_returned(as_, crew, school):
    plan = a_plan(school, crew, 1)
    principal, milestone = as_(crew.principal), plan.milestones.get()
    assert principal.post(f"{G}plans/{plan.pk}/approve/").status_code == 303
    assert as_(crew.cook).post(f"{G}milestones/{milestone.pk}/", {"evidence": "已办"}).status_code == 303

    assert principal.post(f"{G}milestones/{milestone.pk}/return/", {"why": "再看"}).status_code == 303

    milestone.refresh_from_db()
    assert (Plan.objects.get().state, milestone.done_at) == ("approved", None)


def test_an_officer_publishes_and_a_school_may_not(as_, crew, school, officer):
    sent = {"number": "1 号", "title": "通知", "issued_on": "2026-03-01", "text": "全文"}
    assert as_(crew.principal).post(f"{G}policies/publish/", sent).status_code == 403

    assert as_(officer).post(f"{G}policies/publish/", sent).status_code == 303

    policy = Policy.objects.get()
    assert policy.bureau == school.bureau
    assert as_(crew.cook).get(policy.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("code", ["policy-register", "rule-register", "meeting-register", "responsibility-matrix"])
def test_the_registers_show_what_is_on_record(as_, crew, school, a_rule, a_meeting, an_item, code):
    a_rule(7)
    a_policy(school, crew, 7)
    a_meeting(items=[an_item("事项 7")])

    page = as_(crew.principal).get(f"/ledgers/{code}/").content.decode()

    said = {"policy-register": "文件 7", "rule-register": "制度 7", "meeting-register": "事项 7"}
    assert said.get(code, crew.cook.name) in page


def test_the_matrix_says_a_vacant_post_in_words(as_, crew):
    crew.buyer.holdings.update(ends_on=TODAY - DAY)
    client = as_(crew.principal)

    assert "Vacant: nobody held this post that day." in client.get(f"{G}matrix/").content.decode()
    before = client.get(f"{G}matrix/?on={TODAY - DAY}").content.decode()
    assert "every post was held." in before
    assert str(Post.BUYER.label) in before


def test_rules_plans_and_meetings_are_found_by_their_words(as_, crew, school, a_rule, a_meeting):
    a_rule(7)
    a_policy(school, crew, 7)
    a_plan(school, crew, 7)
    a_meeting(title="第 7 次会")

    page = as_(crew.principal).get("/search/?q=7").content.decode()

    assert [word in page for word in ("制度 7", "文件 7", "方案 7", "第 7 次会")] == [True] * 4
