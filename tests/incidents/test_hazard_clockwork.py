"""Facts of the duties below become hazards, once."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from houqin.duties.declaring import DUTIES, DutyKind
from houqin.duties.models import Duty, VacantPost
from houqin.duties.schedules import OnEvent
from houqin.incidents.actions import verify_hazard
from houqin.incidents.clockwork import make_hazards_of_missed_duties, make_hazards_of_vacant_posts
from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kernel import clock as kernel_clock
from houqin.people.models import User
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY

HOUR = timedelta(hours=1)


def test_a_vacant_post_is_one_hazard_and_a_person_verifies_that_it_is_filled(scene):
    vacant = VacantPost.objects.create(school=scene.school, post=Post.STOREKEEPER, found_at=NOON - HOUR)

    passes = [make_hazards_of_vacant_posts(at=NOON + number * HOUR) for number in range(2)]
    hazard = Hazard.objects.get()
    assert (passes, hazard.category, hazard.state, hazard.owner_post, hazard.found_at) == (
        [1, 0], "people", "fixing", Post.GENERAL_AFFAIRS_DIRECTOR, NOON - HOUR,
    )  # fmt: skip

    VacantPost.objects.filter(pk=vacant.pk).update(filled_at=NOON + 2 * HOUR)
    passes = [make_hazards_of_vacant_posts(at=NOON + number * HOUR) for number in (3, 4)]
    hazard.refresh_from_db()
    assert (passes, hazard.state, hazard.fixed_by) == ([1, 0], "fixed", User.objects.house())
    assert verify_hazard(hazard=hazard, actor=scene.crew.principal, at=NOON + 5 * HOUR).state == "closed"


def test_what_the_clock_wrote_is_read_in_the_readers_language(scene):
    VacantPost.objects.create(school=scene.school, post=Post.STOREKEEPER, found_at=NOON)
    make_hazards_of_vacant_posts(at=NOON)
    hazard = Hazard.objects.get()
    said = []
    for language in ("en", "zh-hans"):
        with override(language):
            reported = Entry.objects.get(kind="incidents.hazard_reported").sentence.removeprefix(f"{hazard.code} ")
            duty = Duty.objects.about(hazard).get().title.replace(hazard.code, "…")
            said.append((str(hazard.what), str(hazard.source_name), reported, duty))

    assert said == [
        ("Nobody holds the post: Storekeeper", "Storekeeper",
         "People and posts: Nobody holds the post: Storekeeper",
         "Put hazard right: … Nobody holds the post: Storekeeper"),
        ("岗位空缺：库管员", "库管员", "人员岗位：岗位空缺：库管员", "整改隐患：… 岗位空缺：库管员"),
    ]  # fmt: skip


@pytest.mark.parametrize(("is_grave", "expected"), [(True, 1), (False, 0)])
def test_a_grave_duty_that_was_missed_is_one_hazard(scene, monkeypatch, is_grave, expected):
    monkeypatch.setitem(
        DUTIES, "test.grave", DutyKind("test.grave", "留样", OnEvent(), Post.COOK, (), list, grave=is_grave)
    )
    Duty.objects.create(
        school=scene.school, code="test.grave", key="1", on=TODAY, opens_at=NOON - 3 * HOUR, due_at=NOON - 2 * HOUR,
        closes_at=NOON - HOUR, owner=Post.COOK, state="missed",
    )  # fmt: skip

    assert [make_hazards_of_missed_duties(at=NOON + number * HOUR) for number in range(2)] == [expected, 0]
    assert (
        list(Hazard.objects.values_list("item", "owner_post", "found_at"))
        == [("duty/test.grave", "cook", NOON - HOUR)] * expected
    )


@pytest.mark.parametrize(("language", "finder"), [("en", "The program, by itself"), ("zh-hans", "系统自动")])
def test_what_the_clock_found_is_not_said_to_be_found_by_a_colleague(scene, client, monkeypatch, language, finder):
    monkeypatch.setattr(kernel_clock, "now", lambda: NOON)
    VacantPost.objects.create(school=scene.school, post=Post.STOREKEEPER, found_at=NOON)
    make_hazards_of_vacant_posts(at=NOON)
    client.force_login(scene.crew.principal)
    client.cookies["django_language"] = language

    page = client.get(Hazard.objects.get().get_absolute_url())

    # Its finder, and who did its two first steps.
    assert page.content.decode().count(finder) == 3
    assert "后勤</p>" not in page.content.decode()
