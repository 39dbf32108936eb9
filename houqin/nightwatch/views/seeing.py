"""What every page of the night watch asks first."""

from houqin.kernel.permissions import authorise
from houqin.nightwatch.permissions import SEE_NIGHT
from houqin.tenancy.calendar import night_of


def may(request, permission, school=None) -> bool:
    return request.user.may(permission, school=school or request.school, at=request.now)


def may_see(request, school=None) -> None:
    """Raises NotYours."""
    authorise(request.user, SEE_NIGHT, school=school or request.school, at=request.now)


def tonight_of(request):
    return night_of(request.school, request.now)
