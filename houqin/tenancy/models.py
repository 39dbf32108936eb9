"""Nouns of tenancy: places, days, times, numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.school_rows import SchoolQuerySet, SchoolRow
from houqin.tenancy.schools import Bureau, School

__all__ = [
    "Building",
    "Bureau",
    "CalendarDay",
    "CodeSeries",
    "ParameterValue",
    "School",
    "SchoolQuerySet",
    "SchoolRow",
    "Space",
    "Term",
    "TimetableEntry",
]


class Building(SchoolRow):
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="building_name_in_school")]

    def __str__(self) -> str:
        return self.name


class Space(SchoolRow):
    """A place things stand or happen in: a canteen, a store room, a refrigerator, a dining hall."""

    class Kind(models.TextChoices):
        CANTEEN = "canteen", _("Canteen")
        KITCHEN = "kitchen", _("Kitchen")
        STORE = "store", _("Store room")
        CHILLER = "chiller", _("Chiller")
        FREEZER = "freezer", _("Freezer")
        SAMPLE_REFRIGERATOR = "sample_refrigerator", _("Sample refrigerator")
        DINING_HALL = "dining_hall", _("Dining hall")
        CLASSROOM = "classroom", _("Classroom")
        CHECKPOINT = "checkpoint", _("Checkpoint")
        DORM_ROOM = "dorm_room", _("Dorm room")
        GUEST_ROOM = "guest_room", _("Guest room")
        SICK_ROOM = "sick_room", _("Sick room")
        DUTY_ROOM = "duty_room", _("Duty room")
        CORRIDOR = "corridor", _("Corridor or staircase")
        EXIT = "exit", _("Exit")
        OTHER = "other", _("Other")

    building = models.ForeignKey(Building, models.PROTECT, related_name="spaces")
    within = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    code = models.CharField(max_length=20, help_text=_("On the door and in the label: F-03."))
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=24, choices=Kind)
    positions = models.PositiveSmallIntegerField(default=0, help_text=_("Numbered places inside; 0 when none."))
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="space_code_in_school"),
            models.CheckConstraint(
                name="space_kind_known",
                condition=Q(kind__in=["canteen", "kitchen", "store", "chiller", "freezer", "sample_refrigerator",
                                      "dining_hall", "classroom", "checkpoint", "dorm_room", "guest_room", "sick_room",
                                      "duty_room", "corridor", "exit", "other"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tenancy:space", args=[self.pk])


class Term(SchoolRow):
    name = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "starts_on"], name="term_start_in_school"),
            models.CheckConstraint(name="term_ends_after_start", condition=Q(ends_on__gt=models.F("starts_on"))),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarDay(SchoolRow):
    """A day that differs from its weekday: a holiday, or a weekend taught in exchange."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        TEACHING = "teaching", _("Taught in exchange")

    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    is_boarding_night = models.BooleanField(default=False, help_text=_("Boarders sleep at school that night."))
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "on"], name="one_exception_a_day"),
            models.CheckConstraint(name="calendar_day_kind_known", condition=Q(kind__in=["holiday", "teaching"])),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class TimetableEntry(SchoolRow):
    """When something happens by the clock on the wall, from a date on."""

    class What(models.TextChoices):
        BREAKFAST = "breakfast", _("Breakfast")
        LUNCH = "lunch", _("Lunch")
        DINNER = "dinner", _("Dinner")
        SNACK = "snack", _("Snack")
        LIGHTS_OUT = "lights_out", _("Lights-out")

    what = models.CharField(max_length=12, choices=What)
    at_time = models.TimeField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "what", "valid_from"], name="timetable_entry_once"),
            models.CheckConstraint(
                name="timetable_what_known",
                condition=Q(what__in=["breakfast", "lunch", "dinner", "snack", "lights_out"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.at_time:%H:%M}"


class CodeSeries(SchoolRow):
    """How far the numbering of one series has come, such as the lots of a day."""

    series = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "series"], name="code_series_in_school")]

    def __str__(self) -> str:
        return f"{self.series}-{self.last:02d}"


class ParameterValue(models.Model):
    """A number set by a bureau or a school, from a date on. The nation's are in `data/parameters.toml`."""

    key = models.CharField(max_length=60)
    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    value = models.CharField(max_length=20, help_text=_("A decimal number, written exactly."))
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="parameter_has_one_scope",
                condition=Q(bureau=None, school__isnull=False) | Q(bureau__isnull=False, school=None),
            ),
        ]
        indexes = [models.Index(fields=["school", "key"]), models.Index(fields=["bureau", "key"])]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
