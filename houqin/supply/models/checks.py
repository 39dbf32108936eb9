"""What somebody saw who walked through the store."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class StoreCheck(SchoolRow):
    """One round of the store: dates looked at, cold units read (rules ST-01, ST-05). A clean round is a record too.

    Sealed. What the books said at that moment is kept with it: lots past their date, lots near it.
    """

    checked_at = models.DateTimeField(help_text=_("When it was done, as the person says."))
    received_at = models.DateTimeField(help_text=_("When it was entered here."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_in_order = models.BooleanField(help_text=_("Off wall and floor, marked, separate, clean, no pests."))
    expired = models.JSONField(default=list, help_text=_("Codes of lots past their date, outside quarantine."))
    near_expiry = models.JSONField(default=list, help_text=_("Codes of lots near their date."))
    remark = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="disorder_is_described", condition=Q(is_in_order=True) | ~Q(remark=""))
        ]
        indexes = [models.Index(fields=["school", "-checked_at"], name="store_check_by_time")]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("supply:check", args=[self.pk])


class ColdReading(SchoolRow):
    """What one cold unit showed, and between which limits it must be (rule ST-04). Sealed."""

    check_round = models.ForeignKey(StoreCheck, models.PROTECT, related_name="readings")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    degrees_c = models.DecimalField(max_digits=4, decimal_places=1)
    lowest_c = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    highest_c = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_round", "space"], name="a_unit_once_per_round")]

    def __str__(self) -> str:
        return f"{self.space} {self.degrees_c} ℃"

    @property
    def is_within(self) -> bool:
        return self.degrees_c <= self.highest_c and (self.lowest_c is None or self.degrees_c >= self.lowest_c)
