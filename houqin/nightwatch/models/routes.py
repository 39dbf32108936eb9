"""Where a patrol goes. A route has versions, sealed: a changed route does not rewrite the rounds walked before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.nightwatch.looked_at import words_of
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow, Space
from houqin.tenancy.posts import Post


class RouteKind(models.TextChoices):
    FIRE = "fire", _("Fire prevention")
    THEFT = "theft", _("Theft prevention")
    SECURITY = "security", _("Damage prevention and security")


class Days(models.TextChoices):
    BOARDING_NIGHTS = "boarding_nights", _("Every boarding night")
    EVERY_NIGHT = "every_night", _("Every night")
    SCHOOL_DAYS = "school_days", _("Every school day, by day")

    @property
    def is_by_night(self) -> bool:
        return self != Days.SCHOOL_DAYS


class RouteQuerySet(SchoolQuerySet):
    def in_use(self):
        return self.filter(retired_at=None)


class Route(SchoolRow):
    """A way that is walked again and again. What it asks stands in its newest version."""

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=RouteKind)
    building = models.ForeignKey(Building, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = RouteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="route_kind_known", condition=Q(kind__in=RouteKind.values)),
            models.UniqueConstraint(
                fields=["school", "name"], condition=Q(retired_at=None), name="one_route_in_use_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("nightwatch:route", args=[self.pk])


class RouteVersion(SchoolRow):
    """When it is walked, by whom, past which points. Sealed."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    days = models.CharField(max_length=16, choices=Days)
    first_start = models.TimeField(help_text=_("The first round begins."))
    last_end = models.TimeField(help_text=_("No round begins after it."))
    every_minutes = models.PositiveSmallIntegerField(help_text=_("From the start of a round to the next (DP-01)."))
    within_minutes = models.PositiveSmallIntegerField(help_text=_("A round is late when it takes longer."))
    owner_post = models.CharField(max_length=40, choices=Post)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="route_version_once"),
            models.CheckConstraint(name="route_days_known", condition=Q(days__in=Days.values)),
            models.CheckConstraint(
                name="route_has_a_rhythm",
                condition=Q(every_minutes__gt=0, within_minutes__gt=0)
                & Q(within_minutes__lte=models.F("every_minutes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.number}"


class RoutePoint(SchoolRow):
    """One point of a version: the place whose label is scanned, and what is looked at there. Sealed."""

    version = models.ForeignKey(RouteVersion, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    looks_at = models.JSONField(default=list, help_text=_("Codes of what is looked at (DP-03)."))
    walk_s = models.PositiveSmallIntegerField(help_text=_("The least seconds it takes from the point before."))

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_point_a_number"),
            models.UniqueConstraint(fields=["version", "space"], name="a_place_once_in_a_route"),
        ]

    def __str__(self) -> str:
        return self.space.name

    @property
    def words(self) -> list[str]:
        return words_of(self.looks_at)
