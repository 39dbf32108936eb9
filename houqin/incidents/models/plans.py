"""What is prepared before anything happens: plans by kind of incident, and drills."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.incidents.incident_kinds import incident_kinds, kind_choices
from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class ContingencyPlan(SchoolRow):
    """One version of the plan for one kind of incident. In force once the principal approved it (ER-12)."""

    kind = models.CharField(max_length=30, choices=kind_choices)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    steps = models.TextField(max_length=4000, help_text=_("One step a line."))
    people = models.TextField(max_length=2000, help_text=_("Who leads, who calls, who reports; one a line."))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "kind", "version"], name="plan_version_once"),
            models.CheckConstraint(
                name="plan_approval_says_who",
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("incidents:plan", args=[self.pk])

    @property
    def kind_words(self) -> str:
        return str(incident_kinds().get(self.kind, self.kind))


class PlanReview(SchoolRow):
    """The yearly look at a plan that still holds (ER-12). Sealed."""

    plan = models.ForeignKey(ContingencyPlan, models.PROTECT, related_name="reviews")
    remark = models.CharField(max_length=300)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.plan} {self.reviewed_at:%Y-%m-%d}"


class DrillKind(models.TextChoices):
    EVACUATION = "evacuation", _("Evacuation drill")
    NIGHT = "night", _("Night drill from the dormitory")
    FOOD = "food", _("Food-accident drill")
    OTHER = "other", _("Other drill")


class Drill(SchoolRow):
    """A practice with its seconds and heads (DD-04). Sealed: what went wrong is a hazard, not a correction."""

    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=12, choices=DrillKind)
    plan = models.ForeignKey(ContingencyPlan, models.PROTECT, null=True, related_name="drills")
    place = models.CharField(max_length=80)
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    planned_seconds = models.PositiveIntegerField()
    actual_seconds = models.PositiveIntegerField()
    heads_expected = models.PositiveIntegerField()
    heads_counted = models.PositiveIntegerField()
    faults = models.CharField(max_length=500, blank=True)
    improvement = models.CharField(max_length=500, blank=True)
    photos = models.ManyToManyField(Attachment, related_name="+")
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="drill_code_in_school"),
            models.CheckConstraint(name="drill_kind_known", condition=Q(kind__in=DrillKind.values)),
        ]
        indexes = [models.Index(fields=["school", "kind", "happened_at"], name="drill_by_kind")]

    def __str__(self) -> str:
        return f"{self.code} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:drill", args=[self.pk])

    @property
    def is_in_time(self) -> bool:
        return self.actual_seconds <= self.planned_seconds

    @property
    def missing_heads(self) -> int:
        return max(0, self.heads_expected - self.heads_counted)
