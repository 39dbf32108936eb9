"""One incident on paper: facts, timeline, calls, reports with proof, evidence with hashes, custody, findings."""

from django.utils.translation import gettext as _

from houqin.documents.columns import Signed
from houqin.documents.ledgers import Column
from houqin.documents.records import Record, Section
from houqin.incidents.case_file import CaseFile
from houqin.incidents.incident_kinds import numbers
from houqin.journal.models import Entry
from houqin.tenancy.posts import Post


def dossier_of(known: CaseFile) -> Record:
    """One query besides those of the case file: the journal's entries about it, oldest first."""
    incident = known.incident
    entries = Entry.objects.about(incident).order_by("sequence")
    sections = [
        _steps(known), _calls(known), _reports(known), _updates(known), _evidence(known), _custody(known),
        _accountability(known), _rectifications(known), _timeline(incident, entries),
    ]  # fmt: skip
    return Record(
        _("Incident dossier"), "HQ-事件-01", _facts(known), sections, [],
        [Post.GENERAL_AFFAIRS_DIRECTOR.label, Post.DEPUTY_PRINCIPAL.label, Post.PRINCIPAL.label],
        incident.get_absolute_url(),
    )  # fmt: skip


def _facts(known: CaseFile) -> list[tuple]:
    incident, local = known.incident, known.incident.school.localtime
    entered = incident.received_at
    facts = [
        (_("Code"), incident.code),
        (_("Kind"), incident.kind_words),
        (_("Gravity"), incident.get_grade_display()),
        (_("Discovered at"), incident.discovered_at),
        (_("Entered at"), f"{local(entered):%Y-%m-%d %H:%M}" + (_(" (entered late)") if incident.is_late else "")),
        (_("Where"), incident.where),
        (_("Whom it befell"), incident.people),
        (_("What happened"), incident.summary),
        (_("Ill or injured"), known.latest("ill")),
        (_("In hospital"), known.latest("in_hospital")),
        (_("Dead"), known.latest("dead")),
        (_("Reported by"), incident.reported_by.name),
        (_("Handler"), incident.handler.name),
        (_("State"), incident.get_state_display()),
        (_("Ended at"), incident.ended_at),
        (
            _("Verified and closed by"),
            incident.closed_by and f"{incident.closed_by.name} {local(incident.closed_at):%Y-%m-%d %H:%M}",
        ),
    ]
    return [(label, value) for label, value in facts if value not in (None, "")]


def _columns(**wanted) -> list[Column]:
    """name=(title, width) or (title, width, align)."""
    return [Column(name, *shape) for name, shape in wanted.items()]


def _said(*parts: str) -> str:
    return _(", ").join(part for part in parts if part)


def _time(incident, moment) -> str:
    return f"{incident.school.localtime(moment):%m-%d %H:%M}" if moment else ""


def _steps(known: CaseFile) -> Section:
    columns = _columns(
        step=(_("Step"), 58, "start"), due=(_("Time limit"), 24), done=(_("Done"), 24), by=(_("By"), 30),
        note=(_("Note"), 36, "start"),
    )  # fmt: skip
    rows = [
        {
            "step": f"{one.number}. {one}", "due": _time(known.incident, one.due_at),
            "done": _time(known.incident, one.done_at) or _("still open"), "by": one.done_by and one.done_by.name,
            "note": _said(one.get_outcome_display() if one.outcome == "not_needed" else "", one.note),
        }
        for one in known.steps
    ]  # fmt: skip
    return Section(_("First hour"), columns, rows)


def _calls(known: CaseFile) -> Section:
    columns = _columns(
        number=(_("Number called"), 34),
        caller=(_("Caller"), 30),
        at=(_("Called at"), 26),
        reference=(_("Reference"), 40),
        note=(_("What was said"), 44, "start"),
    )
    rows = [
        {
            "number": f"{one.number} {numbers().get(one.number, '')}".strip(), "caller": one.caller,
            "at": _time(known.incident, one.called_at), "reference": one.reference, "note": one.note,
        }
        for one in known.calls
    ]  # fmt: skip
    return Section(_("Calls"), columns, rows, empty=_("No call is logged."))


def _reports(known: CaseFile) -> Section:
    columns = _columns(
        report=(_("Which report"), 44, "start"),
        due=(_("Time limit"), 22),
        sent=(_("Sent"), 22),
        how=(_("How, to whom"), 38, "start"),
        proof=(_("Proof"), 48, "start"),
    )
    owed = {one.pk: one for one in known.owed}
    rows = [
        {
            "report": str(one), "due": _time(known.incident, owed[one.owed_id].due_at) if one.owed_id else "",
            "sent": _time(known.incident, one.sent_at),
            "how": f"{_said(one.get_how_display(), one.receiver)}\n{one.by.name}",
            "proof": _proof(one.reference, one.attachment),
        }
        for one in known.sent
    ]  # fmt: skip
    rows += [
        {"report": str(one), "due": _time(known.incident, one.due_at), "sent": _("still open"), "how": "", "proof": ""}
        for one in known.open_reports
    ]
    return Section(_("Reports"), columns, rows, empty=_("No report is owed."))


