"""The doors of a longer leave: its pages, the class pages by exception, and what a guardian is asked."""

import pytest
from django.test import Client
from django.urls import reverse

from houqin.kernel import clock
from houqin.tenancy.posts import Post
from houqin.web.keeping import pages_to_keep
from houqin.whereabouts.actions import Brought, make_links, take_back
from houqin.whereabouts.models import Leave
from tests.builders import NOON, a_bureau, a_holder, a_school
from tests.whereabouts.doors import as_, text_of
from tests.whereabouts.leaving import HOUR, TOMORROW, a_signature, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]
DUE, LATER = NOON + 5 * HOUR, NOON + 8 * HOUR


def test_it_goes_its_way_through_the_pages(house, leaving, out):
    teacher, page = as_(house.crew.head_teacher), reverse("whereabouts:prolong", args=[out.pk])
    assert page in text_of(teacher.get(out.get_absolute_url()))
    form = text_of(teacher.get(page))
    assert "Expected back at 11 March 17:00." in form

    asked = teacher.post(page, {"until_at": "2026-03-11T20:00", "reason": "大雪封路"})
    longer = Leave.objects.get(prolongs=out)
    assert asked.headers["Location"] == longer.get_absolute_url()
    seen, first = text_of(teacher.get(longer.get_absolute_url())), text_of(teacher.get(out.get_absolute_url()))
    assert "Longer leave of 阿依古丽" in seen
    assert out.get_absolute_url() in seen
    assert "Hand over the child" not in seen
    assert longer.get_absolute_url() in first
    assert page not in first
    assert "A longer leave of 阿依古丽 until 11 March 20:00 is asked for already." in first

    early = teacher.post(reverse("whereabouts:approve", args=[longer.pk]))
    assert (early.status_code, now(out).until_at) == (409, DUE)
    leaving.confirm(longer)
    teacher.post(reverse("whereabouts:approve", args=[longer.pk]))

    assert now(out).until_at == LATER
    first = text_of(teacher.get(out.get_absolute_url()))
    assert "Back by, before it was prolonged" in first
    assert page in first


def test_the_page_of_a_prolongation_that_the_return_called_off_says_why(house, leaving, out):
    longer = leaving.prolong(out, until_at=LATER)
    brought = [Brought(out)]
    take_back(brought=brought, signature=a_signature(), actor=house.crew.dorm_manager, at=NOON)

    assert "the child is back" in text_of(as_(house.crew.head_teacher).get(longer.get_absolute_url()))


def test_who_may_not_ask_sees_no_button(house, out):
    page = reverse("whereabouts:prolong", args=[out.pk])
    doctor = as_(house.crew.school_doctor)

    assert page not in text_of(doctor.get(out.get_absolute_url()))
    assert [doctor.get(page).status_code, doctor.post(page, {}).status_code] == [403, 403]


def test_another_schools_leave_is_not_there(out):
    stranger = a_holder(Post.PRINCIPAL, a_school("别的学校", bureau=a_bureau("邻县教育局")))
    page = reverse("whereabouts:prolong", args=[out.pk])

    assert [as_(stranger).get(page).status_code, as_(stranger).post(page, {}).status_code] == [404, 404]


def test_the_class_pages_take_it_along_by_exception_and_say_what_it_is(house, leaving, out):
    longer, teacher = leaving.prolong(out, until_at=TOMORROW), as_(house.crew.head_teacher)
    key = house.school_class.pk

    sheet = text_of(teacher.get(reverse("whereabouts:class-paper", args=[key])))
    assert "Longer leave, until 12 March 18:00" in sheet
    leaving.confirm(longer)
    teacher.post(reverse("whereabouts:class-approve", args=[key]), {"shown": str(longer.pk)})
    steps = text_of(teacher.get(reverse("whereabouts:class", args=[key])))
    assert reverse("whereabouts:class-hand-over", args=[key]) not in steps
    as_(house.crew.duty_leader).post(reverse("whereabouts:countersign-all"), {"shown": str(longer.pk)})

    assert now(out).until_at == TOMORROW


def test_a_phone_keeps_no_gate_for_it(house, leaving, out):
    leaving.prolonged(out, until_at=LATER)

    kept = pages_to_keep(house.crew.dorm_manager, school=house.school, at=NOON)
    assert [one for one in kept if "whereabouts/leaves" in one] == [reverse("whereabouts:return", args=[out.pk])]


def asked_of_the_mother(house, leaving, out):
    longer = leaving.prolong(out, until_at=TOMORROW)
    [made] = make_links(rows=[(longer, house.mother)], actor=house.crew.head_teacher, at=NOON)
    client = Client()
    client.cookies["django_language"] = "en"
    return longer, made, client, reverse("whereabouts:guardian", args=[house.school.code, made.token])


def test_a_guardian_is_asked_how_long_the_child_may_stay_away_and_for_nobody_who_collects(house, leaving, out):
    longer, made, client, page = asked_of_the_mother(house, leaving, out)

    before, opened = text_of(client.get(page)), text_of(client.post(page, {"code": made.code}))
    said = client.post(page, {"code": made.code, "answer": "yes"})

    assert "阿依古丽" not in before
    assert "May 阿依古丽 stay away until 12 March 18:00?" in opened
    assert "collect" not in opened
    assert (said.status_code, now(longer).confirmed_at, now(longer).guardian) == (200, NOON, house.mother)


def test_a_guardian_who_refuses_reads_when_the_child_is_expected(house, leaving, out):
    longer, made, client, page = asked_of_the_mother(house, leaving, out)

    said = text_of(client.post(page, {"code": made.code, "answer": "no"}))

    assert "You have refused. The child is expected back at 11 March 17:00." in said
    assert (now(longer).refused_at, now(out).until_at) == (NOON, DUE)


def test_a_longer_leave_that_nobody_decided_in_time_holds_nobodys_approval_back(house, leaving, out, monkeypatch):
    leaving.confirm(leaving.prolong(out, until_at=LATER))
    monkeypatch.setattr(clock, "now", lambda: LATER + HOUR)

    page = reverse("whereabouts:class-approve", args=[house.school_class.pk])

    assert as_(house.crew.head_teacher).get(page).context["form"].items == []
