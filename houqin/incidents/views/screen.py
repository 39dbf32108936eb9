"""What the screen of the first hour says first, and the verbs it offers, each with its reasons when it cannot."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.incidents import permissions
from houqin.incidents.case_file import CaseFile
from houqin.incidents.gates.accountability import may_enter
from houqin.incidents.gates.evidence import may_protect, may_release_scene
from houqin.incidents.gates.incidents import may_close, may_end, may_reopen
from houqin.incidents.models import AccountabilityEntry, Incident

State, Stage = Incident.State, AccountabilityEntry.Stage


@dataclass(frozen=True)
class Screen:
    """`sentence` is the answer; `verbs` are duties as ui/duties.html draws them."""

    sentence: str
    state: str
    verbs: list[dict]


def screen_of(known: CaseFile, actor, *, at: datetime) -> Screen:
    """Asks no database: the case file and the person's posts are loaded."""
    incident = known.incident
    states = {State.OPEN: "due", State.ENDED: "waiting", State.CLOSED: "done"}
    return Screen(_sentence(known, at), states[State(incident.state)], list(_verbs(known, actor, at)))


def _sentence(known: CaseFile, at: datetime) -> str:
    incident, clock = known.incident, known.next_clock
    if incident.is_closed:
        return _("{kind}: closed.").format(kind=incident.kind_words)
    if clock:
        minutes = int(abs((clock.due_at - at).total_seconds())) // 60
        facts = {"report": clock, "minutes": minutes, "hours": minutes // 60, "days": minutes // 1440}
        if clock.due_at < at:
            return (
                _("{report} is late by {minutes} minutes.").format(**facts)
                if minutes < 60
                else (_("{report} is late by {hours} hours.").format(**facts))
            )
        if minutes < 60:
            return _("{report} within {minutes} minutes.").format(**facts)
        if minutes < 2 * 1440:
            return _("{report} within {hours} hours.").format(**facts)
        return _("{report} within {days} days.").format(**facts)
    if known.open_steps:
        return _("{kind}: {number} steps are open.").format(kind=incident.kind_words, number=len(known.open_steps))
    if incident.state == State.ENDED:
        return _("{kind} is over; a second person verifies and closes.").format(kind=incident.kind_words)
    return _("{kind}: the first hour is done. Report every day until it is over.").format(kind=incident.kind_words)


def _verbs(known: CaseFile, actor, at: datetime):
    """What can come next, for the posts of this person; most of it folds away once the incident is closed."""
    incident = known.incident

    def offer(name: str, needs, title: str, verb: str, refusals=(), detail: str = ""):
        refusals = list(refusals)
        if actor.may(needs, school=incident.school, at=at):
            url = reverse("incidents:act", args=[incident.pk, name])
            yield {
                "state": "blocked" if refusals else "due", "title": title, "verb": verb, "verb_url": url,
                "refusals": refusals, "detail": detail,
            }  # fmt: skip

    if incident.state != State.OPEN:
        yield from offer("reopen", permissions.REOPEN_INCIDENTS, _("It was not over after all"), _("Reopen"),
                         may_reopen(incident, "…"))  # fmt: skip
    if incident.is_closed:
        return
    yield from offer("update", permissions.HANDLE_INCIDENTS, _("Something new is known"), _("Add it"),
                     detail=_("Number of ill, state of the injured, measures taken"))  # fmt: skip
    yield from offer("send", permissions.SEND_REPORTS, _("Continuing report"), _("Report"),
                     detail=_("At least once a day until it is over"))  # fmt: skip
    yield from offer("grade", permissions.GRADE_INCIDENTS, _("How grave is it"), _("Set the grade"),
                     detail=str(incident.get_grade_display()))  # fmt: skip
    yield from offer("assign", permissions.ASSIGN_INCIDENTS, _("Who handles it"), _("Assign"),
                     detail=incident.handler.name)  # fmt: skip
    for stage, name, title, verb in (
        (Stage.INVESTIGATION, "investigate", _("Investigation"), _("Begin")),
        (Stage.FINDING, "finding", _("Finding: cause, and who answers"), _("Record")),
        (Stage.SANCTION, "sanction", _("Sanction"), _("Record")),
        (Stage.PUBLICATION, "publish", _("Notice of the findings"), _("Publish")),
    ):
        if stage == Stage.INVESTIGATION and known.stage(stage):
            continue
        yield from offer(name, permissions.INVESTIGATE, title, verb, may_enter(known, stage, text="…", whom="…"))
    if known.stage(Stage.FINDING):
        yield from offer("rectify", permissions.INVESTIGATE, _("Rectification"), _("Demand"),
                         detail=_("Becomes a hazard with an owner and a day"))  # fmt: skip
    if incident.state == State.OPEN:
        yield from offer("end", permissions.END_INCIDENTS, _("The danger is over"), _("End"), may_end(known))
    yield from offer(
        "close", permissions.CLOSE_INCIDENTS, _("Verify and close"), _("Close the case"), may_close(known, actor)
    )


def scene_verb(known: CaseFile) -> dict:
    """Protect or release: name, words and reasons of the one that fits."""
    if known.is_scene_protected:
        return {
            "name": "release-scene",
            "label": _("Release the scene"),
            "refusals": list(may_release_scene(known, "…")),
        }
    return {"name": "protect", "label": _("Protect the scene"), "refusals": list(may_protect(known, ["cordoned"]))}
