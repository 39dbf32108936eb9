"""What keeps which clause of the plan here."""

from houqin.incidents import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind(
    "C-24", gates=("GT-19",), entries=(events.HAZARD_REPORTED, events.HAZARD_FIXED, events.HAZARD_VERIFIED),
    ledgers=("hazards",), answers=Post.GENERAL_AFFAIRS_DIRECTOR, view="incidents:hazards",
)  # fmt: skip
stands_behind(
    "D-29", gates=("GT-19",), entries=(events.HAZARD_REPORTED_UP, events.USE_STOPPED), ledgers=("hazards",),
    answers=Post.PRINCIPAL, view="incidents:hazards",
)  # fmt: skip
CASES = "incidents:incidents"

stands_behind(
    "C-20",
    entries=(events.FINDING_RECORDED, events.SANCTION_RECORDED, events.FINDINGS_PUBLISHED),
    ledgers=("incidents",), answers=Post.PRINCIPAL, view=CASES,
)  # fmt: skip
stands_behind("C-25", entries=(events.INCIDENT_REPORTED,), ledgers=("incidents",), answers=Post.PRINCIPAL, view=CASES)
stands_behind(
    "C-34", entries=(events.PLAN_APPROVED, events.PLAN_REVIEWED, events.DRILL_RECORDED), ledgers=("drills",),
    answers=Post.DEPUTY_PRINCIPAL, view="incidents:plans",
)  # fmt: skip
stands_behind("D-29", entries=(events.INCIDENT_REPORTED,), answers=Post.PRINCIPAL, view=CASES)
stands_behind("D-30", entries=(events.INCIDENT_REPORTED,), answers=Post.PRINCIPAL, view=CASES)
stands_behind("D-31", entries=(events.CALL_LOGGED, events.STEP_DONE), answers=Post.DEPUTY_PRINCIPAL, view=CASES)
stands_behind(
    "D-32", entries=(events.SCENE_PROTECTED, events.EVIDENCE_SEALED, events.EVIDENCE_HANDED_OVER),
    answers=Post.GENERAL_AFFAIRS_DIRECTOR, view=CASES,
)  # fmt: skip
stands_behind("D-33", entries=(events.REPORT_SENT,), answers=Post.DEPUTY_PRINCIPAL, view=CASES)
stands_behind("D-34", gates=("GT-19",), entries=(events.INCIDENT_CLOSED,), answers=Post.PRINCIPAL, view=CASES)
stands_behind("D-36", entries=(events.INCIDENT_REPORTED,), answers=Post.GENERAL_AFFAIRS_DIRECTOR, view=CASES)
