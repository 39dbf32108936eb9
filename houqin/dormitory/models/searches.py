"""A child whom nobody can find, and every step until somebody does (DR-04, DR-05)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.dormitory.models.beds import Bed
from houqin.dormitory.models.rolls import Roll
from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolRow


class Step(models.TextChoices):
    """What is done for a missing child, in this order; the first three by phone, the last two with a reference."""

    HEAD_TEACHER = "head_teacher", _("Head teacher called")
    GUARDIAN = "guardian", _("Guardian called")
    DUTY_LEADER = "duty_leader", _("Duty leader called")
    PRINCIPAL = "principal", _("Principal called")
    POLICE = "police", _("Police called (110)")
    BUREAU = "bureau", _("Bureau informed")
    LOOKED = "looked", _("Looked there")


class FoundAs(models.TextChoices):
    IN_BED = "present", pgettext_lazy("search", "Back in bed")
    SICK_ROOM = "sick_room", pgettext_lazy("search", "In the sick room")
    HOSPITAL = "hospital", pgettext_lazy("search", "In hospital")
    HOME = "leave", pgettext_lazy("search", "With a guardian, on leave")
    # Said by somebody at the bedside who vouches for it; whoever finds the child brings it to its bed.
    ACTIVITY = "activity", pgettext_lazy("search", "At a school activity")
    VISIT = "visit", pgettext_lazy("search", "With a visitor")


class Search(SchoolRow):
    """Open from the moment the bed was found empty until the child is found. Its clock starts then, not at entry."""

    code = models.CharField(max_length=24)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="searches")
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="searches")
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="searches")
    missing_since = models.DateTimeField(help_text=_("When the bed was found empty."))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    found_as = models.CharField(max_length=10, choices=FoundAs, blank=True)
    found_where = models.CharField(max_length=120, blank=True)
    found_recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="search_code_in_school"),
            models.UniqueConstraint(fields=["pupil"], condition=Q(found_at=None), name="one_search_a_pupil"),
            models.CheckConstraint(
                name="found_child_says_where",
                condition=Q(found_at=None, found_by=None)
                | Q(found_at__isnull=False, found_by__isnull=False) & ~Q(found_as="") & ~Q(found_where=""),
            ),
        ]
        indexes = [models.Index(fields=["school", "missing_since"], name="search_by_school")]

    def __str__(self) -> str:
        return at_once("Search for {name}").format(name=self.pupil.name)

    def get_absolute_url(self) -> str:
        return reverse("dormitory:search", args=[self.pk])


class SearchStep(SchoolRow):
    """One call, one place looked at: when, by whom, who was reached, under which number. Sealed."""

    search = models.ForeignKey(Search, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=Step)
    was_reached = models.BooleanField(default=True)
    whom = models.CharField(max_length=80, blank=True, help_text=_("Who answered, or which place."))
    reference = models.CharField(
        max_length=60, blank=True, help_text=_("Their number for the report, if they gave one.")
    )
    note = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="search_step_known", condition=Q(step__in=Step.values))]
        indexes = [models.Index(fields=["search", "happened_at"], name="step_of_search")]

    def __str__(self) -> str:
        return self.get_step_display()
