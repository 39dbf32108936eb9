"""A guardian's link: an address without an account, opened with a code that travels another way."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from houqin.people.models import Guardian
from houqin.tenancy.models import SchoolRow
from houqin.whereabouts.models.leave import Leave


class GuardianLink(SchoolRow):
    """One guardian, one leave. Of the address and of the code only digests are kept; both are shown once.

    Who opened it from where is not kept.
    """

    leave = models.ForeignKey(Leave, models.PROTECT, related_name="links")
    guardian = models.ForeignKey(Guardian, models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["leave", "guardian"], condition=Q(revoked_at=None), name="one_link_a_guardian"
            )
        ]

    def __str__(self) -> str:
        return f"{self.leave} {self.guardian}"
