"""May a list of the shelf be adopted?"""

from collections.abc import Iterator

from houqin.checklists.models import Checklist
from houqin.checklists.reasons import Reason
from houqin.checklists.shelf import ready_lists
from houqin.kernel.refusals import Refusal


def may_adopt(code: str, *, school, bureau) -> Iterator[Refusal]:
    if code not in ready_lists():
        yield Refusal(Reason.UNKNOWN_READY_LIST, {"code": code})
        return
    known = Checklist.objects.filter(school=None if bureau else school, bureau=bureau, code=code, retired_at=None)
    if known.exists():
        yield Refusal(Reason.ADOPTED_ALREADY, {"title": str(ready_lists()[code])})
