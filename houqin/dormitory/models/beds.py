"""Rooms, beds and stays. A stay is dated by nights: the night of a day begins on that day's evening."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Section, Space


class Gender(models.TextChoices):
    """Whose room it is: the wall that no stay crosses (DV-05). The same letters as a pupil's."""

    GIRLS = "f", _("Girls")
    BOYS = "m", _("Boys")


class DormRoom(SchoolRow):
    """A place where boarders sleep: the lodging side of a space of the kind “dorm room”, which carries its code."""

    space = models.OneToOneField(Space, models.PROTECT, related_name="dorm_room")
    floor = models.SmallIntegerField(help_text=_("1 is the ground floor."))
    gender = models.CharField(max_length=1, choices=Gender)
    section = models.CharField(max_length=8, choices=Section)
    area_m2 = models.DecimalField(max_digits=6, decimal_places=1, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="dorm_room_gender_known", condition=Q(gender__in=Gender.values)),
            models.CheckConstraint(name="dorm_room_section_known", condition=Q(section__in=Section.values)),
            models.CheckConstraint(name="dorm_room_has_area", condition=Q(area_m2=None) | Q(area_m2__gt=0)),
        ]

    def __str__(self) -> str:
        return self.space.name

    def get_absolute_url(self) -> str:
        return reverse("dormitory:room", args=[self.pk])


class BedQuerySet(SchoolQuerySet):
    def in_use(self, night):
        """Neither the bed nor its room is closed by then."""
        open_room = Q(room__space__closed_on=None) | Q(room__space__closed_on__gt=night)
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=night), open_room)


class Bed(SchoolRow):
    """One place to sleep. Out of use from `closed_on` on: broken, or beyond the standard (DB-08)."""

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="beds")
    number = models.PositiveSmallIntegerField()
    closed_on = models.DateField(null=True)

    objects = BedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "number"], name="bed_number_in_room")]

    def __str__(self) -> str:
        return at_once("{room}, bed {number}").format(room=self.room, number=self.number)


def stays_on(night, stay: str = "") -> Q:
    """The stay has the night that begins on this day. `stay` leads there from another row: `"stays__"` from a bed."""
    lasts = Q((f"{stay}ends_on", None)) | Q((f"{stay}ends_on__gte", night))
    return lasts & Q((f"{stay}starts_on__lte", night))


class BedStayQuerySet(SchoolQuerySet):
    def on(self, night):
        """The stays of a night. Who has left the school and kept the bed is among them until the bed is given up."""
        return self.filter(stays_on(night))

    def slept_in(self, night):
        """The stays of a night whose pupil is still at the school: who sleeps there, and does not only keep the bed."""
        return self.on(night).filter(Q(pupil__left_on=None) | Q(pupil__left_on__gte=night))

    def from_on(self, night):
        """The stays that have a night on that day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=night) & Q(ends_on__gte=F("starts_on")))


class BedStay(SchoolRow):
    """This pupil sleeps in this bed from a night to a night, both included; open while it lasts.

    A stay that was ended before its first night has none: `ends_on` lies before `starts_on`.
    """

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="stays")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="bed_stays")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = BedStayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bed"], condition=Q(ends_on=None), name="one_pupil_a_bed"),
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on=None), name="one_bed_a_pupil"),
            models.CheckConstraint(name="ended_stay_says_who", condition=Q(ends_on=None) | ~Q(ended_by=None)),
        ]
        indexes = [
            models.Index(fields=["school", "starts_on"], name="stay_by_night"),
            models.Index(fields=["pupil", "starts_on"], name="stay_of_pupil"),
            models.Index(fields=["bed", "starts_on"], name="stay_in_bed"),
        ]

    def __str__(self) -> str:
        return f"{self.bed} {self.pupil}"
