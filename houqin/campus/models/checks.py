"""What somebody saw who looked at equipment. Sealed: a slip is followed by a new row that names the old one."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.campus.models.equipment import Equipment
from houqin.journal.models import Attachment
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow, Space


class CheckRound(SchoolRow):
    """One monthly check of a building, led by one person (DP-04). A round without a fault is a record too."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(help_text=_("When it was done, as the person says."))
    received_at = models.DateTimeField(help_text=_("When it was entered here."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "-checked_at"], name="check_round_by_time")]

    def __str__(self) -> str:
        return f"{self.building} {self.checked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("campus:round", args=[self.pk])


class CheckQuerySet(SchoolQuerySet):
    def standing(self):
        """Without those that were corrected."""
        return self.filter(corrected_by=None)


class EquipmentCheck(SchoolRow):
    """One look at one piece: in order, or which faults. In a round, or alone because somebody stood before it."""

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="checks")
    round = models.ForeignKey(CheckRound, models.PROTECT, null=True, related_name="checks")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+", help_text=_("Where it was then."))
    checked_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    faults = models.JSONField(default=list, help_text=_("Codes of what is wrong; empty when it is in order."))
    note = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "equipment"], condition=models.Q(corrects=None), name="a_piece_once_a_round"
            )
        ]
        indexes = [
            models.Index(fields=["equipment", "-checked_at"], name="check_of_equipment"),
            models.Index(fields=["school", "checked_at"], name="equipment_check_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.equipment} {self.checked_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("campus:piece", args=[self.equipment_id])

    @property
    def is_in_order(self) -> bool:
        return not self.faults

    @property
    def faults_said(self) -> list[str]:
        """In the words of the kind. Needs the equipment loaded."""
        kind = self.equipment.kind_of
        return [str(kind.fault(code) or code) for code in self.faults]


class CheckPhoto(SchoolRow):
    """A photo of what was seen. Sealed."""

    check_of = models.ForeignKey(EquipmentCheck, models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_of", "attachment"], name="a_photo_once_a_check")]

    def __str__(self) -> str:
        return str(self.attachment_id)
