"""A pupil who is elsewhere with the school's knowledge and without leave: in the sick room, in hospital, …"""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.people.models import PostHolding, Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class AwayKind(models.TextChoices):
    """The states of DR-02 that need no leave; leave has a table of its own."""

    SICK_ROOM = "sick_room", _("Sick room")
    HOSPITAL = "hospital", _("Hospital")
    ACTIVITY = "activity", _("School activity")
    VISIT = "visit", _("With a visitor on the premises")


class AwayQuerySet(SchoolQuerySet):
    def at(self, at: datetime):
        """Begun and not yet ended at a moment. It holds past `until_at`: who is overdue is still where they went."""
        return self.between(at, at)

    def between(self, since: datetime, at: datetime):
        """Those that lasted at some moment of a stretch, over by its end or not."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=since), starts_at__lte=at)

    def vouched(self, on: date):
        """Each with `is_vouched`: whether who vouches for it is in office at the school on a day (D-18)."""
        held = PostHolding.objects.answering(on).filter(school=OuterRef("school"), user=OuterRef("confirmed_by"))
        return self.annotate(is_vouched=Exists(held))


class Away(SchoolRow):
    """From a moment until somebody says it is over. `confirmed_by` vouches for it (D-18)."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AwayKind)
    place = models.CharField(max_length=80, blank=True, help_text=_("Which hospital, which activity."))
    space = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+", help_text=_("Which sick room."))
    starts_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, help_text=_("Expected back."))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="away_kind_known", condition=Q(kind__in=AwayKind.values)),
            models.CheckConstraint(
                name="away_until_after_start", condition=Q(until_at=None) | Q(until_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="ended_away_says_who", condition=Q(ended_at=None) | ~Q(ended_by=None)),
            models.UniqueConstraint(fields=["pupil"], condition=Q(ended_at=None), name="elsewhere_in_one_place"),
            models.CheckConstraint(
                name="activity_says_its_end", condition=~Q(kind__in=["activity", "visit"]) | Q(until_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["school", "starts_at"], name="away_by_school"),
            models.Index(fields=["pupil", "ended_at"], name="away_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("whereabouts:away", args=[self.pk])

    @property
    def where(self) -> str:
        """The room, or what was typed; empty when nobody said."""
        return self.space.name if self.space_id else self.place
