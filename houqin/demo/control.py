"""Those who answer for food safety: rounds of the store, the signed day, week and month, and one thing found."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from houqin.demo.scene import Agenda, Scene
from houqin.foodsafety.actions import Finding, hold_dispatch, sign_daily_control, sign_weekly_report
from houqin.foodsafety.actions.months import held_from
from houqin.foodsafety.clockwork import hand_over_what_waits
from houqin.foodsafety.scopes import Scope
from houqin.foodsafety.selectors.day_facts import facts_of_day
from houqin.foodsafety.selectors.periods import month_of, week_of
from houqin.governance.actions import NewItem, sign_minutes
from houqin.incidents.actions import fix_hazard, verify_hazard
from houqin.incidents.models import Hazard
from houqin.supply.actions import Reading, check_store
from houqin.tenancy.models import Space

DAY = timedelta(days=1)
#: Coldest and warmest in tenths of a degree, as the dial shows it on ordinary days.
SHOWN = {
    Space.Kind.CHILLER: (21, 52), Space.Kind.SAMPLE_REFRIGERATOR: (28, 49), Space.Kind.FREEZER: (-204, -171),
}  # fmt: skip
#: So many lived days before today: a door left open, and a seal that was found worn.
WARM, WORN = 5, 9

WHAT_WAS_DONE = {
    Scope.RAW_MATERIAL: "已隔离存放，联系供应商处理", Scope.PROCESSING: "不合格菜品未供餐，已隔离并查找原因",
    Scope.STAFF: "已提醒当班人员按时记录", Scope.WASTE: "已联系收运单位当日补收",
    Scope.FACILITIES: "已调低设定温度，半小时后复测正常",
}  # fmt: skip


def put_on(scene: Scene, agenda: Agenda, wanted: dict[date, list[str]], *, big: bool) -> None:
    """Rounds twice a day, the signature after the last meal, the report on Monday, the dispatch as the month ends."""
    lived = [on for on in sorted(wanted) if on <= scene.today]
    units = [unit for unit in scene.spaces.values() if unit.kind in SHOWN]
    for on in lived:
        back = len([day for day in lived if on <= day < scene.today])
        agenda.add(scene.at(on, "10:25"), partial(_round, scene, units, False))
        agenda.add(scene.at(on, "17:40"), partial(_round, scene, units, big and back == WARM))
        agenda.add(scene.at(on, "12:10"), lambda at: hand_over_what_waits(at=at))
        agenda.add(scene.at(on, "21:25"), partial(_sign_day, scene, agenda, on, big and back == WORN))
    for monday in sorted({on - timedelta(days=on.weekday()) for on in lived}):
        agenda.add(scene.at(monday + 7 * DAY, "11:10"), partial(_report, scene, monday))
    for month in sorted({on.replace(day=1) for on in lived}):
        days = [on for on in lived if on.replace(day=1) == month and on >= held_from(month)]
        if days and (month + timedelta(days=32)).replace(day=1) - days[-1] <= 4 * DAY:
            agenda.add(scene.at(days[-1], "16:30"), partial(_dispatch, scene, agenda, month))


def _round(scene: Scene, units: list[Space], is_warm: bool, at: datetime) -> None:
    # Its own dice: the rest of the story stays what it was.
    readings, rng = [], Random(f"{scene.school.code}{at}")
    for unit in units:
        coldest, warmest = SHOWN[Space.Kind(unit.kind)]
        degrees = Decimal(rng.randrange(coldest, warmest)) / 10
        readings.append(Reading(unit, degrees))
    if is_warm and readings:
        readings[0] = Reading(readings[0].space, Decimal("10.6"))
    check_store(school=scene.school, readings=readings, actor=scene.who("storekeeper"), at=at)


def _sign_day(scene: Scene, agenda: Agenda, on: date, has_found: bool, at: datetime) -> None:
    late = {fact.scope for fact in facts_of_day(scene.school, on) if fact.is_late}
    found = [Finding("facilities", "2 号冷柜门封老化，柜门关不严", "minor")] if has_found else []
    control = sign_daily_control(
        school=scene.school, on=on, confirmed=[scope.value for scope in Scope], findings=found,
        remarks={scope: WHAT_WAS_DONE.get(Scope(scope), "已当场整改") for scope in late},
        actor=scene.who("food_safety_officer"), at=at,
    )  # fmt: skip
    for hazard in Hazard.objects.because_of(control) if found else ():
        agenda.add(at + timedelta(hours=14), partial(_mend, scene, agenda, hazard))


def _mend(scene: Scene, agenda: Agenda, hazard: Hazard, at: datetime) -> None:
    fix_hazard(hazard=hazard, note="更换门封条，关门严密", actor=scene.who("general_affairs_director"), at=at)
    seen = {"hazard": hazard, "note": "现场复查，温度恢复正常", "actor": scene.who("food_safety_director")}
    agenda.add(at + timedelta(hours=3), lambda at: verify_hazard(at=at, **seen))


def _report(scene: Scene, monday: date, at: datetime) -> None:
    seen = week_of(scene.school, monday)
    quiet = not seen.findings and not any(day["late"] for day in seen.days)
    sign_weekly_report(
        school=scene.school, monday=monday, actor=scene.who("food_safety_director"), at=at,
        missing_reason="系统启用首周，此前为纸质记录" if seen.missing else "",
        assessment="本周记录完整，未发现食品安全隐患。" if quiet else "本周总体平稳，个别不正常情况均已当日处理。",
        measures="保持索证、测温、留样每餐到位。" if quiet else "加强冷柜巡查和票证核对，下周逐项复查。",
    )  # fmt: skip


def _dispatch(scene: Scene, agenda: Agenda, month: date, at: datetime) -> None:
    seen = month_of(scene.school, month, until=scene.school.localdate(at))
    following = (month + timedelta(days=32)).replace(day=1)
    present = [scene.who(post) for post in ("food_safety_director", "general_affairs_director", "food_safety_officer")]
    made = hold_dispatch(
        school=scene.school, month=month, held_at=at - timedelta(minutes=50), place="行政楼会议室",
        minutes="听取食品安全总监本月工作汇报，通报每周排查情况。会议要求：一、冷藏冷冻设备逐台检修；二、票证不齐的货物一律封存；"
                "三、下月组织一次留样和预尝专项检查。",
        priorities=[
            NewItem("逐台检修冷藏冷冻设备，更换老化门封", "general_affairs_director", following + 14 * DAY),
            NewItem("组织留样和预尝专项检查", "food_safety_officer", following + 19 * DAY),
        ],
        attendees=present, missing_reason="系统启用首月，此前为纸质记录" if seen.missing else "",
        actor=scene.who("food_safety_director"), at=at,
    )  # fmt: skip
    signed = {"minutes": made.meeting.minutes.get(), "actor": scene.who("principal")}
    agenda.add(at + timedelta(minutes=20), lambda at: sign_minutes(at=at, **signed))
