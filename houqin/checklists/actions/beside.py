"""What follows when two people handed in the same list without knowing of each other."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from houqin.checklists import events
from houqin.checklists.models import Answer, Run
from houqin.checklists.notice_kinds import RUNS_DISAGREE
from houqin.checklists.selectors.disagreeing import disagreements
from houqin.journal.actions import record
from houqin.notices.actions import tell, withdraw_about


def have_hazards(*, corrects: Run | None, beside: Run | None) -> set[tuple[int, str]]:
    """(version, key) of the items that failed in an entry corrected, or beside it, or beside this one."""
    entry = Q(run=beside) if beside else Q(pk=None)
    if corrects:
        entry |= Q(run=corrects) | Q(run__beside=corrects) | Q(run=corrects.beside_id)
    return set(Answer.objects.filter(entry, passed=False).values_list("item__version", "item__key"))


def compare(run: Run, *, actor, at: datetime) -> None:
    """Show both people where their entries differ; nothing of either is overwritten."""
    other = run.beside
    found = disagreements(other, run)
    facts = {"title": run.school_list.checklist.title, "on": run.on, "one": other.done_by.name,
             "other": run.done_by.name, "items": [str(one.item) for one in found]}  # fmt: skip
    record(events.RUN_BESIDE, run, about=[other], actor=actor, at=at, **facts)
    if found:
        tell(
            RUNS_DISAGREE, to=[other.done_by, run.done_by], school=run.school, subject=run, at=at,
            url=reverse("checklists:run", args=[run.pk]), **facts,
        )  # fmt: skip


def settle(corrected: Run, *, at: datetime) -> None:
    """A correction is the answer to a disagreement."""
    beside = [corrected, *Run.objects.filter(beside=corrected)]
    if corrected.beside_id or len(beside) > 1:
        withdraw_about(*beside, at=at)
