"""What cases write in the journal. Hazards first; incidents below."""

from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.incidents.incident_kinds import addressees, card_steps, incident_kinds, numbers
from houqin.incidents.models import Category, DrillKind, EvidenceKind, Grade, IncidentGrade, ReportForm, SentReport
from houqin.journal.kinds import entry_kind, label_of
from houqin.kernel.shown import shown
from houqin.tenancy.posts import Post


def _then(value) -> str:
    """One more fact of a sentence; a fact that is missing brings no comma."""
    return f"{at_once(', ')}{shown(value)}" if value else ""


#: What may be missing and stands at the end.
TAILS = {"where": _then, "owner": _then, "note": _then, "reference": _then}
WORDS = {
    "grade": lambda code: Grade(code).label if code else "",
    "category": lambda code: Category(code).label,
    "post": lambda code: _then(Post(code).label) if code else "",
} | TAILS

HAZARD_REPORTED = entry_kind(
    "incidents.hazard_reported", _("Hazard reported"), _("{code} {category}: {what}{where}"), WORDS
)
HAZARD_RECURRED = entry_kind(
    "incidents.hazard_recurred", _("Hazard is back"), _("{code} repeats {earlier} of {earlier_on}")
)
HAZARD_GRADED = entry_kind(
    "incidents.hazard_graded", _("Hazard graded"), _("{code}: {grade}, until {due_on}{post}{owner}{note}"), WORDS
)
HAZARD_ASSIGNED = entry_kind(
    "incidents.hazard_assigned", _("Hazard assigned"), _("{code}: until {due_on}{post}{owner}{note}"), WORDS
)
HAZARD_REPORTED_UP = entry_kind(
    "incidents.hazard_reported_up", _("Major hazard reported to the bureau"), _("{code}: {note}")
)
HAZARD_FIXED = entry_kind("incidents.hazard_fixed", _("Hazard put right"), _("{code}: {note}"))
HAZARD_VERIFIED = entry_kind(
    "incidents.hazard_verified", _("Hazard verified and closed"), _("{code}: put right by {fixer}{note}"), WORDS
)
HAZARD_SENT_BACK = entry_kind("incidents.hazard_sent_back", _("Hazard sent back"), _("{code}: {note}"))
HAZARD_NOTED = entry_kind("incidents.hazard_noted", _("Note on a hazard"), _("{code}: {note}"))
USE_STOPPED = entry_kind("incidents.use_stopped", _("Out of use"), _("{name}, because of {code}"))
USE_RELEASED = entry_kind("incidents.use_released", _("In use again"), _("{name}, after {code}: {why}"))


def _named(known):
    """Code → words, by the data of this moment; an unknown code reads as itself."""
    return lambda code: known().get(code, code)


KIND = {"what": _named(incident_kinds)}
STEP = TAILS | {"step": _named(card_steps)}
REPORT = TAILS | {"to": _named(addressees), "form": label_of(ReportForm), "how": label_of(SentReport.How)}

# Incidents
INCIDENT_REPORTED = entry_kind(
    "incidents.incident_reported",
    _("Incident reported"),
    _("{code} {what}, found {discovered_at}{late}: {summary}"),
    KIND | {"late": lambda is_late: _(" (entered late)") if is_late else ""},
)
INCIDENT_ASSIGNED = entry_kind("incidents.incident_assigned", _("Handler named"), _("{code}: {name}. {why}"))
INCIDENT_GRADED = entry_kind(
    "incidents.incident_graded", _("Graded"), _("{code}: {grade}. {why}"), {"grade": label_of(IncidentGrade)}
)
UPDATE_ADDED = entry_kind("incidents.update_added", _("Update"), _("{code}: {text}"))
INCIDENT_ENDED = entry_kind("incidents.incident_ended", _("Incident over"), _("{code}: {text}"))
INCIDENT_CLOSED = entry_kind("incidents.incident_closed", _("Incident closed"), _("{code}: {text}"))
INCIDENT_REOPENED = entry_kind("incidents.incident_reopened", _("Incident reopened"), _("{code}: {why}"))
STEP_DONE = entry_kind("incidents.step_done", _("Step done"), _("{code}: {step}{note}"), STEP)
STEP_NOT_NEEDED = entry_kind("incidents.step_not_needed", _("Step not needed"), _("{code}: {step}{note}"), STEP)
CALL_LOGGED = entry_kind(
    "incidents.call_logged",
    _("Call made"),
    _("{code}: {number} by {caller}{reference}"),
    TAILS | {"number": _named(numbers)},
)
REPORT_SENT = entry_kind(
    "incidents.report_sent", _("Report sent"), _("{code}: {form} to {to}, {how}, {receiver}{reference}"), REPORT
)

# Scene and evidence
SCENE_PROTECTED = entry_kind(
    "incidents.scene_protected", _("Scene protected"), _("{code}: {checks}{text}"), TAILS | {"text": _then}
)
SCENE_RELEASED = entry_kind("incidents.scene_released", _("Scene released"), _("{code}: {text}"))
EVIDENCE_SEALED = entry_kind(
    "incidents.evidence_sealed",
    _("Evidence sealed"),
    _("{code}: {what} “{item}”, {count}, in {place}, signed by {signers}"),
    {"what": label_of(EvidenceKind)},
)
EVIDENCE_HANDED_OVER = entry_kind(
    "incidents.evidence_handed_over",
    _("Evidence handed over"),
    _("{code}: {organisation}, {receiver}{reference}"),
    TAILS,
)
EVIDENCE_RETURNED = entry_kind("incidents.evidence_returned", _("Evidence came back"), _("{code}: {organisation}"))
EVIDENCE_RELEASED = entry_kind(
    "incidents.evidence_released", _("Evidence released"), _("{code}: {reference}{why}"), {"why": _then}
)

# Accountability
INVESTIGATION_OPENED = entry_kind("incidents.investigation_opened", _("Investigation begun"), _("{code}: {text}"))
FINDING_RECORDED = entry_kind("incidents.finding_recorded", _("Finding"), _("{code}: {text}{whom}"), {"whom": _then})
SANCTION_RECORDED = entry_kind("incidents.sanction_recorded", _("Sanction"), _("{code}: {whom}: {text}"))
RECTIFICATION_DEMANDED = entry_kind(
    "incidents.rectification_demanded", _("Rectification demanded"), _("{code}: {hazard}")
)
FINDINGS_PUBLISHED = entry_kind("incidents.findings_published", _("Findings published"), _("{code}: {text}"))

# Plans and drills
PLAN_WRITTEN = entry_kind("incidents.plan_written", _("Plan written"), _("{what}: {title}, version {version}"), KIND)
PLAN_APPROVED = entry_kind(
    "incidents.plan_approved", _("Contingency plan approved"), _("{what}: {title}, version {version}"), KIND
)
PLAN_REVIEWED = entry_kind(
    "incidents.plan_reviewed", _("Contingency plan reviewed"), _("{what}: {title}, version {version}. {remark}"), KIND
)
DRILL_RECORDED = entry_kind(
    "incidents.drill_recorded",
    _("Drill held"),
    _("{code} {what} at {place}: {actual_seconds} of {planned_seconds} s, {heads_counted} of {heads_expected} heads"),
    {"what": label_of(DrillKind)},
)
