"""What every router of governance asks first, and how reported work is shown and judged."""

from datetime import date, datetime

from ninja import Schema

from houqin.governance.permissions import SEE_GOVERNANCE
from houqin.kernel.api_types import In, Named, words
from houqin.kernel.permissions import authorise
from houqin.tenancy.reaching import one_of


def looked_at(request):
    """The school of the key.  Raises NotYours."""
    authorise(request.user, SEE_GOVERNANCE, school=request.school, at=request.now)
    return request.school


def one(request, rows, pk: int):
    """Raises Http404, NotYours."""
    found = one_of(request, rows.select_related("school__bureau"), pk)
    authorise(request.user, SEE_GOVERNANCE, school=found.school, at=request.now)
    return found


class EvidenceIn(In):
    evidence: words(400, "What shows that it was done.", least=1)


class WorkOut(Schema):
    """Work that a post owes by a day, and what was said of it."""

    id: int
    owner: str
    due_on: date
    done_at: datetime | None
    done_by: Named | None
    evidence: str
    returned_at: datetime | None
