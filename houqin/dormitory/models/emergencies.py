"""Everybody out: an evacuation counts heads, not beds, on all phones at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolRow


class Emergency(SchoolRow):
    """One evacuation of the school. Who should be here is fixed when it begins: `EmergencyPerson` rows."""

    what = models.CharField(max_length=120)
    is_drill = models.BooleanField(default=False)
    by_room = models.BooleanField(help_text=_("Counted by dorm room at night, by class in the day."))
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school"], condition=Q(ended_at=None), name="one_emergency_at_a_time"),
            models.CheckConstraint(name="ended_emergency_says_who", condition=Q(ended_at=None) | ~Q(ended_by=None)),
        ]

    def __str__(self) -> str:
        return at_once("Evacuation drill: {what}").format(what=self.what) if self.is_drill else self.what

    def get_absolute_url(self) -> str:
        return reverse("dormitory:emergency", args=[self.pk])


class EmergencyPerson(SchoolRow):
    """A pupil who should have been here when it began, and in which group people look for them."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="people")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    group = models.CharField(max_length=60, help_text=_("The room or class, as it was called then."))
    place = models.PositiveIntegerField(help_text=_("Orders the groups."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["emergency", "pupil"], name="once_in_an_emergency")]

    def __str__(self) -> str:
        return f"{self.group} {self.pupil_id}"


class HeadSaid(models.TextChoices):
    SAFE = "safe", _("Safe")
    MISSING = "missing", _("Not with us")


class HeadMark(SchoolRow):
    """What one person said of one pupil at the assembly point. The newest that was seen to be so counts. Sealed."""

    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="marks")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    said = models.CharField(max_length=8, choices=HeadSaid)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="head_said_known", condition=Q(said__in=HeadSaid.values))]
        indexes = [models.Index(fields=["emergency", "pupil"], name="head_in_emergency")]

    def __str__(self) -> str:
        return self.get_said_display()
