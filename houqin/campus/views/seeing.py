"""Who may look at which piece."""

from django.shortcuts import get_object_or_404

from houqin.campus.models import Equipment
from houqin.campus.permissions import SEE_EQUIPMENT
from houqin.kernel.permissions import authorise


def may_see(request):
    """The school whose equipment is looked at.  Raises NotYours."""
    authorise(request.user, SEE_EQUIPMENT, school=request.school, at=request.now)
    return request.school


def thing(request, rows, pk: int):
    """One row that this person may see.  Raises Http404, NotYours."""
    found = get_object_or_404(rows.visible_to(request.user).select_related("school__bureau"), pk=pk)
    authorise(request.user, SEE_EQUIPMENT, school=found.school, at=request.now)
    return found


def one_piece(request, pk: int) -> Equipment:
    return thing(request, Equipment.objects.select_related("space__building"), pk)


def may(request, permission, school=None) -> bool:
    return request.user.may(permission, school=school or request.school, at=request.now)
