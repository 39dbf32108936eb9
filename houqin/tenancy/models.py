"""Nouns of tenancy: places, days, times, numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "Section",
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


class Section(models.TextChoices):
    """Which part of the school: they eat and sleep by different standards (DB-01, DR-07)."""

    PRIMARY = "primary", pgettext_lazy("school section", "Primary")
    JUNIOR = "junior", pgettext_lazy("school section", "Junior secondary")

    @classmethod
    def of_grade(cls, grade: int) -> "Section":
        return cls.PRIMARY if grade <= 6 else cls.JUNIOR


class TimetableEntry(SchoolRow):
    """When something happens by the clock on the wall, from a date on: for all or one section, all year or in a season.

    A season comes back every year between two days such as 05-01 and 09-30; it may run over New Year.
    """

    class What(models.TextChoices):
        GET_UP = "get_up", _("Getting up")
        BREAKFAST = "breakfast", _("Breakfast")
        LUNCH = "lunch", _("Lunch")
        DINNER = "dinner", _("Dinner")
        SNACK = "snack", _("Snack")
        STUDY_ENDS = "study_ends", _("Evening study ends")
        WASH = "wash", _("Washing")
        ROLL_CALL = "roll_call", _("Evening roll call")
        DOOR_LOCKED = "door_locked", _("Door of the dormitory locked")
        LIGHTS_OUT = "lights_out", _("Lights-out")

    class Season(models.TextChoices):
        SUMMER = "summer", _("Summer")
        WINTER = "winter", _("Winter")

    what = models.CharField(max_length=12, choices=What)
    section = models.CharField(max_length=8, choices=Section, blank=True, help_text=_("Empty: for everybody."))
    season = models.CharField(max_length=8, choices=Season, blank=True, help_text=_("Empty: all year."))
    season_from = models.CharField(max_length=5, blank=True, help_text=_("First day of the season, as 05-01."))
    season_until = models.CharField(max_length=5, blank=True, help_text=_("Last day of the season, as 09-30."))
    at_time = models.TimeField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "what", "section", "season", "valid_from"], name="timetable_entry_once"
            ),
            models.CheckConstraint(
                name="timetable_what_known",
                condition=Q(what__in=["get_up", "breakfast", "lunch", "dinner", "snack", "study_ends", "wash",
                                      "roll_call", "door_locked", "lights_out"]),
            ),
            models.CheckConstraint(name="timetable_section_known", condition=Q(section__in=["", "primary", "junior"])),
            models.CheckConstraint(
                name="timetable_season_has_days",
                condition=Q(season="", season_from="", season_until="")
                | (Q(season__in=["summer", "winter"]) & ~Q(season_from="") & ~Q(season_until="")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.at_time:%H:%M}"

    def is_in_season(self, on) -> bool:
        """Does it speak of this day of the year? An entry for all year does."""
        if not self.season:
            return True
        day = f"{on:%m-%d}"
        if self.season_from <= self.season_until:
            return self.season_from <= day <= self.season_until
        return day >= self.season_from or day <= self.season_until


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
