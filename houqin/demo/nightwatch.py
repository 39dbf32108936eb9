"""Two nights of patrols at the boarding school: a roster, one route, rounds that were walked, one point missed, one
scanned too fast, a finding, and each night handed over."""

from datetime import date, datetime, time, timedelta
from functools import partial

from houqin.demo.scene import Agenda, Scene
from houqin.nightwatch import actions
from houqin.nightwatch.gates.routes import PlannedPoint, Rhythm
from houqin.nightwatch.looked_at import looked_at
from houqin.nightwatch.models import Round, RoutePoint, ShiftHandover
from houqin.nightwatch.selectors.roster import nights_of_month, watched_buildings
from houqin.tenancy.actions import add_space
from houqin.tenancy.calendar import days_between, night_of
from houqin.tenancy.models import Space

KINDS = Space.Kind
#: The way of every round, with the least seconds from the point before.
POINTS = (
    ("P-01", "宿舍区大门", KINDS.CHECKPOINT, 0), ("P-02", "1 号楼东侧楼梯", KINDS.CORRIDOR, 40),
    ("P-03", "1 号楼西侧安全出口", KINDS.EXIT, 60), ("P-04", "2 号楼值班室", KINDS.DUTY_ROOM, 90),
    ("P-05", "2 号楼西侧楼梯", KINDS.CORRIDOR, 40), ("P-06", "围墙北角", KINDS.CHECKPOINT, 120),
)  # fmt: skip
NIGHTS = 4
ROUTE = "宿舍区三防巡查"


def put_on(scene: Scene, agenda: Agenda) -> None:
    """Nothing where nobody boards."""
    if not watched_buildings(scene.school):
        return
    first = scene.today - timedelta(days=NIGHTS)
    agenda.add(scene.at(first, "11:00"), partial(_set_up, scene))
    for back in range(NIGHTS + 1):
        agenda.add(scene.at(first + timedelta(days=back), "11:30"), partial(_keep_time, scene))
    days = days_between(scene.school, first, scene.today - timedelta(days=1))
    for back, on in enumerate(on for on, day in days.items() if day.is_boarding_night):
        _night(scene, agenda, on, back)


def _set_up(scene: Scene, at: datetime) -> None:
    school, director = scene.school, scene.who("general_affairs_director")
    [building, *_others] = watched_buildings(school)
    spaces = [
        add_space(building=building, code=code, name=name, kind=kind, positions=0, actor=director, at=at)
        for code, name, kind, _seconds in POINTS
    ]
    points = [
        PlannedPoint(space, tuple(code for code, one in looked_at().items() if one.fits(space.kind)), seconds)
        for space, (*_told, seconds) in zip(spaces, POINTS, strict=True)
    ]
    rhythm = Rhythm("boarding_nights", time(22, 0), time(4, 0), 120, 40, "guard", points)
    actions.make_route(school=school, name=ROUTE, kind="fire", rhythm=rhythm, actor=director, at=at)
    # The demo's phones take no pictures.
    Round.objects.of(school).update(photo_at=[])
    managers = scene.people["dorm_manager"]
    watchers = {one: [managers[number % len(managers)]] for number, one in enumerate(watched_buildings(school))}
    leaders = [scene.who("duty_leader"), scene.who("deputy_principal"), director]
    for month in sorted({on.replace(day=1) for on in (school.localdate(at), scene.today)}):
        if nights_of_month(school, month, tonight=night_of(school, at)):
            actions.plan_month(
                school=school, month=month, leaders=leaders, watchers=watchers, actor=scene.who("principal"), at=at
            )


def _night(scene: Scene, agenda: Agenda, on: date, back: int) -> None:
    """Three rounds of six points; in the second night's third round the guard skips the wall and hurries."""
    for number in range(3):
        begun = scene.at(on, "22:03") + timedelta(minutes=number * 120)
        for place in range(1, len(POINTS) + 1):
            is_odd = back == 1 and number == 2
            if is_odd and place == 6:
                continue
            minutes = place * 3 if not (is_odd and place == 5) else 4 * 3
            agenda.add(begun + timedelta(minutes=minutes), partial(_pass, scene, on, number + 1, place, back))
    morning = on + timedelta(days=1)
    agenda.add(scene.at(morning, "08:10"), partial(_hand_over, scene, on))
    agenda.add(scene.at(morning, "08:25"), partial(_take_over, scene, on))


def _pass(scene: Scene, on: date, number: int, place: int, back: int, at: datetime) -> None:
    round = Round.objects.select_related("school__bureau").get(school=scene.school, on=on, number=number)
    point = RoutePoint.objects.select_related("space").get(version=round.version_id, number=place)
    found = (
        {"finding": "安全出口前堆放两把拖把和一只水桶", "item": "exits"} if (back, number, place) == (0, 2, 3) else {}
    )
    how = "typed" if (number, place) == (1, 4) else "scanned"
    actions.mark_point(round=round, code=point.space.code, how=how, actor=scene.who("guard"), at=at, **found)


def _keep_time(scene: Scene, at: datetime) -> None:
    """What the clock does by itself: plan the coming night, close what is over."""
    actions.plan_rounds([scene.school], at=at)
    for one in Round.objects.of(scene.school).filter(closed_at=None, closes_at__lte=at).order_by("closes_at"):
        actions.close_round(round=one, at=at)


def _hand_over(scene: Scene, on: date, at: datetime) -> None:
    actions.hand_over(
        school=scene.school, night=on, remarks="锅炉房钥匙在值班室抽屉。", signs_by_name=True,
        actor=scene.who("duty_leader"), at=at,
    )  # fmt: skip


def _take_over(scene: Scene, on: date, at: datetime) -> None:
    handover = ShiftHandover.objects.select_related("school__bureau", "left_by").get(school=scene.school, night=on)
    actions.take_over(handover=handover, signs_by_name=True, actor=scene.who("general_affairs_director"), at=at)
