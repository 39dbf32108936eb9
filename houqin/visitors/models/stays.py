"""A relative who sleeps at school: applied, approved, registered, lodged, departed (DV-01, GT-15)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space
from houqin.visitors.models.people import DocumentKind


class Party(models.TextChoices):
    """Who sleeps in the room: parties that are not family share it only among women or among men."""

    WOMEN = "f", pgettext_lazy("guests", "Women")
    MEN = "m", pgettext_lazy("guests", "Men")
    BOTH = "both", pgettext_lazy("guests", "Women and men")


class StayState(models.TextChoices):
    APPLIED = "applied", pgettext_lazy("stay", "To be decided")
    APPROVED = "approved", pgettext_lazy("stay", "Approved")
    DECLINED = "declined", pgettext_lazy("stay", "Declined")
    REGISTERED = "registered", pgettext_lazy("stay", "Identity registered")
    LODGED = "lodged", pgettext_lazy("stay", "Lodged")
    DEPARTED = "departed", pgettext_lazy("stay", "Departed")
    CALLED_OFF = "called_off", pgettext_lazy("stay", "Called off")


OPEN = (StayState.APPLIED, StayState.APPROVED, StayState.REGISTERED, StayState.LODGED)
AFTER_APPROVAL = (StayState.APPROVED, StayState.REGISTERED, StayState.LODGED, StayState.DEPARTED)
AFTER_REGISTERING = (StayState.REGISTERED, StayState.LODGED, StayState.DEPARTED)
BEFORE_KEY = (StayState.APPLIED, StayState.APPROVED, StayState.REGISTERED)
AFTER_KEY = (StayState.LODGED, StayState.DEPARTED)


class GuestStayQuerySet(SchoolQuerySet):
    def lodged(self):
        """Those who have the key."""
        return self.filter(state=StayState.LODGED)

    def over_before(self, moment, *, on):
        """Those that ended before a moment; or whose days were over before `on`, its day, and nobody came."""
        return self.filter(
            Q(departed_at__lt=moment)
            | Q(state=StayState.DECLINED, decided_at__lt=moment)
            | Q(state=StayState.CALLED_OFF, called_off_at__lt=moment)
            | Q(state__in=BEFORE_KEY, leaves_on__lt=on)
        )

    def slept(self, night, *, begins_at, ends_at):
        """Those who slept here in a night that lies between two moments, or sleep here."""
        return self.filter(
            Q(departed_at=None) | Q(departed_at__gt=begins_at), state__in=AFTER_KEY, lodged_at__lt=ends_at,
            arrives_on__lte=night,
        )  # fmt: skip


class GuestStay(SchoolRow):
    """From an evening to a day of leaving; the nights lie between. The database itself asks for every step before."""

    State = StayState

    code = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=StayState, default=StayState.APPLIED)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="guest_stays")
    name = models.CharField(max_length=80)
    relation = models.CharField(max_length=20)
    party = models.CharField(max_length=4, choices=Party)
    heads = models.PositiveSmallIntegerField(default=1)
    phone = models.CharField(max_length=20, blank=True)
    has_pupil_along = models.BooleanField(default=False, help_text=_("The pupil sleeps in the guest room too."))
    arrives_on = models.DateField(help_text=_("The first night begins on this day's evening."))
    leaves_on = models.DateField()
    why = models.CharField(max_length=200)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=200, blank=True)
    document_kind = models.CharField(max_length=16, choices=DocumentKind, blank=True)
    document_ending = models.CharField(max_length=4, blank=True)
    document_digest = models.CharField(max_length=64, blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField(null=True)
    room = models.ForeignKey(Space, models.PROTECT, null=True, related_name="guest_stays")
    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lodged_at = models.DateTimeField(null=True, help_text=_("When they got the key."))
    departed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    departed_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    objects = GuestStayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="stay_code_in_school"),
            models.CheckConstraint(name="stay_state_known", condition=Q(state__in=StayState.values)),
            models.CheckConstraint(name="stay_party_known", condition=Q(party__in=Party.values)),
            models.CheckConstraint(name="stay_has_heads", condition=Q(heads__gte=1)),
            models.CheckConstraint(name="stay_has_a_night", condition=Q(leaves_on__gt=F("arrives_on"))),
            # GT-15, kept by the database as well: no key before approval by another, document and room.
            models.CheckConstraint(
                name="approved_stay_by_another",
                condition=~Q(state__in=AFTER_APPROVAL)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("applied_by")),
            ),
            models.CheckConstraint(
                name="registered_stay_says_who",
                condition=~Q(state__in=AFTER_REGISTERING)
                | Q(registered_by__isnull=False, registered_at__gte=F("decided_at")) & ~Q(document_kind=""),
            ),
            models.CheckConstraint(
                name="lodged_stay_has_all_before",
                condition=~Q(state__in=AFTER_KEY)
                | Q(room__isnull=False, lodged_by__isnull=False, lodged_at__gte=F("registered_at")),
            ),
            models.CheckConstraint(name="no_key_before_its_time", condition=Q(lodged_at=None) | Q(state__in=AFTER_KEY)),
            models.CheckConstraint(
                name="departed_stay_says_who",
                condition=~Q(state="departed") | Q(departed_by__isnull=False, departed_at__gte=F("lodged_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "arrives_on"], name="stay_list"),
            models.Index(fields=["room", "state"], name="stay_in_room"),
            models.Index(fields=["school", "lodged_at"], name="stay_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("visitors:stay", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def sleepers(self) -> int:
        """How many places they take."""
        return self.heads + self.has_pupil_along

    @property
    def nights(self) -> int:
        return (self.leaves_on - self.arrives_on).days
