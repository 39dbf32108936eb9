"""A piece of equipment: what it is, where it is, and whether it may be used."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.campus.kinds import EquipmentKind, kind_choices, kinds
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class EquipmentQuerySet(SchoolQuerySet):
    def kept(self):
        """Not scrapped: it hangs or stands somewhere."""
        return self.filter(scrapped_at=None)

    def in_use(self):
        return self.filter(scrapped_at=None, stopped_at=None)


class Equipment(SchoolRow):
    """One piece with a code on it (AS-01). Checks and services hang on it; when it is due is reckoned from them."""

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=40, choices=kind_choices)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    spot = models.CharField(max_length=80, blank=True, help_text=_("Where exactly: left of the stairs."))
    maker = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=60, blank=True)
    serial = models.CharField(max_length=60, blank=True, help_text=_("The maker's number on the plate."))
    made_on = models.DateField(null=True)
    in_service_on = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stopped_reason = models.CharField(max_length=200, blank=True)
    scrapped_at = models.DateTimeField(null=True)
    scrapped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    scrapped_reason = models.CharField(max_length=200, blank=True)

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="equipment_code_in_school"),
            models.CheckConstraint(
                name="equipment_made_before_use", condition=Q(made_on=None) | Q(made_on__lte=F("in_service_on"))
            ),
            models.CheckConstraint(
                name="stopped_equipment_says_who",
                condition=Q(stopped_at=None) | Q(stopped_by__isnull=False) & ~Q(stopped_reason=""),
            ),
            models.CheckConstraint(
                name="scrapped_equipment_says_who",
                condition=Q(scrapped_at=None) | Q(scrapped_by__isnull=False) & ~Q(scrapped_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["school", "space"], condition=Q(scrapped_at=None), name="equipment_of_place")]

    def __str__(self) -> str:
        return f"{self.kind_of} {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("campus:piece", args=[self.pk])

    @property
    def kind_of(self) -> EquipmentKind:
        return kinds()[self.kind]

    @property
    def where(self) -> str:
        """The place and the spot. Needs the space loaded."""
        return f"{self.space.name} {self.spot}".strip()
