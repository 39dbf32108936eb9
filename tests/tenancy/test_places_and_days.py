"""Spaces and marked days are written down with what they are."""

from datetime import date

import pytest

from houqin.journal.models import Entry
from houqin.tenancy.actions import add_building, add_space, mark_day
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_holder, a_school

pytestmark = pytest.mark.django_db


def test_a_space_is_recorded_with_its_kind():
    school = a_school()
    actor = a_holder(Post.PRINCIPAL, school)
    building = add_building(school=school, name="第一食堂", actor=actor, at=NOON)

    space = add_space(building=building, code="F-03", name="3 号冷藏柜", kind="chiller", actor=actor, at=NOON)

    assert Entry.objects.about(space).get().revived_facts["space_kind"] == "chiller"


def test_a_marked_day_is_recorded_with_its_kind():
    school = a_school()

    day = mark_day(school=school, on=date(2026, 4, 6), kind="holiday", note="清明",
                   actor=a_holder(Post.PRINCIPAL, school),
                   at=NOON)  # fmt: skip

    assert Entry.objects.about(day).get().revived_facts["day_kind"] == "holiday"
