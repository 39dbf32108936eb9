"""Reporting a milestone or an action item as done, and having another person look at it (S-02, S-18)."""

from collections.abc import Iterator

from houqin.governance.reasons import Reason
from houqin.kernel.refusals import Refusal


def may_report(work, *, evidence: str) -> Iterator[Refusal]:
    """Why this milestone or action item may not be reported as done."""
    if not evidence.strip():
        yield Refusal(Reason.EVIDENCE_MISSING)
    if work.done_at:
        yield Refusal(Reason.DONE_ALREADY, {"what": str(work), "day": work.school.localdate(work.done_at)})


def may_judge(work, *, actor, judged_at) -> Iterator[Refusal]:
    """Why this person may not accept it or send it back. `judged_at`: when it was accepted before, if it was."""
    if work.done_at is None:
        yield Refusal(Reason.NOT_DONE_YET, {"what": str(work)})
    elif judged_at:
        yield Refusal(Reason.ACCEPTED_ALREADY, {"what": str(work), "day": work.school.localdate(judged_at)})
    elif work.done_by_id == actor.pk:
        yield Refusal(Reason.OWN_WORK, {"name": actor.name})
