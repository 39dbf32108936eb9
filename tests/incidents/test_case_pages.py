"""The screen of the first hour, the lists, the forms and the paper, through the client."""

import io
import subprocess
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.incidents.actions import approve_plan, hand_over_evidence, log_call, record_sanction
from houqin.incidents.models import ContingencyPlan, Drill, Evidence, Hazard, Incident, SentReport
from houqin.journal.models import Entry
from houqin.kernel import clock
from tests.builders import NOON
from tests.incidents.happening import MINUTE, a_file, bring_to_the_end, it_happens
from tests.incidents.test_plans_and_drills import a_drill, a_plan
from tests.incidents.test_seal_evidence import SOON, seal


@pytest.fixture
def now(monkeypatch):
    def set_clock(at):
        monkeypatch.setattr(clock, "now", lambda: at)

    set_clock(NOON)
    return set_clock


@pytest.fixture
def sit(client, scene, now):
    def at_desk(post):
        client.force_login(getattr(scene.crew, post))
        return client

    return at_desk


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_cook_reports_on_the_phone_and_sees_what_is_to_be_done(scene, sit):
    client = sit("cook")
    sent = client.post(
        reverse("incidents:report"),
        {
            "kind": "injury",
            "summary": "蒸汽烫伤",
            "space": scene.kitchen.pk,
            "discovered_at": "2026-03-11T11:46",
            "entry_key": "k",
        },
    )
    incident = Incident.objects.get()
    page = text_of(client.get(incident.get_absolute_url()))

    assert (sent.status_code, sent.url) == (303, incident.get_absolute_url())
    assert "教育局" in page
    assert 'href="tel:120"' in page
    assert "16 分钟内" in page  # 30 minutes from the discovery at 11:46
    assert page.count('class="duty ') >= incident.steps.count()


def test_one_tap_does_a_step_and_counts_once(scene, sit):
    incident = it_happens(scene)
    step, client = incident.steps.first(), sit("school_doctor")
    for _ in range(2):
        answer = client.post(reverse("incidents:do-step", args=[step.pk]), {"entry_key": "tap"})

    step.refresh_from_db()
    assert (answer.status_code, step.outcome, step.done_by) == (303, "done", scene.crew.school_doctor)
    again = client.post(reverse("incidents:do-step", args=[step.pk]), {"entry_key": "another"})
    assert (again.status_code, "不用再做" in text_of(again)) == (409, True)
    assert Entry.objects.filter(kind="journal.attempt_refused").count() == 1


def test_a_report_is_sent_from_its_button_with_its_proof(scene, sit):
    incident = it_happens(scene)
    owed, client = incident.owed.first(), sit("principal")
    url = f"{reverse('incidents:act', args=[incident.pk, 'send'])}?owed={owed.pk}"

    bare = client.post(url, {"how": "phone", "receiver": "王科长", "entry_key": "a"})
    sent = client.post(url, {"how": "phone", "receiver": "王科长", "file": a_file(), "entry_key": "b"})

    assert (bare.status_code, "没有凭证" in text_of(bare), sent.status_code) == (409, True, 303)
    assert SentReport.objects.get().owed == owed
    assert client.get(f"{url}9999").status_code == 404


def test_evidence_is_sealed_and_handed_over_by_forms(scene, sit):
    incident, client = it_happens(scene, "food_poisoning"), sit("food_safety_officer")
    client.post(
        reverse("incidents:act", args=[incident.pk, "seal"]),
        {
            "kind": "food",
            "item": "红烧肉",
            "count": "2 盆",
            "place": "留样柜",
            "photo": a_file(),
            "witness": scene.crew.cook.pk,
            "entry_key": "s",
        },
    )
    evidence = Evidence.objects.get()
    client.post(reverse("incidents:custody", args=[evidence.pk, "hand-over"]),
                {"organisation": "疾控", "receiver": "李", "reference": "7", "entry_key": "h"})  # fmt: skip

    page = text_of(client.get(evidence.get_absolute_url()))
    assert (evidence.photo.digest in page, "疾控 李" in page) == (True, True)
    labels = client.get(reverse("incidents:seal-labels", args=[incident.pk]))
    assert (labels.status_code, evidence.code in text_of(labels)) == (200, True)


def test_the_whole_way_to_the_close_goes_through_the_pages(scene, sit):
    incident = bring_to_the_end(scene, it_happens(scene))
    page = text_of(sit("general_affairs_director").get(incident.get_absolute_url()))
    assert "要由另一人复核结案" in page
    refused = sit("general_affairs_director").post(
        reverse("incidents:act", args=[incident.pk, "close"]), {"text": "看过", "entry_key": "x"}
    )
    assert refused.status_code == 409

    closed = sit("principal").post(
        reverse("incidents:act", args=[incident.pk, "close"]), {"text": "看过", "entry_key": "y"}
    )

    assert (closed.status_code, Incident.objects.get().state) == (303, "closed")
    assert sit("principal").get(reverse("incidents:act", args=[incident.pk, "no-such-act"])).status_code == 404


def test_every_act_has_a_page_that_opens(scene, sit):
    incident, client = it_happens(scene, "food_poisoning"), sit("principal")
    names = (
        "update",
        "call",
        "protect",
        "release-scene",
        "seal",
        "grade",
        "assign",
        "investigate",
        "finding",
        "sanction",
        "publish",
        "rectify",
        "end",
        "close",
        "reopen",
        "send",
    )

    assert {
        name: client.get(reverse("incidents:act", args=[incident.pk, name])).status_code for name in names
    } == dict.fromkeys(names, 200)


