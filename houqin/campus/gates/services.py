"""Is this service, or this test, a proof? DP-05, DP-10, DE-02, DE-03."""

from collections.abc import Iterator
from datetime import date

from houqin.campus.models import Equipment, Service, System, SystemTest
from houqin.campus.reasons import Reason
from houqin.kernel.refusals import Refusal


def says_by_whom(by_whom: str) -> Iterator[Refusal]:
    if not by_whom.strip():
        yield Refusal(Reason.BY_WHOM_MISSING)


def was_made(made_on: date | None, *, done_on: date) -> Iterator[Refusal]:
    if made_on and done_on < made_on:
        yield Refusal(Reason.NOT_MADE_YET, {"made_on": made_on, "on": done_on})


def next_fits(next_due_on: date | None, *, done_on: date, latest: date | None) -> Iterator[Refusal]:
    """The firm may want to come earlier than the rule; never later. `latest` is None where no rule says."""
    if next_due_on is None:
        return
    if next_due_on <= done_on:
        yield Refusal(Reason.NEXT_NOT_AFTER, {"next_due_on": next_due_on})
    elif latest and next_due_on > latest:
        yield Refusal(Reason.NEXT_TOO_LATE, {"latest": latest})


def may_correct_service(corrects: Service | None, piece: Equipment, newer: Service | None) -> Iterator[Refusal]:
    if corrects is None:
        return
    if corrects.equipment_id != piece.pk:
        yield Refusal(Reason.CORRECTS_ANOTHER, where=piece)
    elif newer:
        yield Refusal(Reason.CORRECTED_ALREADY, where=piece)


def is_a_test(system: str, *, passed: bool, findings: str, papers: int) -> Iterator[Refusal]:
    if system not in System.values:
        yield Refusal(Reason.SYSTEM_UNKNOWN, {"system": system})
    if not passed and not findings.strip():
        yield Refusal(Reason.FINDINGS_MISSING)
    if not papers:
        yield Refusal(Reason.PAPER_MISSING)


def may_correct_test(corrects: SystemTest | None, *, system: str, newer: SystemTest | None) -> Iterator[Refusal]:
    if corrects is None:
        return
    if corrects.system != system:
        yield Refusal(Reason.CORRECTS_ANOTHER)
    elif newer:
        yield Refusal(Reason.CORRECTED_ALREADY)
