"""The nightly roll: who counted which room, what was said of each bed, and how it ended.

A roll is open until each bed is explained. What people say is never overwritten: a mark names the last one that its
author had seen, and `merging` tells which marks stand.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.dormitory.models.beds import Bed, DormRoom
from houqin.people.models import Pupil
from houqin.tenancy.models import Building, School, SchoolRow
from houqin.whereabouts.models import AwayKind


class RollKind(models.TextChoices):
    """DR-01: before lights-out, and again after the bell."""

    EVENING = "evening", _("Night roll call")
    RECOUNT = "recount", _("Recount after the bell")


class Said(models.TextChoices):
    """What is said of one pupil at one moment (DR-02). “Look again” and “not here” explain nothing."""

    PRESENT = "present", pgettext_lazy("roll call", "In bed")
    LEAVE = "leave", pgettext_lazy("roll call", "On leave")
    SICK_ROOM = AwayKind.SICK_ROOM.value, AwayKind.SICK_ROOM.label
    HOSPITAL = AwayKind.HOSPITAL.value, AwayKind.HOSPITAL.label
    ACTIVITY = AwayKind.ACTIVITY.value, AwayKind.ACTIVITY.label
    VISIT = AwayKind.VISIT.value, AwayKind.VISIT.label
    MISSING = "missing", pgettext_lazy("roll call", "Not here")
    LOOK = "look", pgettext_lazy("roll call", "Look again")


#: With these a bed is explained (GT-13).
EXPLAINED = frozenset(Said) - {Said.MISSING, Said.LOOK}
#: Every word of a mark, and those that send somebody elsewhere: kept, because each bed of a roll asks for them.
NOT_HERE = EXPLAINED - {Said.PRESENT}
WORDS, ELSEWHERE = frozenset(Said.values), frozenset(AwayKind.values)


class Roll(SchoolRow):
    """One count of one building in one night. Made by whoever sends the first room."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="rolls")
    night = models.DateField(help_text=_("The day on whose evening the night begins."))
    kind = models.CharField(max_length=8, choices=RollKind)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["building", "night", "kind"], name="one_roll_a_night"),
            models.CheckConstraint(name="roll_kind_known", condition=Q(kind__in=RollKind.values)),
            models.CheckConstraint(
                name="closed_roll_says_who",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["school", "night"], name="roll_by_night")]

    def __str__(self) -> str:
        return at_once("{kind} {building} {night}").format(
            kind=self.get_kind_display(), building=self.building.name, night=f"{self.night:%m-%d}"
        )

    def get_absolute_url(self) -> str:
        return reverse("dormitory:roll", args=[self.pk])


class RoomCount(SchoolRow):
    """Somebody stood in this room and counted. Sealed. `recorded_at` is the press of the button, by our clock."""

    # Here and below: these rows come forty at a time, many forties in a minute, and are read by roll, room or pupil.
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="counts", db_index=False)
    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="counts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["roll", "room"], name="count_of_room")]

    def __str__(self) -> str:
        return f"{self.room_id} {self.happened_at:%H:%M}"


class Mark(SchoolRow):
    """What one person said of one bed and the pupil who sleeps there. Sealed.

    `seen` is the newest mark of this bed that its author knew of, 0 when none: it stands beside those it did not know.
    `confirmed_by` vouches for where the pupil is (D-18); of a child in bed, whoever saw it.
    """

    # School, author and whoever confirms have no constraint of their own: forty marks would look up and lock forty rows
    # for each, an eighth of what a roll costs PostgreSQL (docs/decisions/0013). `manage.py verify` looks at them.
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="marks")
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="marks")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="marks", db_index=False)
    said = models.CharField(max_length=10, choices=Said)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    seen = models.BigIntegerField(default=0)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="mark_said_known", condition=Q(said__in=Said.values)),
            models.CheckConstraint(
                name="explained_mark_has_a_person",
                condition=Q(said__in=[Said.MISSING.value, Said.LOOK.value]) | Q(confirmed_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["pupil", "happened_at"], name="mark_of_pupil")]

    def __str__(self) -> str:
        return f"{self.bed_id} {self.get_said_display()}"


class RollLine(SchoolRow):
    """How one bed was explained when the roll was closed: one line a bed, an empty bed too. Sealed."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="lines", db_index=False)
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="lines")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    said = models.CharField(max_length=10, choices=Said, blank=True, help_text=_("Empty: nobody sleeps in this bed."))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roll", "bed"], name="one_explanation_a_bed"),
            models.UniqueConstraint(fields=["roll", "pupil"], name="one_line_a_pupil"),
            models.CheckConstraint(
                name="line_is_explained",
                condition=Q(pupil=None, said="")
                | Q(pupil__isnull=False, said__in=sorted(one.value for one in EXPLAINED)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bed_id} {self.get_said_display()}"
