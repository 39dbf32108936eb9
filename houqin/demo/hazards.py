"""Two weeks of a daily checklist at the larger school, and hazards at every stage of their way."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from houqin.checklists.actions import Answered, adopt_checklist, run_checklist
from houqin.checklists.models import Item, ItemKind, SchoolList
from houqin.demo.scene import Agenda, Scene
from houqin.incidents.actions import (
    fix_hazard,
    grade_hazard,
    report_hazard,
    report_hazard_up,
    send_back_hazard,
    verify_hazard,
)
from houqin.incidents.models import Hazard
from houqin.tenancy.calendar import days_between

#: What failed on which school day back from today, by the beginning of the item.
FAILED = {6: ("防鼠", "纱窗破了一个洞"), 3: ("垃圾桶", "垃圾桶没有盖"), 1: ("冷藏柜", "")}
DAYS_OF_LISTS = 14


def put_on(scene: Scene, agenda: Agenda, *, first: date) -> None:
    """No list before the `first` day of the story. Each step stands in the agenda, so that the journal runs forward."""
    first = max(first, scene.today - timedelta(days=DAYS_OF_LISTS))
    agenda.add(scene.at(first, "09:00"), partial(_adopt, scene))
    days = days_between(scene.school, first, scene.today)
    taught = [on for on, day in days.items() if day.is_taught and on < scene.today]
    for back, on in enumerate(reversed(taught), start=1):
        agenda.add(scene.at(on, "15:20", back % 4 * 7), partial(_hand_in, scene, FAILED.get(back)))
    for on, clock, step in _story(scene):
        agenda.add(scene.at(on, clock), step)


def _adopt(scene: Scene, at: datetime) -> None:
    adopt_checklist(code="food-safety-risk", school=scene.school, actor=scene.who("principal"), at=at)


def _hand_in(scene: Scene, failed: tuple[str, str] | None, at: datetime) -> None:
    row = SchoolList.objects.select_related("school__bureau").get(school=scene.school)
    answers = {}
    for item in Item.objects.filter(version__checklist=row.checklist_id):
        fails = failed is not None and item.text.startswith(failed[0])
        if item.kind == ItemKind.NUMBER:
            usual = item.high - Decimal(scene.rng.randrange(20, 45)) / 10
            answers[item.pk] = Answered(number=item.high + 2 if fails else usual, owner_post="cook" if fails else "")
        elif item.kind == ItemKind.SIGNATURE:
            answers[item.pk] = Answered(passed=True)
        elif fails:
            answers[item.pk] = Answered(passed=False, note=failed[1], owner_post="general_affairs_director")
    run_checklist(school_list=row, answers=answers, actor=scene.who("food_safety_officer"), at=at)


def _story(scene: Scene):
    """(day, time, what happens): found, put right, sent back, closed, late, waiting, and one major."""
    today, cook, officer = scene.today, scene.who("cook"), scene.who("food_safety_officer")
    principal, director = scene.who("principal"), scene.who("general_affairs_director")

    def days(number: int):
        return today - timedelta(days=number)

    def report(what, category, actor, place=None, **more):
        return lambda at: report_hazard(
            school=scene.school, what=what, category=category, place=scene.spaces.get(place), actor=actor, at=at, **more
        )

    def then(what, verb, actor, **more):
        def step(at):
            verb(hazard=Hazard.objects.get(school=scene.school, what__startswith=what), actor=actor, at=at, **more)

        return step

    hall = next((code for code, space in scene.spaces.items() if space.kind == "dining_hall"), None)
    yield days(9), "10:05", report("洗碗间地漏堵塞，地面积水", "building", cook)
    yield days(9), "11:30", then("洗碗间", grade_hazard, director, grade="general", owner_post="cook")
    yield days(8), "09:40", then("洗碗间", fix_hazard, cook, note="疏通地漏，换了滤网")
    yield days(8), "14:10", then("洗碗间", verify_hazard, officer, note="试水排水通畅")
    yield days(7), "08:50", report("库房灯管闪烁", "electricity_gas", officer, grade="minor", owner_post="storekeeper")
    yield days(6), "16:00", then("库房灯管", fix_hazard, scene.who("storekeeper"), note="换了灯管")
    yield days(5), "09:15", then("库房灯管", send_back_hazard, officer, note="里侧一根还在闪")
    yield days(5), "10:20", report("餐厅吊扇晃动，有掉落危险", "equipment", officer, hall, grade="major")
    yield days(5), "10:50", then("餐厅吊扇", report_hazard_up, principal, note="电话报县教育局安全科，编号 2025-017")
    yield days(4), "15:30", then("餐厅吊扇", fix_hazard, director, note="电工加固全部吊扇，更换吊杆")
    yield days(4), "17:10", then("餐厅吊扇", verify_hazard, principal, note="逐台看过，牢固")
    yield days(2), "11:25", report("售饭窗口玻璃松动", "building", officer, grade="general", owner_post="cook")
    yield days(1), "10:00", then("售饭窗口", fix_hazard, cook, note="重新打胶固定")
    yield today, "10:35", report("配电箱门锁坏了", "electricity_gas", cook)
