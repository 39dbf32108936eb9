"""Search over every app that has something to find."""

from ninja import Query, Router, Schema

from houqin.kernel.answers import NO
from houqin.kernel.api_types import words
from houqin.kernel.permissions import NotYours
from houqin.kernel.shown import shown
from houqin.kitchen import selectors as kitchen
from houqin.kitchen.permissions import SEE_MEALS
from houqin.supply import selectors as store
from houqin.supply.permissions import SEE_STORE

router = Router(tags=["search"])

#: Who is asked, and which permission opens their answers.
ASKED = ((store.find, SEE_STORE), (kitchen.find, SEE_MEALS))
MOST_FROM_ONE = 20


class SearchIn(Schema):
    text: words(60, "A code, or part of a name.", least=1)


class FoundOut(Schema):
    label: str
    kind: str
    code: str
    page: str


@router.get("", response={200: list[FoundOut], **NO}, operation_id="search", summary="What carries a code or a name")
def search(request, asked: Query[SearchIn]):
    found = []
    allowed = [ask for ask, needs in ASKED if request.user.may(needs, school=request.school, at=request.now)]
    if not allowed:
        raise NotYours(SEE_MEALS)
    for ask in allowed:
        for label, kind, page, code in list(ask(asked.text, school=request.school, actor=request.user))[:MOST_FROM_ONE]:
            found.append({"label": shown(label), "kind": shown(kind), "code": code, "page": page})
    return found
