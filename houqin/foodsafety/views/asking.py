"""Who may look, and which period an address asks for."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from houqin.foodsafety.permissions import SEE_CONTROL
from houqin.kernel.permissions import authorise


def may_see(request, school=None):
    """The school that is looked at.  Raises NotYours."""
    school = school or request.school
    authorise(request.user, SEE_CONTROL, school=school, at=request.now)
    return school


def thing(request, rows, pk: int):
    """One record that this person may see.  Raises Http404, NotYours."""
    found = get_object_or_404(rows.visible_to(request.user).select_related("school__bureau", "signed_by"), pk=pk)
    may_see(request, found.school)
    return found


def asked_day(request, name: str, default: date) -> date:
    """The day in the address; the default when there is none or it is no day."""
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return default
    return found if 2000 <= found.year <= 2100 else default


def corrected(request, model):
    """The record that the address says is corrected; None for none.  Raises Http404 unless it is of this school."""
    text = request.GET.get("corrects", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    return get_object_or_404(model.objects.of(request.school).select_related("signed_by"), pk=int(text))
