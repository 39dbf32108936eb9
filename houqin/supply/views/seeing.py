"""Who may look: a thing of another school is not found, a page of the store needs a post."""

from django.shortcuts import get_object_or_404

from houqin.kernel.permissions import authorise
from houqin.supply.permissions import SEE_STORE


def may_see_store(request, school=None):
    """The school whose store is looked at.  Raises NotYours."""
    school = school or request.school
    authorise(request.user, SEE_STORE, school=school, at=request.now)
    return school


def thing(request, rows, pk: int):
    """One row that this person may see.  Raises Http404, NotYours."""
    found = get_object_or_404(rows.visible_to(request.user).select_related("school__bureau"), pk=pk)
    may_see_store(request, found.school)
    return found


def whole(text) -> int | None:
    """A key from the address, or None: whoever types nonsense gets the page without it."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None
