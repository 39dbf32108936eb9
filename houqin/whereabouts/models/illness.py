"""A child that falls ill at night (DV-06): noticed, checked, called for, accompanied. Health words are confidential."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.people.models import Guardian, Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow
from houqin.whereabouts.models.away import Away


class IllnessQuerySet(SchoolQuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Illness(SchoolRow):
    """One child, one night. What was seen stands in its steps; this row is what anybody on duty may know."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="illnesses")
    noticed_at = models.DateTimeField()
    noticed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    away = models.ForeignKey(Away, models.PROTECT, related_name="illnesses", help_text=_("Where the child is now."))
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = IllnessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(closed_at=None), name="one_open_illness"),
            models.CheckConstraint(
                name="closed_illness_says_who", condition=Q(closed_at=None) | Q(closed_by__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["school", "noticed_at"], name="illness_by_school")]

    def __str__(self) -> str:
        return str(self.pupil)

    def get_absolute_url(self) -> str:
        return reverse("whereabouts:illness", args=[self.pk])


class IllnessStep(SchoolRow):
    """What was done, sealed. `note` and `temperature_c` are confidential: only the verb `read_notes` hands them out."""

    class Kind(models.TextChoices):
        NOTICED = "noticed", pgettext_lazy("illness", "Noticed")
        CHECKED = "checked", pgettext_lazy("illness", "Checked")
        GUARDIAN = "guardian", _("Guardian called")
        DOCTOR = "doctor", _("Doctor called")
        EMERGENCY = "emergency", _("120 called")
        HOSPITAL = "hospital", _("To hospital")
        NOTE = "note", _("Note")
        CLOSED = "closed", pgettext_lazy("illness", "Over")

    class Escort(models.TextChoices):
        """DV-06: who goes with a child, a woman or a man."""

        WOMAN = "f", _("A woman")
        MAN = "m", _("A man")

    illness = models.ForeignKey(Illness, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    happened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    was_reached = models.BooleanField(null=True)
    person = models.CharField(max_length=80, blank=True, help_text=_("Which doctor, or who goes along."))
    escort = models.CharField(max_length=1, choices=Escort, blank=True)
    reference = models.CharField(max_length=40, blank=True, help_text=_("The number that 120 gave."))
    place = models.CharField(max_length=80, blank=True, help_text=_("Which hospital."))
    temperature_c = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    note = models.TextField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="illness_step_known",
                condition=Q(kind__in=[
                    "noticed", "checked", "guardian", "doctor", "emergency", "hospital", "note", "closed",
                ]),
            ),
            models.CheckConstraint(
                name="body_temperature_possible",
                condition=Q(temperature_c=None) | Q(temperature_c__gte=30, temperature_c__lte=45),
            ),
            models.CheckConstraint(
                name="escort_goes_along", condition=~Q(kind="hospital") | Q(escort__in=["f", "m"])
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["illness", "happened_at"], name="steps_of_illness")]

    def __str__(self) -> str:
        return f"{self.illness} {self.get_kind_display()}"
