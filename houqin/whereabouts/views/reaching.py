"""How the pages reach rows: another school's are not there (404)."""

from django.shortcuts import get_object_or_404

from houqin.kernel.permissions import Permission, authorise
from houqin.people.models import Pupil, SchoolClass, User
from houqin.people.selectors import holders
from houqin.tenancy.school_rows import with_school
from houqin.whereabouts.models import Away, Illness, Leave
from houqin.whereabouts.permissions import SEE_WHEREABOUTS


def see(request, needs: Permission = SEE_WHEREABOUTS) -> None:
    """Raises NotYours."""
    authorise(request.user, needs, school=request.school, at=request.now)


def _one(request, rows, pk: int):
    see(request)
    return with_school(get_object_or_404(rows.visible_to(request.user).of(request.school), pk=pk), request.school)


def pupil_of(request, pk: int) -> Pupil:
    return _one(request, Pupil.objects, pk)


def class_of(request, pk: int) -> SchoolClass:
    return _one(request, SchoolClass.objects.select_related("head_teacher"), pk)


def leave_of(request, pk: int) -> Leave:
    found = _one(request, Leave.objects.select_related(
        "pupil", "guardian", "asked_by", "paper_by", "approved_by", "countersigned_by", "handed_over_by",
        "returned_to", "refused_by", "called_off_by", "prolongs", "paper", "hand_over_signature", "return_signature",
    ), pk)  # fmt: skip
    found.pupil.school = request.school
    if found.prolongs:
        found.prolongs.school, found.prolongs.pupil = request.school, found.pupil
    return found


def away_of(request, pk: int) -> Away:
    return _one(request, Away.objects.select_related("pupil", "confirmed_by", "recorded_by", "ended_by", "space"), pk)


def illness_of(request, pk: int) -> Illness:
    found = _one(request, Illness.objects.select_related("pupil", "noticed_by", "away__space", "closed_by"), pk)
    found.pupil.school = request.school
    return found


def colleagues(request):
    """Accounts in office at the school, by name."""
    held = holders(request.school, on=request.school.localdate(request.now))
    return User.objects.filter(pk__in={one.user_id for one in held}).order_by("name", "pk")


def may(request, needs: Permission) -> bool:
    return request.user.may(needs, school=request.school, at=request.now)
