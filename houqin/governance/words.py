"""The states of rules, plans, work and clauses: the shape each shows, and its word."""

from django.utils.translation import gettext_lazy as _

from houqin.governance.models.plans import PlanState
from houqin.governance.selectors import charter
from houqin.governance.selectors.rules import COMING, DRAFT, ENDED, IN_FORCE, REVIEW_DUE

#: State of a rule → shape and word.
STATE_WORDS = {
    REVIEW_DUE: ("late", _("Review due")),
    DRAFT: ("due", _("Not approved")),
    COMING: ("waiting", _("Holds later")),
    IN_FORCE: ("done", _("In force")),
    ENDED: ("held", _("No longer holds")),
}

PLAN_SHAPES = {
    PlanState.DRAFT: "due",
    PlanState.APPROVED: "waiting",
    PlanState.RUNNING: "due",
    PlanState.REVIEWED: "done",
    PlanState.ARCHIVED: "held",
}

#: State of a clause → shape and word, in the order of the counters.
CLAUSE_WORDS = {
    charter.LATE: ("late", _("A duty is late")),
    charter.QUIET: ("waiting", _("Quiet for long")),
    charter.UNPROVEN: ("due", _("No evidence yet")),
    charter.STANDS: ("done", _("Stands")),
    charter.UNBUILT: ("held", _("Not built yet")),
}


def work_shape(work, *, judged_at, today) -> tuple[str, str]:
    """Shape and word of a milestone or an action item."""
    if judged_at:
        return "done", str(_("Verified"))
    if work.done_at:
        return "waiting", str(_("Done, not yet verified"))
    return ("late", str(_("Overdue"))) if work.due_on < today else ("due", str(_("To do")))
