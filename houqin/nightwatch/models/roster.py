"""Who has the night: one leader for the school, one watcher for each building (SF-05)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.nightwatch.permissions import LEADS
from houqin.people.models import PostHolding, User
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow


class Role(models.TextChoices):
    LEADER = "leader", _("Duty leader")
    WATCHER = "watcher", _("Night watcher")


class NightDutyQuerySet(SchoolQuerySet):
    def standing(self):
        """Not taken back: who is on the roster now."""
        return self.filter(withdrawn_at=None)

    def leaders(self):
        """Who leads; `is_in_office` says whether they hold a post on that night that may."""
        held = PostHolding.objects.in_office(OuterRef("night")).filter(
            school=OuterRef("school"), user=OuterRef("user"), post__in=LEADS, user__is_active=True,
            user__kind=User.Kind.PERSON,
        )  # fmt: skip
        return self.filter(role=Role.LEADER).annotate(is_in_office=Exists(held))


class NightDuty(SchoolRow):
    """One person has one night, from noon to noon. A change withdraws the row and makes a new one that names it."""

    night = models.DateField(help_text=_("The day on whose evening it begins."))
    role = models.CharField(max_length=8, choices=Role)
    building = models.ForeignKey(
        Building, models.PROTECT, null=True, related_name="+", help_text=_("Which one is watched; a leader has all.")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    why = models.CharField(max_length=120, blank=True, help_text=_("Why it was changed."))
    withdrawn_at = models.DateTimeField(null=True)

    objects = NightDutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="night_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="a_watcher_has_a_building",
                condition=Q(role="leader", building=None) | Q(role="watcher", building__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["school", "night"], condition=Q(role="leader", withdrawn_at=None), name="one_leader_a_night"
            ),
            models.UniqueConstraint(
                fields=["building", "night"], condition=Q(role="watcher", withdrawn_at=None), name="one_watcher_a_night"
            ),
        ]
        indexes = [models.Index(fields=["school", "night"], name="roster_by_night")]

    def __str__(self) -> str:
        return f"{self.night} {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("nightwatch:roster") + f"?month={self.night:%Y-%m}"

    @property
    def slot(self) -> tuple:
        """What is taken by one person: the night, and what for."""
        return self.night, self.role, self.building_id


class SwapQuerySet(SchoolQuerySet):
    def waiting(self):
        return self.filter(answered_at=None)


class Swap(SchoolRow):
    """One asks another to change nights. It counts when the other says yes, or a leader for them."""

    given = models.ForeignKey(NightDuty, models.PROTECT, related_name="+", help_text=_("The night of whoever asks."))
    wanted = models.ForeignKey(NightDuty, models.PROTECT, related_name="+", help_text=_("The night of the other."))
    why = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    is_agreed = models.BooleanField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="swap_of_two_nights", condition=~Q(given=F("wanted"))),
            models.CheckConstraint(
                name="answered_swap_says_who",
                condition=Q(answered_at=None, is_agreed=None, answered_by=None)
                | Q(answered_at__isnull=False, is_agreed__isnull=False, answered_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["given"], condition=Q(answered_at=None), name="one_swap_asked_a_night"),
        ]

    def __str__(self) -> str:
        return f"{self.given} / {self.wanted}"

    def get_absolute_url(self) -> str:
        return self.given.get_absolute_url()
