"""Compose, publish, adopt, extend: what was published stays, what a bureau asks is never taken away."""

from dataclasses import replace
from datetime import time

import pytest
from django.db import DatabaseError, transaction

from houqin.checklists.actions import (
    adopt_checklist,
    drop_item,
    end_list,
    extend_checklist,
    publish_checklist,
    put_item,
    retire_checklist,
    run_checklist,
    schedule_list,
)
from houqin.checklists.clockwork import put_lists_of_bureaus_to_use
from houqin.checklists.drafts import Draft, drafts
from houqin.checklists.models import Checklist, Item, SchoolList
from houqin.checklists.reasons import Reason
from houqin.checklists.selectors.lists import items_of, versions_in_use
from houqin.checklists.shelf import ready_lists
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON, a_bureau, a_bureau_officer, a_school

FLOOR = Draft("地面清洁")


def test_a_run_keeps_the_version_that_it_was_made_with(scene):
    daily = scene.publish(FLOOR)
    run = run_checklist(school_list=daily, actor=scene.crew.cook, at=NOON)
    put_item(checklist=daily.checklist, item=Draft("墙面清洁"), actor=scene.crew.principal, at=NOON)
    second = publish_checklist(checklist=daily.checklist, actor=scene.crew.principal, at=NOON)

    assert (run.version.number, second.number) == (1, 2)
    assert [item.key for item in second.items.all()] == ["i1", "i2"]
    later = run_checklist(school_list=daily, actor=scene.crew.cook, at=NOON, version=run.version)
    assert [str(answer.item) for answer in later.answers.all()] == ["地面清洁"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Item.objects.update(text="别的")


def test_an_item_is_changed_under_its_key_and_a_key_is_never_given_again(scene):
    daily = scene.publish(FLOOR, Draft("墙面清洁"))
    checklist, actor = daily.checklist, scene.crew.principal
    first, second = drafts(Checklist.objects.get().draft)
    put_item(checklist=checklist, item=replace(first, text="地面无水"), actor=actor, at=NOON)
    drop_item(checklist=checklist, key=second.key, actor=actor, at=NOON)
    put_item(checklist=checklist, item=Draft("灯具完好"), actor=actor, at=NOON)

    assert [(one.key, one.text) for one in drafts(Checklist.objects.get().draft)] == [
        ("i1", "地面无水"), ("i3", "灯具完好"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (Draft("  "), Reason.ITEM_UNNAMED),
        (Draft("温度", kind="number"), Reason.ITEM_WITHOUT_LIMITS),
        (Draft("温度", kind="number", low="9", high="1"), Reason.LIMITS_SWAPPED),
        (Draft("浓度", kind="choice", choices=[["好", False]]), Reason.TOO_FEW_CHOICES),
        (Draft("浓度", kind="choice", choices=[["好", False], ["行", False]]), Reason.NO_FAILING_CHOICE),
    ],
)
def test_an_item_that_cannot_be_answered_is_refused(scene, item, reason):
    checklist = scene.compose()

    with pytest.raises(Refused) as refused:
        put_item(checklist=checklist, item=item, actor=scene.crew.principal, at=NOON)

    checklist.refresh_from_db()
    assert (refused.value.reasons, checklist.draft) == ({reason}, [])


def test_nothing_and_nothing_new_is_not_published(scene):
    empty, daily = scene.compose(), scene.publish(FLOOR)
    said = []
    for checklist in (empty, daily.checklist):
        with pytest.raises(Refused) as refused:
            publish_checklist(checklist=checklist, actor=scene.crew.principal, at=NOON)
        said.append(refused.value.reasons)

    assert said == [{Reason.NO_ITEMS}, {Reason.NOTHING_TO_PUBLISH}]


def test_a_cook_composes_nothing(scene):
    with pytest.raises(NotYours):
        put_item(checklist=scene.compose(), item=FLOOR, actor=scene.crew.cook, at=NOON)


def test_a_list_of_the_bureau_is_in_use_at_its_schools_which_only_add(scene):
    daily = scene.publish(FLOOR, by_officer=True, frequency="weekly", by=time(17))
    director = scene.crew.general_affairs_director
    own = extend_checklist(school=scene.school, checklist=daily.checklist, actor=director, at=NOON)
    assert extend_checklist(school=scene.school, checklist=daily.checklist, actor=director, at=NOON) == own
    put_item(checklist=own, item=Draft("后院无积水"), actor=director, at=NOON)
    publish_checklist(checklist=own, actor=director, at=NOON)

    assert [item.text for item in items_of(*versions_in_use(daily))] == ["地面清洁", "后院无积水"]
    with pytest.raises(NotYours):
        drop_item(checklist=daily.checklist, key="i1", actor=director, at=NOON)
    with pytest.raises(Refused) as rarer:
        schedule_list(
            school_list=daily, frequency="monthly", by=time(17), owner_post="cook", actor=director, at=NOON
        )  # fmt: skip
    with pytest.raises(Refused) as ended:
        end_list(school_list=daily, why="忙", actor=director, at=NOON)
    assert (rarer.value.reasons, ended.value.reasons) == ({Reason.FREQUENCY_TOO_LOW}, {Reason.FREQUENCY_TOO_LOW})
    run = run_checklist(school_list=daily, actor=scene.crew.cook, at=NOON)
    assert run.answers.count() == 2


def test_another_bureaus_officer_changes_nothing_and_its_schools_have_nothing(scene):
    elsewhere = a_school("外县学校", bureau=a_bureau("外县"))
    daily = scene.publish(FLOOR, by_officer=True)

    with pytest.raises(NotYours):
        put_item(checklist=daily.checklist, item=FLOOR, actor=a_bureau_officer(elsewhere.bureau), at=NOON)

    assert SchoolList.objects.of(elsewhere).count() == 0


def test_a_school_that_comes_later_has_the_bureaus_lists(scene):
    daily = scene.publish(FLOOR, by_officer=True)
    later = a_school("新校", bureau=scene.school.bureau)

    assert [put_lists_of_bureaus_to_use(at=NOON) for _again in range(2)] == [1, 0]
    assert SchoolList.objects.of(later).get().checklist == daily.checklist


@pytest.mark.parametrize("code", list(ready_lists()))
def test_every_list_of_the_shelf_is_adopted_in_one_tap_and_once(scene, code):
    checklist = adopt_checklist(code=code, school=scene.school, actor=scene.crew.principal, at=NOON)

    school_list = SchoolList.objects.get()
    assert (school_list.checklist, school_list.frequency) == (checklist, ready_lists()[code].frequency)
    with pytest.raises(Refused) as refused:
        adopt_checklist(code=code, school=scene.school, actor=scene.crew.principal, at=NOON)
    assert refused.value.reasons == {Reason.ADOPTED_ALREADY}


def test_a_retired_list_is_used_nowhere(scene):
    daily = scene.publish(FLOOR)
    retire_checklist(checklist=daily.checklist, why="合并", actor=scene.crew.principal, at=NOON)

    daily.refresh_from_db()
    assert daily.ended_on is not None
    with pytest.raises(Refused) as refused:
        put_item(checklist=daily.checklist, item=FLOOR, actor=scene.crew.principal, at=NOON)
    assert refused.value.reasons == {Reason.LIST_RETIRED}
