"""Room heads: who was nominated, who voted (never for whom), who was appointed from when to when (D-05, SF-06)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from houqin.dormitory.models import BedStay, DormRoom
from houqin.kernel.spoken import SpokenField
from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Term


class ElectionQuerySet(SchoolQuerySet):
    def running(self, on):
        """Not closed, in a term that is not over: a vote that was forgotten last term stops nobody."""
        return self.filter(closed_at=None, term__ends_on__gte=on)


class Election(SchoolRow):
    """One room elects in one term. A tie begins another round among those who tied.

    A vote that comes to nothing is called off, with the reason: it is closed and has no winner.
    """

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="elections")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    winner = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    why_called_off = SpokenField(max_length=300, blank=True)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=Q(closed_at=None), name="one_open_election_a_room"),
            models.CheckConstraint(
                name="closed_election_has_winner",
                condition=Q(closed_at=None, winner=None, closed_by=None, why_called_off="")
                | Q(closed_at__isnull=False, winner__isnull=False, closed_by__isnull=False, why_called_off="")
                | Q(closed_at__isnull=False, winner=None, closed_by__isnull=False) & ~Q(why_called_off=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.term}"

    def get_absolute_url(self) -> str:
        return reverse("roomlife:election", args=[self.pk])


class Candidate(SchoolRow):
    """A pupil of the room who may be voted for. `last_round` is the last one they stand in."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    last_round = models.PositiveSmallIntegerField(default=1)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "pupil"], name="nominated_once")]

    def __str__(self) -> str:
        return self.pupil.name


class Voter(SchoolRow):
    """This pupil put a paper into the box in this round. For whom, nobody writes down. Sealed."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="voters")
    round = models.PositiveSmallIntegerField()
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "round", "pupil"], name="one_vote_a_pupil")]

    def __str__(self) -> str:
        return self.pupil.name


class Tally(SchoolRow):
    """How many papers named a candidate in a round. Sealed."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="tallies")
    round = models.PositiveSmallIntegerField()
    votes = models.PositiveSmallIntegerField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "round"], name="one_tally_a_round")]

    def __str__(self) -> str:
        return f"{self.candidate} {self.votes}"


class RoomHeadQuerySet(SchoolQuerySet):
    def named(self):
        """Not ended by anybody; whether one still counts, `in_office` says."""
        return self.filter(ends_on=None)

    def in_office(self, night):
        """Appointed by that night, of a term that runs, not ended, and still sleeping in the room. One query."""
        there = BedStay.objects.slept_in(night).filter(pupil=OuterRef("pupil"), bed__room=OuterRef("room"))
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=night), Exists(there), starts_on__lte=night, term__starts_on__lte=night,
            term__ends_on__gte=night,
        )  # fmt: skip


class RoomHead(SchoolRow):
    """This pupil is head of this room from a day on. Who moves out, or whose term is over, is head no longer.

    `ends_on` is the last day in office; an appointment taken back the same day has none and ends before it starts.
    """

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="heads")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="rooms_headed")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    election = models.ForeignKey(Election, models.PROTECT, null=True, related_name="heads")
    starts_on = models.DateField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    ends_on = models.DateField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    why_ended = SpokenField(max_length=300, blank=True)

    objects = RoomHeadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=Q(ends_on=None), name="one_head_a_room"),
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on=None), name="one_room_a_head"),
            models.CheckConstraint(
                name="ended_head_says_why",
                condition=Q(ends_on=None) | ~Q(why_ended="") & Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="head_appointed_before_end", condition=Q(ended_at=None) | Q(ended_at__gte=F("appointed_at"))
            ),
        ]
        indexes = [models.Index(fields=["school", "starts_on"], name="head_by_school")]

    def __str__(self) -> str:
        return f"{self.room} {self.pupil}"

    def get_absolute_url(self) -> str:
        return reverse("roomlife:room", args=[self.room_id])