def test_the_list_shows_the_shortest_clock_first_at_a_fixed_number_of_queries(scene, sit):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("incidents:incidents")).status_code == 200
        return len(seen)

    client = sit("principal")
    it_happens(scene, "utility", discovered_at=NOON - 10 * MINUTE)
    one = queries()
    for _ in range(2):
        it_happens(scene, "utility", discovered_at=NOON - 20 * MINUTE)

    assert queries() == one
    page = text_of(client.get(reverse("incidents:incidents")))
    codes = list(Incident.objects.order_by("discovered_at", "-pk").values_list("code", flat=True))
    assert page.index(codes[0]) < page.index(codes[-1])


def test_the_dossier_holds_everything_with_hashes(scene, sit, now):
    incident = it_happens(scene, "food_poisoning", ill=3, people="四年级二班 3 人")
    log_call(incident=incident, number="120", reference="急救 88", actor=scene.crew.cook, at=SOON)
    evidence = seal(scene, incident)
    hand_over_evidence(evidence=evidence, organisation="县疾控中心", receiver="李医生", reference="收 3",
                       actor=scene.crew.principal, at=SOON)  # fmt: skip
    bring_to_the_end(scene, incident, at=SOON)
    record_sanction(incident=incident, text="批评教育", whom="食堂班长", actor=scene.crew.principal, at=SOON)
    now(SOON + timedelta(minutes=1))

    answer = sit("principal").get(reverse("incidents:dossier", args=[incident.pk]))
    pdf = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    flat = "".join(said.split())

    for words in (incident.code, "疑似食物中毒", "四年级二班3人", "急救88", "王科长", "值班17", evidence.code, "红烧肉",
                  evidence.photo.digest[:8], "县疾控中心", "收3", "地面湿滑", "批评教育", "食堂班长"):  # fmt: skip
        assert words in flat, words
    assert flat.count(evidence.photo.digest[-8:]) >= 1
    assert io.BytesIO(pdf).read(5) == b"%PDF-"


def test_plans_and_drills_have_their_pages(scene, sit):
    client = sit("general_affairs_director")
    client.post(
        reverse("incidents:new-plan"),
        {"kind": "fire", "title": "火灾预案", "steps": "疏散", "people": "总务", "entry_key": "p"},
    )
    plan = ContingencyPlan.objects.get()
    assert (
        sit("deputy_principal").post(reverse("incidents:approve-plan", args=[plan.pk]), {"entry_key": "q"}).status_code
        == 403
    )
    assert (
        sit("principal").post(reverse("incidents:approve-plan", args=[plan.pk]), {"entry_key": "q"}).status_code == 303
    )
    client = sit("dorm_manager")
    sent = client.post(
        reverse("incidents:new-drill"),
        {
            "kind": "evacuation",
            "plan": plan.pk,
            "place": "教学楼",
            "happened_at": "2026-03-11T10:00",
            "planned_seconds": 120,
            "actual_seconds": 140,
            "heads_expected": 600,
            "heads_counted": 600,
            "faults": "西侧门卡滞",
            "improvement": "修门",
            "photos": [a_file("集合点.pdf")],
            "entry_key": "d",
        },
    )
    drill = Drill.objects.get()
    fault = client.post(
        reverse("incidents:drill-fault", args=[drill.pk]),
        {
            "what": "西侧门卡滞",
            "category": "fire",
            "grade": "general",
            "owner_post": "general_affairs_director",
            "entry_key": "f",
        },
    )

    hazard = Hazard.objects.get()
    assert (sent.status_code, sent.url) == (303, drill.get_absolute_url())
    assert (fault.status_code, fault.url) == (303, hazard.get_absolute_url())
    page = text_of(client.get(drill.get_absolute_url()))
    assert ("比计划慢 20 秒" in page, "西侧门卡滞" in page, "集合点.pdf" in page) == (True, True, True)
    for name in ("plans", "drills", "new-plan", "new-drill"):
        assert client.get(reverse(f"incidents:{name}")).status_code == 200
    assert "火灾预案" in text_of(client.get(plan.get_absolute_url()))
    page = text_of(client.get(f"{reverse('incidents:new-plan')}?kind=fire"))
    form = page.partition("<main")[2].partition("</main")[0]
    assert "夜间" not in form


def test_a_kind_without_a_plan_stands_out(scene, sit):
    approve_plan(plan=a_plan(scene), actor=scene.crew.principal, at=NOON)
    a_drill(scene)
    page = text_of(sit("cook").get(reverse("incidents:plans")))

    assert ("10 类事件还没有生效的预案" in page, "火灾预案" in page) == (True, True)


def test_a_fault_of_a_drill_is_a_hazard_without_typing_it_again(scene, sit):
    """The form is filled from the drill; sent as it is, drill and hazard lead to each other."""
    drill = a_drill(scene, place="热加工间", actual_seconds=140, faults="西侧门卡滞", improvement="修门")
    client = sit("dorm_manager")

    asked = client.get(reverse("incidents:drill-fault", args=[drill.pk])).context["form"]
    filled = {name: asked.get_initial_for_field(field, name) for name, field in asked.fields.items()}
    assert (filled["what"], filled["place"]) == ("热加工间：西侧门卡滞", scene.kitchen)
    sent = client.post(
        reverse("incidents:drill-fault", args=[drill.pk]),
        {"what": filled["what"], "place": filled["place"].pk, "category": filled["category"], "entry_key": "f",
         "grade": filled["grade"], "owner_post": filled["owner_post"]},
    )  # fmt: skip

    hazard = Hazard.objects.get()
    assert (sent.url, hazard.place, hazard.source) == (hazard.get_absolute_url(), scene.kitchen, drill)
    for one, other in ((drill, hazard), (hazard, drill)):
        assert f'href="{other.get_absolute_url()}"' in client.get(one.get_absolute_url()).content.decode()
