"""What went wrong and how it was met: a burn two weeks ago, a failure of the water today; two plans, three drills."""

from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from houqin.demo.scene import Agenda, Scene
from houqin.demo.tables import table
from houqin.incidents import actions
from houqin.incidents.case_file import case_file_of
from houqin.incidents.models import Incident


def put_on(scene: Scene, agenda: Agenda, *, first: date) -> None:
    """On days counted back from the demo's own, none before the `first` of its story."""
    said = table("cases")
    days = [max(first, scene.today - timedelta(days=back)) for back in (20, 13, 6)]
    for number, plan in enumerate(said["plans"]):
        agenda.add(scene.at(days[0], "16:00", 10 * number), partial(_plan, scene, agenda, plan))
    for on, drill in zip(days, said["drills"], strict=True):
        agenda.add(scene.at(on, drill["at"], 20), partial(_drill, scene, drill, on))
    burn = max(first, scene.today - timedelta(days=14))
    agenda.add(scene.at(burn, "10:31"), partial(_burn, scene, agenda, said["burn"], burn))
    agenda.add(scene.at(scene.today, "12:52"), partial(_no_water, scene, agenda, said["water"]))


def _plan(scene: Scene, agenda: Agenda, words: dict, at: datetime) -> None:
    plan = actions.write_plan(
        school=scene.school, kind=words["kind"], title=words["title"], steps="\n".join(words["steps"]),
        people="\n".join(words["people"]), actor=scene.who("general_affairs_director"), at=at,
    )  # fmt: skip
    approve = partial(actions.approve_plan, plan=plan, actor=scene.who("principal"))
    agenda.add(at + timedelta(minutes=4), lambda at: approve(at=at))


def _drill(scene: Scene, words: dict, on: date, at: datetime) -> None:
    heads = scene.pupils if words["whole_school"] else scene.boarders
    actions.record_drill(
        school=scene.school, kind=words["kind"], place=words["place"], happened_at=scene.at(on, words["at"]),
        planned_seconds=words["planned_seconds"], actual_seconds=words["actual_seconds"], heads_expected=heads,
        heads_counted=heads, faults=words.get("faults", ""), improvement=words.get("improvement", ""),
        actor=scene.who("general_affairs_director"), at=at,
    )  # fmt: skip


def _burn(scene: Scene, agenda: Agenda, words: dict, on: date, at: datetime) -> None:
    """A pupil on duty is scalded: the first hour within its clocks, evidence, finding, and a second pair of eyes."""
    director, doctor = scene.who("general_affairs_director"), scene.who("school_doctor")
    incident = actions.report_incident(
        school=scene.school, kind="injury", discovered_at=at - timedelta(minutes=4), summary=words["summary"],
        place=words["place"], people=words["people"], ill=1, actor=scene.who("cook"), at=at,
    )  # fmt: skip
    for number, step in enumerate(case_file_of(incident).open_steps, start=1):
        needed = step.code != "call_120"
        do = partial(actions.do_step, step=step, is_needed=needed, note="" if needed else words["not_needed"])
        agenda.add(at + timedelta(minutes=number), lambda at, do=do: do(actor=doctor, at=at))
    agenda.add(at + timedelta(minutes=12), partial(_report_all, incident, words, director))
    agenda.add(at + timedelta(minutes=20), partial(_seal, scene, incident, words))
    agenda.add(scene.at(on, "16:40"), partial(_clear_up, scene, agenda, incident, words, on))


def _seal(scene: Scene, incident: Incident, words: dict, at: datetime) -> None:
    actions.seal_evidence(
        incident=incident, kind="tool", item=words["evidence"], count="1", place=words["kept"], photo=_photo(),
        witness=scene.who("cook"), actor=scene.who("general_affairs_director"), at=at,
    )  # fmt: skip


def _clear_up(scene: Scene, agenda: Agenda, incident: Incident, words: dict, on: date, at: datetime) -> None:
    director = scene.who("general_affairs_director")
    actions.grade_incident(incident=incident, grade="minor", why=words["why"], actor=director, at=at)
    actions.open_investigation(incident=incident, text=words["investigation"], actor=director, at=at)
    actions.record_finding(incident=incident, text=words["finding"], whom=words["whom"], actor=director, at=at)
    [held] = case_file_of(incident).held
    actions.release_evidence(
        evidence=held.evidence, reference=words["leave"], why=words["released"], actor=director, at=at
    )
    agenda.add(at + timedelta(minutes=5), partial(_end, incident, words, director))
    agenda.add(at + timedelta(minutes=15), partial(_report_all, incident, words, director))
    agenda.add(scene.at(on + timedelta(days=1), "09:10"), partial(_close, scene, incident, words))


def _end(incident: Incident, words: dict, actor, at: datetime) -> None:
    actions.end_incident(incident=incident, text=words["ended"], actor=actor, at=at)


def _close(scene: Scene, incident: Incident, words: dict, at: datetime) -> None:
    actions.publish_findings(incident=incident, text=words["notice"], actor=scene.who("principal"), at=at)
    actions.close_incident(incident=incident, text=words["verified"], actor=scene.who("principal"), at=at)


def _report_all(incident: Incident, words: dict, actor, at: datetime) -> None:
    for owed in case_file_of(incident).open_reports:
        how = "phone" if owed.form == "phone" else "system"
        actions.send_report(
            incident=incident, owed=owed, how=how, receiver=words["receiver"], reference=words["reference"],
            actor=actor, at=at,
        )  # fmt: skip


def _no_water(scene: Scene, agenda: Agenda, words: dict, at: datetime) -> None:
    """Twenty-six minutes ago when the demo is opened: two steps are done, the call to the bureau is due."""
    director = scene.who("general_affairs_director")
    incident = actions.report_incident(
        school=scene.school, kind="utility", summary=words["summary"], place=words["place"], actor=director, at=at
    )
    for number, step in enumerate(case_file_of(incident).open_steps[:2]):
        do = partial(actions.do_step, step=step, actor=director)
        agenda.add(at + timedelta(minutes=3 * number + 2), lambda at, do=do: do(at=at))


def _photo() -> SimpleUploadedFile:
    """A grey card: the demo carries no pictures."""
    out = BytesIO()
    Image.new("RGB", (320, 240), "#9aa0a6").save(out, "JPEG")
    return SimpleUploadedFile("seal.jpg", out.getvalue())
