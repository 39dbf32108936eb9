"""An incident as somebody reports it, and how far it has come; a test says only what matters to it."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from houqin.incidents.actions import (
    do_step,
    end_incident,
    open_investigation,
    record_finding,
    report_incident,
    send_report,
)
from houqin.incidents.case_file import case_file_of
from tests.builders import NOON

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def a_file(name="证明.pdf", content=b"%PDF-1.7 proof"):
    return SimpleUploadedFile(name, content)


def it_happens(scene, kind="injury", *, actor=None, at=NOON, **more):
    return report_incident(
        school=scene.school, kind=kind, actor=actor or scene.crew.cook, at=at,
        **({"summary": "切菜时手部烫伤", "space": scene.kitchen} | more),
    )  # fmt: skip


def do_all_steps(incident, actor, *, at=NOON):
    for step in case_file_of(incident).open_steps:
        do_step(step=step, actor=actor, at=at)


def send_all(incident, actor, *, at=NOON):
    for owed in case_file_of(incident).open_reports:
        send_report(
            incident=incident, owed=owed, how="phone", receiver="王科长", reference="值班 17", actor=actor, at=at
        )


def bring_to_the_end(scene, incident, *, by=None, at=NOON):
    """Everything done and proven by one person; what is left is that another looks and closes."""
    by = by or scene.crew.general_affairs_director
    do_all_steps(incident, by, at=at)
    send_all(incident, by, at=at)
    open_investigation(incident=incident, text="事故原因", actor=by, at=at)
    record_finding(incident=incident, text="地面湿滑", actor=by, at=at)
    ended = end_incident(incident=incident, text="伤者已返校", actor=by, at=at)
    send_all(ended, by, at=at)
    return ended
