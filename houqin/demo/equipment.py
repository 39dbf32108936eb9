"""Twenty pieces of equipment at the larger school, last month's check, a service and a test."""

from datetime import date, datetime, timedelta
from functools import partial

from houqin.campus.actions import Found, check_building, register_equipment, service_equipment
from houqin.campus.models import Equipment
from houqin.demo.scene import Agenda, Scene

FIRM = "石河子天安消防维保公司"

#: Kind, place, spot, years since it was made. One extinguisher falls due for its first service in three weeks.
PIECES = (
    ("extinguisher_powder", "F-02", "灶台门口左侧", 2), ("extinguisher_powder", "F-02", "灶台门口右侧", 2),
    ("extinguisher_co2", "F-02", "配电箱旁", 3), ("gas_alarm", "F-02", "灶台上方", 1),
    ("gas_hose", "F-02", "1 号灶", 1), ("gas_hose", "F-02", "2 号灶", 1), ("distribution_board", "F-02", "东墙", None),
    ("extinguisher_powder", "F-05", "门后", 4), ("extinguisher_powder", "K-01", "门口", 5),
    ("extinguisher_powder", "K-02", "门口", 7), ("exit_door", "C-01", "南门", None),
    ("exit_door", "C-01", "东门", None),
    ("exit_sign", "C-01", "南门上方", None), ("emergency_light", "C-01", "打菜窗口上方", None),
    ("hydrant", "C-01", "东墙", None), ("exit_door", "C-02", "西门", None), ("extinguisher_water", "C-02", "西门旁", 1),
    ("emergency_light", "J-101", "黑板右上", None), ("extinguisher_powder", "J-101", "门外走廊", 2),
    ("smoke_detector", "J-101", "走廊顶", 3),
)  # fmt: skip


def put_on(scene: Scene, agenda: Agenda, *, first: date) -> None:
    """Registered in the first days, checked before the story's month ended, the old one serviced."""
    agenda.add(scene.at(first + timedelta(days=1), "16:05"), partial(_register, scene))
    agenda.add(scene.at(first + timedelta(days=2), "16:10"), partial(_service, scene))
    agenda.add(
        scene.at(max(first + timedelta(days=3), scene.today - timedelta(days=20)), "16:40"), partial(_check, scene)
    )


def _register(scene: Scene, at: datetime) -> None:
    for number, (kind, place, spot, years) in enumerate(PIECES, start=1):
        made_on = scene.today + timedelta(days=21) - timedelta(days=round(365.25 * years)) if years else None
        register_equipment(
            school=scene.school, kind=kind, space=scene.spaces[place], spot=spot, made_on=made_on,
            in_service_on=made_on + timedelta(days=20) if made_on else None, maker="天安" if years else "",
            serial=f"TA{number:05d}" if kind.startswith("extinguisher") else "",
            actor=scene.who("general_affairs_director"), at=at + timedelta(seconds=number),
        )  # fmt: skip


def _service(scene: Scene, at: datetime) -> None:
    [old] = Equipment.objects.filter(school=scene.school, space=scene.spaces["K-02"]).select_related("school__bureau")
    service_equipment(
        equipment=old, done_on=scene.school.localdate(at), by_whom=FIRM, what="更换干粉，水压试验合格",
        actor=scene.who("general_affairs_director"), at=at,
    )  # fmt: skip


def _check(scene: Scene, at: datetime) -> None:
    """The sign over one exit is dark; the hazard of it is still to be put right."""
    building = scene.spaces["F-02"].building
    pieces = list(Equipment.objects.filter(school=scene.school, space__building=building).select_related("space"))
    found = [Found(piece, ("sign",), "灯管不亮") if piece.spot == "东门" else Found(piece) for piece in pieces]
    check_building(building=building, found=found, actor=scene.who("general_affairs_director"), at=at)
