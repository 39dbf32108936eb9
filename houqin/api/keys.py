"""Who calls: a token names its account, its school and nothing else."""

from django.utils import timezone
from ninja.security import HttpBearer

from houqin.kernel.prepared import Prepared
from houqin.people.actions.tokens import digest_of
from houqin.people.models import ApiToken
from houqin.tenancy import second_wall

IN_USE = Prepared(
    lambda digest: ApiToken.objects.filter(digest=digest, revoked_at=None, user__is_active=True).select_related(
        "user", "school__bureau"
    )
)


class TokenKey(HttpBearer):
    """`Authorization: Bearer hq_…`. Sets `request.user` (acting now) and `request.school`."""

    def authenticate(self, request, token):
        found = next(iter(IN_USE(digest=digest_of(token))), None)
        if found is None:
            return None
        request.user = found.user.acting(request.now)
        # The token opens its own school only, also for a person who works in several.
        request.school = found.school
        request.user.narrow_to(found.school)
        second_wall.narrow_to([found.school_id])
        # Sentences name moments by the school's clock; the edge puts the zone back when the request is over.
        timezone.activate(found.school.zone)
        return found
