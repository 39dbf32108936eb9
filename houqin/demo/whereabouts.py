"""A class whose children go and come: a weekend behind, a doctor's visit that lasts too long, a night that waits for a
leader's signature, and a girl in the sick room."""

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from houqin.demo.scene import Agenda, Scene
from houqin.people.actions import set_head_teacher
from houqin.people.models import Pupil
from houqin.people.selectors import class_members
from houqin.tenancy.actions import add_space
from houqin.tenancy.models import Space
from houqin.whereabouts import actions
from houqin.whereabouts.models import Leave, ProofKind

HOME_FOR_THE_WEEKEND = 12


def a_signature() -> SimpleUploadedFile:
    image, out = Image.new("RGB", (240, 90), "white"), BytesIO()
    ImageDraw.Draw(image).line((15, 60, 70, 20, 120, 65, 170, 30, 225, 50), fill="black", width=4)
    image.save(out, "PNG")
    return SimpleUploadedFile("签名.png", out.getvalue())


def a_paper() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (320, 240), "#e9e4d8").save(out, "JPEG")
    return SimpleUploadedFile("签字表.jpg", out.getvalue())


def put_on(scene: Scene, agenda: Agenda) -> None:
    """Nothing where nobody boards. The last class of the list: what befalls the first ones is told elsewhere."""
    school_class, _pupils, boarders = scene.classes[-1]
    if not boarders:
        return
    today, teacher = scene.today, scene.who("head_teacher")
    children: list[Pupil] = []

    def begin(at: datetime) -> None:
        director = scene.who("general_affairs_director")
        set_head_teacher(school_class=school_class, head_teacher=teacher.staff, actor=director, at=at)
        building = scene.spaces[next(iter(scene.spaces))].building
        add_space(
            building=building, code="YWS1", name="医务室", kind=Space.Kind.SICK_ROOM,
            actor=director, at=at,
        )  # fmt: skip
        places = class_members(school_class, on=today)
        children.extend(place.pupil for place in places if place.pupil.is_boarder)
        for one in children:
            one.school = scene.school

    tomorrow = scene.at(today + timedelta(days=1), "09:00")
    friday = today - timedelta(days=today.weekday() + 3)
    agenda.add(scene.at(friday, "10:00"), begin)
    agenda.add(scene.at(friday, "10:30"), lambda at: _weekend(scene, agenda, children[:HOME_FOR_THE_WEEKEND], at))
    agenda.add(scene.at(today, "10:40"), lambda at: _to_the_dentist(scene, agenda, children[0], at))
    agenda.add(scene.at(today, "11:20"), lambda at: _ask(scene, agenda, children[1], tomorrow, "家中有事", at))
    agenda.add(scene.at(today, "12:05"), lambda at: _sick(scene, agenda, children[2], at))


def _weekend(scene: Scene, agenda: Agenda, children: list[Pupil], at: datetime) -> None:
    on, teacher, manager = scene.school.localdate(at), scene.who("head_teacher"), scene.who("dorm_manager")
    actions.ask_leaves(
        pupils=children, starts_at=scene.at(on, "17:30"), until_at=scene.at(on + timedelta(days=2), "20:00"),
        reason="周末回家", actor=teacher, at=at,
    )  # fmt: skip
    leaves = list(Leave.objects.of(scene.school).asked().select_related("pupil", "school").order_by("pk"))
    rows = [(leave, leave.pupil.guardians.first()) for leave in leaves]
    taken = [actions.Taken(leave, guardian.name) for leave, guardian in rows]
    brought = [actions.Brought(leave, guardian.name) for leave, guardian in rows]
    steps = {
        scene.at(on, "12:40"): lambda at: actions.confirm_on_paper(rows=rows, paper=a_paper(), actor=teacher, at=at),
        scene.at(on, "12:45"): lambda at: actions.approve_leaves(leaves=leaves, actor=teacher, at=at),
        scene.at(on, "17:40"): lambda at: actions.hand_over(taken=taken, signature=a_signature(), actor=teacher, at=at),
        scene.at(on + timedelta(days=2), "19:35"): lambda at: actions.take_back(
            brought=brought, signature=a_signature(), actor=manager, at=at
        ),
    }
    for moment, step in steps.items():
        agenda.add(moment, step)


def _ask(scene: Scene, agenda: Agenda, pupil: Pupil, until_at: datetime, reason: str, at: datetime) -> Leave:
    """Asked now, confirmed on paper ten minutes later, and approved by the head teacher at once."""
    guardian, teacher = pupil.guardians.first(), scene.who("head_teacher")
    leave = actions.ask_leave(
        pupil=pupil, starts_at=at + timedelta(minutes=30), until_at=until_at, reason=reason,
        collector_name=guardian.name, collector_relation=guardian.relation, collector_phone=guardian.phone,
        actor=teacher, at=at,
    )  # fmt: skip
    signed = {"rows": [(leave, guardian)], "paper": a_paper(), "actor": teacher}
    agenda.add(at + timedelta(minutes=10), lambda at: actions.confirm_on_paper(at=at, **signed))
    agenda.add(at + timedelta(minutes=12), lambda at: actions.approve_leaves(leaves=[leave], actor=teacher, at=at))
    return leave


def _to_the_dentist(scene: Scene, agenda: Agenda, pupil: Pupil, at: datetime) -> None:
    leave = _ask(scene, agenda, pupil, scene.at(scene.today, "13:10"), "看牙", at)
    taken = [actions.Taken(leave, leave.collector_name, ProofKind.ID_CARD, "452X")]
    agenda.add(
        at + timedelta(minutes=35),
        lambda at: actions.hand_over(taken=taken, signature=a_signature(), actor=scene.who("dorm_manager"), at=at),
    )


def _sick(scene: Scene, agenda: Agenda, pupil: Pupil, at: datetime) -> None:
    manager = scene.who("dorm_manager")
    room = Space.objects.of(scene.school).filter(kind=Space.Kind.SICK_ROOM).first()
    illness = actions.report_illness(pupil=pupil, complaint="头晕，没吃早饭", space=room, actor=manager, at=at)
    call = {
        "illness": illness, "guardian": pupil.guardians.first(), "was_reached": True,
        "note": "家长知道了，下午再联系", "actor": manager,
    }  # fmt: skip
    agenda.add(at + timedelta(minutes=8), lambda at: actions.call_guardian(at=at, **call))
