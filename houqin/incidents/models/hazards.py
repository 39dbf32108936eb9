"""A hazard on its way from found to closed. The row holds where it stands; its steps, sealed, how it came there."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.journal.models import Attachment
from houqin.kernel.spoken import SpokenField
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space
from houqin.tenancy.posts import Post


class Grade(models.TextChoices):
    """From the least to the worst."""

    MINOR = "minor", _("Minor")
    GENERAL = "general", _("General")
    MAJOR = "major", _("Major")

    @property
    def worse(self) -> "Grade":
        """The next worse one; the worst stays."""
        grades = list(Grade)
        return grades[min(grades.index(self) + 1, len(grades) - 1)]


class Category(models.TextChoices):
    FOOD = "food", _("Food and ingredients")
    HYGIENE = "hygiene", _("Hygiene and disinfection")
    WATER = "water", _("Water")
    EQUIPMENT = "equipment", _("Equipment")
    FIRE = "fire", _("Fire")
    ELECTRICITY_GAS = "electricity_gas", _("Electricity and gas")
    BUILDING = "building", _("Building and grounds")
    SECURITY = "security", _("Security")
    PEOPLE = "people", _("People and posts")
    MANAGEMENT = "management", _("Management")
    OTHER = "other", _("Other")


class HazardState(models.TextChoices):
    FOUND = "found", _("To be graded")
    FIXING = "fixing", _("To be put right")
    FIXED = "fixed", _("To be verified")
    CLOSED = "closed", pgettext_lazy("hazard", "Closed")


class HazardQuerySet(SchoolQuerySet):
    def open(self):
        return self.exclude(state=HazardState.CLOSED)

    def open_at(self, moment):
        """Seen before this moment and not closed by then, whatever became of them since."""
        return self.filter(Q(closed_at=None) | Q(closed_at__gte=moment), found_at__lt=moment)

    def about(self, thing):
        return self.filter(thing_kind=thing._meta.label_lower, thing_id=thing.pk)

    def because_of(self, source):
        """Those that a row gave rise to: an answer of a checklist, a missed duty, a vacant post."""
        return self.filter(source_kind=source._meta.label_lower, source_id=source.pk)


class Hazard(SchoolRow):
    """Something unsafe: found → graded and assigned → put right → verified by somebody else → closed (C-24, GT-19)."""

    State = HazardState

    code = models.CharField(max_length=20)
    what = SpokenField(max_length=500, help_text=_("What is unsafe, in a sentence."))
    category = models.CharField(max_length=20, choices=Category)
    item = models.CharField(
        max_length=80, blank=True, help_text=_("The item of a list that failed, as its stable key.")
    )
    place = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)
    thing_name = SpokenField(max_length=300, blank=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True)
    source_name = SpokenField(max_length=300, blank=True)
    recurs = models.ForeignKey("self", models.PROTECT, null=True, related_name="recurrences")

    state = models.CharField(max_length=10, choices=HazardState, default=HazardState.FOUND)
    suggested_grade = models.CharField(max_length=10, choices=Grade)
    grade = models.CharField(max_length=10, choices=Grade, blank=True)
    owner_post = models.CharField(max_length=40, choices=Post, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True, help_text=_("The last day for putting it right."))

    found_at = models.DateTimeField(help_text=_("When it was seen; deadlines count from here."))
    received_at = models.DateTimeField(help_text=_("When it was entered."))
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    graded_at = models.DateTimeField(null=True)
    fixed_at = models.DateTimeField(null=True)
    fixed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reported_up_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    sent_back = models.PositiveSmallIntegerField(default=0, help_text=_("How many times a fix did not hold."))

    objects = HazardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="hazard_code_in_school"),
            models.CheckConstraint(name="hazard_state_known", condition=Q(state__in=HazardState.values)),
            models.CheckConstraint(name="hazard_grade_known", condition=Q(grade__in=["", *Grade.values])),
            models.CheckConstraint(name="hazard_entered_after_found", condition=Q(received_at__gte=F("found_at"))),
            models.CheckConstraint(
                name="fixed_hazard_says_who",
                condition=Q(state__in=["found", "fixing"]) | Q(fixed_at__isnull=False, fixed_by__isnull=False),
            ),
            # GT-19, kept by the database as well.
            models.CheckConstraint(
                name="hazard_closed_by_another",
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, verified_by__isnull=False) & ~Q(verified_by=F("fixed_by")) & ~Q(grade=""),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "due_on"], name="hazard_list"),
            models.Index(fields=["school", "found_at"], name="hazard_by_time"),
            models.Index(fields=["school", "category", "found_at"], name="hazard_recurrence"),
            models.Index(fields=["thing_kind", "thing_id"], name="hazard_by_thing"),
            models.Index(fields=["source_kind", "source_id"], name="hazard_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:hazard", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state != HazardState.CLOSED

    @property
    def is_major(self) -> bool:
        return self.grade == Grade.MAJOR

    @property
    def thing(self):
        """The row of any app that it is about, None when there is none or it is gone. One query."""
        model = apps.get_model(self.thing_kind) if self.thing_kind else None
        return model and model._base_manager.filter(pk=self.thing_id).first()

    @property
    def source(self):
        """The row of any app that gave rise to it, None when there is none. One query."""
        model = apps.get_model(self.source_kind) if self.source_kind else None
        return model and model._base_manager.filter(pk=self.source_id).first()

    @property
    def where(self) -> str:
        """The place and the thing, as far as they are known. Needs the place loaded."""
        return at_once(", ").join(
            part for part in (str(self.place) if self.place else "", str(self.thing_name)) if part
        )


class StepKind(models.TextChoices):
    REPORTED = "reported", _("Reported")
    GRADED = "graded", _("Graded")
    ASSIGNED = "assigned", _("Assigned")
    REPORTED_UP = "reported_up", _("Reported to the bureau")
    FIXED = "fixed", _("Put right")
    VERIFIED = "verified", _("Verified and closed")
    SENT_BACK = "sent_back", _("Sent back to be put right")
    NOTED = "noted", _("Noted")


class HazardStep(SchoolRow):
    """One thing done about a hazard. Sealed: a wrong step is followed by a right one (GT-18)."""

    Kind = StepKind

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = SpokenField(max_length=500, blank=True)
    grade = models.CharField(max_length=10, choices=Grade, blank=True)
    owner_post = models.CharField(max_length=40, choices=Post, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="hazard_step_known", condition=Q(kind__in=StepKind.values))]
        indexes = [models.Index(fields=["hazard", "kind"], name="hazard_steps")]

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.get_kind_display()}"


class HazardPhoto(SchoolRow):
    """A photo that a step of a hazard brought. Sealed."""

    step = models.ForeignKey(HazardStep, models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "attachment"], name="a_photo_once_a_step")]

    def __str__(self) -> str:
        return str(self.attachment_id)
