"""The cleaning rota: whose turn it is in a room on a day, who stood in, and whether it was done (D-06, CL-05)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as at_once

from houqin.dormitory.models import DormRoom
from houqin.journal.models import Attachment
from houqin.kernel.spoken import SpokenField
from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Turn(SchoolRow):
    """One room, one day, one duty pupil. With `instead_of`, `pupil` stands in for the one whose turn it was."""

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="turns")
    on = models.DateField()
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    why = SpokenField(max_length=300, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "on"], name="one_turn_a_room_and_day"),
            models.CheckConstraint(
                name="substitute_is_another",
                condition=Q(instead_of=None) | ~Q(why="") & ~Q(instead_of=models.F("pupil")),
            ),
        ]
        indexes = [models.Index(fields=["school", "on"], name="turn_by_day")]

    def __str__(self) -> str:
        return f"{self.room} {self.on}"

    @property
    def who(self) -> str:
        """“沙小雨”, or “沙小雨（替李明）”. Both pupils are loaded."""
        if not self.instead_of_id:
            return self.pupil.name
        return at_once("{name} (for {other})").format(name=self.pupil.name, other=self.instead_of.name)

    @property
    def whose(self) -> int:
        """The key of the pupil whose turn it was in the order, whoever did it."""
        return self.instead_of_id or self.pupil_id


class TurnCheckQuerySet(SchoolQuerySet):
    def done(self):
        return self.filter(is_done=True)


class TurnCheck(SchoolRow):
    """Somebody looked whether the duty pupil has cleaned. Sealed."""

    turn = models.OneToOneField(Turn, models.PROTECT, related_name="check_of")
    is_done = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TurnCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="turn_looked_at_first", condition=Q(received_at__gte=models.F("happened_at")))
        ]
        indexes = [models.Index(fields=["school", "happened_at"], name="turn_check_by_time")]

    def __str__(self) -> str:
        return str(self.turn)


class TurnPhoto(SchoolRow):
    """A photo that shows what was not done. Sealed."""

    check_of = models.ForeignKey(TurnCheck, models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.attachment_id)
