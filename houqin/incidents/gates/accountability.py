"""Investigation before finding, finding before sanction and publication (charter C-20)."""

from collections.abc import Iterator

from houqin.incidents.case_file import CaseFile
from houqin.incidents.gates.incidents import says_why
from houqin.incidents.models import AccountabilityEntry
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.kernel.refusals import Refusal

Stage = AccountabilityEntry.Stage


def may_enter(known: CaseFile, stage: str, *, text: str, whom: str) -> Iterator[Refusal]:
    yield from says_why(text, Reason.TEXT_MISSING)
    begun = known.stage(Stage.INVESTIGATION)
    if stage == Stage.INVESTIGATION and begun:
        yield Refusal(Reason.INVESTIGATED_ALREADY)
    if stage == Stage.FINDING and not begun:
        yield Refusal(Reason.NOT_INVESTIGATED)
    if stage in (Stage.SANCTION, Stage.PUBLICATION) and not known.stage(Stage.FINDING):
        yield Refusal(Reason.NO_FINDING)
    if stage == Stage.SANCTION and not whom.strip():
        yield Refusal(Reason.WHOM_MISSING)
