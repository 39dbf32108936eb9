"""The gate on the phone, the pages of a stay, and what a phone without a network sends later."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.kernel import clock
from houqin.visitors.actions import approve_visit, let_out, refuse_entry
from houqin.visitors.models import GuestStay, NoEntry, Visit, VisitApproval
from houqin.web.keeping import pages_to_keep
from tests.builders import NOON, TODAY
from tests.visitors.conftest import DAY, HOUR, NUMBER


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def words(answer) -> str:
    return answer.content.decode()


def filled(scene, **more) -> dict:
    return {
        "name": "王建国", "gender": "m", "document_kind": "identity_card", "document_number": NUMBER,
        "host": scene.teacher.name, "why": "送棉衣", "building": scene.office.pk, "items_checked": "on", "heads": 1,
    } | more  # fmt: skip


def test_in_and_out_at_the_gate(scene):
    client = as_(scene.guard)

    written = client.post(reverse("visitors:let-in"), filled(scene))
    visit = Visit.objects.get()
    gate = words(client.get(reverse("visitors:gate")))
    out = client.post(reverse("visitors:let-out", args=[visit.pk]))

    assert (written.status_code, written.url, visit.host_staff) == (303, "/visitors/", scene.teacher)
    assert "1 person is inside on a pass, none overdue." in gate
    assert (out.status_code, Visit.objects.get().out_at) == (303, NOON)


def test_the_gate_opens_with_the_overdue(scene):
    scene.let_in(at=NOON - 3 * HOUR)
    scene.let_workers_in(heads=2)

    page = words(as_(scene.guard).get(reverse("visitors:gate")))

    assert "3 people are inside on passes, 1 pass is overdue." in page
    assert page.index("王建国") < page.index("赵师傅")
    assert "2 h late" in page


def test_who_came_before_comes_in_with_a_tick_and_a_tap(scene):
    first = let_out(visit=scene.let_in(phone="13900001234"), actor=scene.guard, at=NOON)
    client = as_(scene.guard)

    found = words(client.get(reverse("visitors:gate") + "?q=1234"))
    form = words(client.get(f"{reverse('visitors:let-in')}?like={first.pk}"))
    again = client.post(
        reverse("visitors:let-in"), filled(scene, like=first.pk, document_number="", host=scene.teacher.number)
    )

    assert f"?like={first.pk}" in found
    assert [word in form for word in ("王建国", "送棉衣", f"ends in {NUMBER[-4:]}", NUMBER)] == [
        True,
        True,
        True,
        False,
    ]
    assert again.status_code == 303
    assert [visit.document_digest for visit in Visit.objects.all()] == [first.document_digest] * 2


@pytest.mark.parametrize(("host", "said"), [
    ("无此人", "Nobody here is called “无此人”. Check the name."),
    ("古丽", "Several are called “古丽”. Write the number."),
])  # fmt: skip
def test_a_host_is_one_person_of_ours(scene, host, said):
    scene.a_pupil("古丽")

    answer = as_(scene.guard).post(reverse("visitors:let-in"), filled(scene, host=host))

    assert (answer.status_code, Visit.objects.count()) == (422, 0)
    assert said in words(answer)


def test_a_refused_pass_says_every_reason_beside_the_form(scene):
    answer = as_(scene.guard).post(reverse("visitors:let-in"), filled(scene, building=scene.girls.pk, items_checked=""))

    assert (answer.status_code, Visit.objects.count()) == (409, 0)
    assert "What they carry has not been looked at." in words(answer)
    assert "No man enters “女生宿舍”" in words(answer)


def test_what_the_duty_leader_approved_stands_at_the_gate(scene):
    form = {"name": "王建国", "why": "抬箱子", "on": TODAY, "building": scene.girls.pk, "escort": scene.matron.pk,
            "escort_is_woman": "on"}  # fmt: skip
    assert as_(scene.leader).post(reverse("visitors:approve-visit"), form).status_code == 303
    approval, client = VisitApproval.objects.get(), as_(scene.guard)

    gate = words(client.get(reverse("visitors:gate")))
    page = words(client.get(f"{reverse('visitors:let-in')}?approval={approval.pk}"))
    answer = client.post(
        reverse("visitors:let-in"), filled(scene, building=scene.girls.pk, approval=approval.pk, why="抬箱子")
    )

    assert f"?approval={approval.pk}" in gate
    assert "抬箱子" in page
    assert (answer.status_code, Visit.objects.get().escort) == (303, scene.matron)
    assert f"?approval={approval.pk}" not in words(client.get(reverse("visitors:gate")))


def test_outside_visiting_hours_the_gate_says_so(scene, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + 10 * HOUR)

    assert "Visiting hours are 07:00 to 21:00." in words(as_(scene.guard).get(reverse("visitors:gate")))


def test_workers_come_with_company_and_colleague(scene):
    form = filled(scene, name="赵师傅", company="天山水暖", why="修暖气", escort=scene.teacher.pk)

    assert as_(scene.guard).post(reverse("visitors:let-workers-in"), form).status_code == 303

    assert (Visit.objects.get().kind, Visit.objects.get().escort) == ("worker", scene.teacher)
    assert "天山水暖" in words(as_(scene.guard).get(reverse("visitors:workers")))


def test_the_list_of_those_not_let_in_is_for_leaders(scene):
    leader, guard = as_(scene.leader), as_(scene.guard)
    assert leader.post(
        reverse("visitors:refuse-entry"), {"name": "某人", "document_kind": "identity_card", "why": "法院判决"}
    ).status_code == 303  # fmt: skip
    listed = NoEntry.objects.get()

    assert "法院判决" in words(leader.get(reverse("visitors:no-entry")))
    for name, args in (("no-entry", []), ("refuse-entry", []), ("end-no-entry", [listed.pk])):
        assert guard.get(reverse(f"visitors:{name}", args=args)).status_code == 403
    assert "法院" not in words(guard.get(reverse("visitors:gate")))

    assert leader.post(reverse("visitors:end-no-entry", args=[listed.pk])).status_code == 303
    assert not NoEntry.objects.in_force().exists()


def test_a_stay_from_form_to_form(scene):
    teacher, leader, manager = as_(scene.crew.head_teacher), as_(scene.leader), as_(scene.manager)
    form = {"pupil": scene.pupil.number, "name": "阿依努尔", "relation": "母亲", "party": "f", "heads": 1,
            "arrives_on": TODAY, "leaves_on": TODAY + DAY, "why": "末班车已过"}  # fmt: skip

    made = teacher.post(reverse("visitors:apply-for-stay"), form)
    stay = GuestStay.objects.get()

    def at(name):
        return reverse(f"visitors:{name}", args=[stay.pk])

    assert (made.status_code, made.url) == (303, stay.get_absolute_url())
    assert "is not approved. A leader decides first." in words(manager.get(at("stay")))
    assert leader.post(at("approve-stay"), {}).status_code == 303
    document = {"document_kind": "passport", "document_number": "E1234567"}
    assert manager.post(at("register-guest"), document).status_code == 303
    assert manager.post(at("lodge-guest"), {"room": scene.guest_room.pk}).status_code == 303
    assert "1 guest sleeps here tonight." in words(leader.get(reverse("visitors:stays")))
    assert "阿依努尔" in words(manager.get(reverse("tenancy:space", args=[scene.guest_room.pk])))
    assert manager.post(at("depart-guest"), {}).status_code == 303
    assert GuestStay.objects.get().state == "departed"


def test_who_applied_reads_why_they_do_not_decide(scene):
    stay = scene.apply(actor=scene.leader)

    page = words(as_(scene.leader).get(stay.get_absolute_url()))

    assert f"You applied for stay {stay.code}. Somebody else decides about it." in page
    assert reverse("visitors:approve-stay", args=[stay.pk]) not in page


def test_who_came_onto_the_list_is_seen_before_the_key_and_only_by_who_gives_it(scene):
    stay = scene.registered()
    refuse_entry(school=scene.school, name="化名", why="保护令", document_number=NUMBER, actor=scene.leader, at=NOON)

    manager, guard = (words(as_(who).get(stay.get_absolute_url())) for who in (scene.manager, scene.guard))

    assert "This cannot be settled here. Call the duty leader." in manager
    assert reverse("visitors:lodge-guest", args=[stay.pk]) not in manager
    assert "Call the duty leader." not in guard
    assert "保护令" not in manager + guard


def test_the_guards_phone_keeps_the_gate_and_the_managers_also_tonights_keys(scene):
    stay = scene.registered()
    gate = [reverse(f"visitors:{name}") for name in ("gate", "let-in", "let-workers-in")]
    key = [reverse("visitors:stay", args=[stay.pk]), reverse("visitors:lodge-guest", args=[stay.pk])]

    kept = {user.name: pages_to_keep(user, school=scene.school, at=NOON) for user in (scene.guard, scene.manager)}

    assert [one for one in kept[scene.guard.name] if one.startswith("/visitors/")] == gate
    assert [one for one in kept[scene.manager.name] if one.startswith("/visitors/")] == gate + key


def approved(scene, name):
    return approve_visit(
        school=scene.school, name=name, why="抬箱子", building=scene.girls, escort=scene.matron, escort_is_woman=True,
        actor=scene.leader, at=NOON,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "make"), [
    ("gate", lambda scene, number: scene.let_in(f"访客{number}", document_number=f"{NUMBER}{number}")),
    ("gate", lambda scene, number: approved(scene, f"访客{number}")),
    ("workers", lambda scene, number: scene.let_workers_in(f"师傅{number}", document_number=f"{NUMBER}{number}")),
    ("stays", lambda scene, number: scene.lodged(f"客{number}")),
    ("stays", lambda scene, number: scene.apply(f"客{number}", arrives_on=TODAY + DAY, leaves_on=TODAY + 2 * DAY)),
])  # fmt: skip
def test_more_rows_ask_no_more_questions(scene, name, make):
    scene.guest_room.positions = 9
    scene.guest_room.save()
    client, address = as_(scene.leader), reverse(f"visitors:{name}")
    make(scene, 1)
    one = queries_of(client, address)
    make(scene, 2)
    make(scene, 3)

    assert queries_of(client, address) == one
