"""A guardian's link: what it shows to whom, how often one may guess, and what the answer does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from houqin.journal.models import Entry
from houqin.whereabouts.actions import answer_by_link, call_off_leave, make_links, open_link
from houqin.whereabouts.models import GuardianLink
from houqin.whereabouts.reasons import Reason
from tests.builders import NOON
from tests.refusing import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]
DAY = timedelta(days=1)


@pytest.fixture
def leave(leaving):
    return leaving.ask(collector_name="", until_at=NOON + 5 * DAY)


@pytest.fixture
def made(house, leave):
    [one] = make_links(rows=[(leave, house.mother)], actor=house.crew.head_teacher, at=NOON)
    return one


@pytest.fixture
def link(made):
    return GuardianLink.objects.get(revoked_at=None)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def address(house, made) -> str:
    return reverse("whereabouts:guardian", args=[house.school.code, made.token])


def test_only_digests_are_kept(made, link):
    kept = " ".join(str(value) for value in GuardianLink.objects.values().get().values())

    assert made.token not in kept
    assert made.code not in kept.replace(link.code_digest, "").replace(link.token_digest, "")
    assert len(made.code) == 6


def test_the_guardian_confirms_and_names_who_collects(house, made, link, leave):
    answer_by_link(
        link=link, code=made.code, is_yes=True, at=NOON, collector_name="王外婆", collector_relation="外婆",
        collector_phone="138",
    )  # fmt: skip

    leave.refresh_from_db()
    assert (leave.confirmed_at, leave.confirmed_how, leave.guardian, leave.collector_name) == (
        NOON, "link", house.mother, "王外婆",
    )  # fmt: skip
    entry = Entry.objects.about(leave)[0]
    assert (entry.kind, entry.actor) == ("whereabouts.leave_confirmed", None)
    assert refused(open_link, link=link, code=made.code, at=NOON) == [Reason.LINK_ANSWERED]


def test_a_guardian_who_says_no_ends_it(made, link, leave):
    answer_by_link(link=link, code=made.code, is_yes=False, at=NOON)

    leave.refresh_from_db()
    assert (leave.refused_at, leave.refused_by, leave.confirmed_at) == (NOON, None, None)


def test_the_fifth_wrong_code_locks_the_link(made, link):
    assert [open_link(link=link, code=wrong(made.code), at=NOON) for _once in range(5)] == [False] * 5

    assert refused(open_link, link=link, code=made.code, at=NOON) == [Reason.LINK_LOCKED]
    assert refused(answer_by_link, link=link, code=made.code, is_yes=True, at=NOON) == [Reason.LINK_LOCKED]
    assert Entry.objects.filter(kind="whereabouts.link_locked").count() == 1


def test_without_its_code_a_link_confirms_nothing(made, link):
    assert refused(answer_by_link, link=link, code=wrong(made.code), is_yes=True, at=NOON) == [Reason.CODE_WRONG]


def test_somebody_must_be_named_who_collects(made, link):
    assert refused(answer_by_link, link=link, code=made.code, is_yes=True, at=NOON) == [Reason.NOBODY_COLLECTS]


def test_a_new_link_ends_the_old_one_and_time_ends_every_one(house, made, link, leave):
    make_links(rows=[(leave, house.mother)], actor=house.crew.head_teacher, at=NOON)

    link.refresh_from_db()
    newest = GuardianLink.objects.get(revoked_at=None)
    assert refused(open_link, link=link, code=made.code, at=NOON) == [Reason.LINK_REVOKED]
    assert refused(open_link, link=newest, code="", at=NOON + 3 * DAY) == [Reason.LINK_EXPIRED]


def test_a_link_confirms_no_leave_that_was_called_off(house, made, link, leave):
    call_off_leave(leave=leave, why="不去了", actor=house.crew.dorm_manager, at=NOON)

    given = {"link": link, "code": made.code, "is_yes": True, "collector_name": "王外婆"}
    assert refused(answer_by_link, **given, at=NOON) == [Reason.LEAVE_CLOSED]


def test_before_the_code_the_page_names_no_child(client, house, made):
    before = client.get(address(house, made))
    guessed = client.post(address(house, made), {"code": wrong(made.code)})
    opened = client.post(address(house, made), {"code": made.code})

    assert [answer.status_code for answer in (before, guessed, opened)] == [200, 422, 200]
    assert ["阿依古丽" in answer.content.decode() for answer in (before, guessed, opened)] == [False, False, True]
    assert GuardianLink.objects.get().wrong_codes == 1


def test_a_guardian_answers_on_the_page_without_an_account(client, house, made, leave):
    answer = client.post(
        address(house, made),
        {"code": made.code, "answer": "yes", "collector_name": "王外婆", "collector_relation": "外婆"},
    )

    leave.refresh_from_db()
    assert (answer.status_code, leave.confirmed_at, leave.collector_name) == (200, NOON, "王外婆")
    again = client.get(address(house, made))
    assert "阿依古丽" not in again.content.decode()


def test_an_address_that_nobody_made_is_not_there(client, house, made):
    other = reverse("whereabouts:guardian", args=["NOWHERE", made.token])
    unknown = reverse("whereabouts:guardian", args=[house.school.code, "x" * 22])

    assert [client.get(one).status_code for one in (other, unknown)] == [404, 404]
