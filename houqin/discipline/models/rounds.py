"""The round after the bell: from door to door, by exception. Rooms are written down, never children."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.discipline.kinds import kinds, words
from houqin.dormitory.models import DormRoom
from houqin.tenancy.calendar import night_of
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow


class AfterBellRound(SchoolRow):
    """One walk through a building in the night that begins on `night`. Sealed; a second walk is a second row."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="+")
    night = models.DateField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    pressed_at = models.DateTimeField(null=True, help_text=_("By our clock, when it waited on a phone."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rooms = models.PositiveSmallIntegerField(help_text=_("How many doors were passed."))
    of_rooms = models.PositiveSmallIntegerField(help_text=_("In how many rooms of the building somebody slept."))
    loud = models.PositiveSmallIntegerField(help_text=_("At how many it was not quiet, illness left out."))
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="round_entered_after_it", condition=Q(received_at__gte=F("happened_at"))),
            models.CheckConstraint(name="round_loud_of_rooms", condition=Q(loud__lte=F("rooms"))),
        ]
        indexes = [models.Index(fields=["school", "night"], name="round_by_night")]

    def __str__(self) -> str:
        return f"{self.building} {self.night}"

    def get_absolute_url(self) -> str:
        return reverse("discipline:round", args=[self.pk])

    @property
    def entered_at(self):
        """Proof of being in time: the press of the button. A time that somebody typed is none (GT-18)."""
        return max(self.happened_at, self.pressed_at or self.received_at)

    @property
    def is_entered_late(self) -> bool:
        """In another night than it speaks of. Past midnight it is still the same one."""
        return night_of(self.school, self.entered_at) != self.night


class RoomHeard(SchoolRow):
    """What was heard at one door; no `heard` means quiet. Sealed."""

    round = models.ForeignKey(AfterBellRound, models.PROTECT, related_name="doors")
    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="+")
    heard = models.CharField(max_length=20, blank=True, help_text=_("A code of data/kinds.toml."))
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "room"], name="door_once_a_round")]

    def __str__(self) -> str:
        return f"{self.room} {self.words}".strip()

    @property
    def words(self) -> str:
        return words("heard", self.heard) if self.heard else ""

    @property
    def is_excused(self) -> bool:
        return self.heard in kinds("heard") and kinds("heard")[self.heard].excused

    @property
    def is_loud(self) -> bool:
        return bool(self.heard) and not self.is_excused
