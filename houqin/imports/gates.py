"""Questions asked before an import changes state."""

from houqin.imports.models import ImportRun, State
from houqin.imports.reasons import Reason
from houqin.kernel.refusals import Refusal


def may_decide(run: ImportRun):
    """Why this run can no longer be accepted or put aside."""
    if run.state != State.CHECKED:
        yield Refusal(Reason.ALREADY_DECIDED, {"state": State(run.state).label}, where=run)


def may_accept(run: ImportRun, *, all_or_none: bool):
    """Why nothing would come of accepting."""
    yield from may_decide(run)
    if not run.good_count:
        yield Refusal(Reason.NO_GOOD_ROWS)
    elif all_or_none and run.bad_count:
        yield Refusal(Reason.NOT_ALL_GOOD, {"bad": run.bad_count})


def may_undo(run: ImportRun, *, school, created: list, at):
    """Why what came in can no longer be taken back: the importer knows what was used since."""
    if run.state != State.ACCEPTED:
        yield Refusal(Reason.NOT_ACCEPTED, {"state": State(run.state).label})
        return
    bringing = run.importer.does if run.importer else None
    if not hasattr(bringing, "undo"):
        yield Refusal(Reason.CANNOT_BE_UNDONE)
    elif hasattr(bringing, "may_undo"):
        yield from bringing.may_undo(school, created, at)
