"""Search over every app that has something to find."""

from ninja import Query, Router, Schema

from houqin.documents.coded import find, kinds_for
from houqin.kernel.answers import NO
from houqin.kernel.api_types import words
from houqin.kernel.permissions import NotYours
from houqin.kitchen.permissions import SEE_MEALS

router = Router(tags=["search"])


class SearchIn(Schema):
    text: words(60, "A code, or part of a name.", least=1)


class FoundOut(Schema):
    label: str
    kind: str
    code: str
    page: str


@router.get("", response={200: list[FoundOut], **NO}, operation_id="search", summary="What carries a code or a name")
def search(request, asked: Query[SearchIn]):
    kinds = kinds_for(request.user, school=request.school, at=request.now)
    if not kinds:
        raise NotYours(SEE_MEALS)
    found = find(asked.text, school=request.school, actor=request.user, kinds=kinds)
    return [{"label": one.label, "kind": one.kind, "code": one.code, "page": one.url} for one in found]