def _proof(reference: str, attachment) -> str:
    """Their number, and the file with its hash in groups that a person can compare."""
    said = [reference] if reference else []
    if attachment:
        said += [attachment.name, _hash(attachment.digest)]
    return "\n".join(said)


def _by_hand(row) -> list:
    return [row.drawn.file] if row.drawn else []


def _hash(digest: str) -> str:
    return "SHA-256 " + " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _updates(known: CaseFile) -> Section:
    columns = _columns(
        at=(_("Time"), 24),
        what=(_("Act"), 26),
        text=(_("In words"), 78, "start"),
        numbers=(_("Ill, in hospital, dead"), 26),
        by=(_("By"), 20),
    )
    rows = [
        {
            "at": _time(known.incident, one.happened_at), "what": one.get_what_display(),
            "text": _said(one.get_grade_display(), one.text), "by": one.by.name,
            "numbers": _(", ").join("–" if said is None else str(said) for said in (one.ill, one.in_hospital, one.dead))
            if (one.ill, one.in_hospital, one.dead) != (None, None, None) else "",
        }
        for one in known.updates
    ]  # fmt: skip
    return Section(_("What became known"), columns, rows, empty=_("Nothing was added."))


def _evidence(known: CaseFile) -> Section:
    columns = _columns(
        code=(_("Label"), 28),
        item=(_("Thing"), 36, "start"),
        count=(_("Amount"), 20),
        place=(_("Kept where"), 26, "start"),
        signed=(_("Sealed, signed by"), 30),
        photo=(_("Photo"), 40, "start"),
    )
    rows = [
        {
            "code": one.evidence.code, "item": f"{one.evidence.item}\n{one.evidence.get_kind_display()}",
            "count": one.evidence.count, "place": one.evidence.place,
            "signed": Signed(
                f"{_time(known.incident, one.evidence.sealed_at)}\n{one.evidence.sealed_by.name}\n"
                f"{one.evidence.witness.name}", _by_hand(one.evidence),
            ),
            "photo": "\n".join(_hash(photo.digest) for photo in one.photos),
        }
        for one in known.held
    ]  # fmt: skip
    return Section(_("Evidence"), columns, rows, empty=_("Nothing was sealed."))


def _custody(known: CaseFile) -> Section:
    columns = _columns(
        code=(_("Label"), 28), at=(_("Time"), 24), what=(_("Act"), 24), to=(_("Authority, person"), 44, "start"),
        proof=(_("Receipt"), 40, "start"), by=(_("By"), 18),
    )  # fmt: skip
    rows = [
        {
            "code": one.evidence.code, "at": _time(known.incident, event.happened_at), "what": event.get_what_display(),
            "to": Signed(_said(event.organisation, event.receiver), _by_hand(event)),
            "proof": _proof(event.reference, event.signature),
            "by": event.by.name,
        }
        for one in known.held
        for event in one.custody
    ]  # fmt: skip
    return Section(_("Custody"), columns, rows, empty=_("Nothing has left our seal."))


def _accountability(known: CaseFile) -> Section:
    columns = _columns(
        at=(_("Time"), 24),
        stage=(_("Stage"), 26),
        whom=(_("Responsible"), 36, "start"),
        text=(_("In words"), 68, "start"),
        by=(_("By"), 20),
    )
    rows = [
        {
            "at": _time(known.incident, one.happened_at), "stage": one.get_stage_display(), "whom": one.whom,
            "text": _said(one.text, one.reference), "by": one.by.name,
        }
        for one in known.accountability
    ]  # fmt: skip
    return Section(_("Investigation and accountability"), columns, rows, empty=_("No investigation has begun."))


def _rectifications(known: CaseFile) -> Section:
    columns = _columns(hazard=(_("Hazard"), 120, "start"), state=(_("State"), 40))
    rows = [{"hazard": str(one), "state": one.get_state_display()} for one in known.rectifications]
    return Section(_("Rectifications"), columns, rows, empty=_("No rectification was demanded."))


def _timeline(incident, entries) -> Section:
    columns = _columns(
        number=(_("Entry"), 16), at=(_("Time"), 24), who=(_("Who"), 30), what=(_("What happened"), 104, "start")
    )
    rows = [
        {
            "number": f"#{one.sequence}", "at": _time(incident, one.at), "who": one.actor_name,
            "what": f"{one.title}{_(': ')}{one.sentence}",
        }
        for one in entries
    ]  # fmt: skip
    return Section(_("Timeline, as the journal has it"), columns, rows)
