"""What may not be used until a major hazard is put right (FM-13)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from houqin.incidents.models.hazards import Hazard
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class StopUseQuerySet(SchoolQuerySet):
    def in_force(self):
        return self.filter(released_at=None)

    def in_force_at(self, moment):
        return self.filter(Q(released_at=None) | Q(released_at__gte=moment), since__lt=moment)

    def about(self, thing):
        """Stops of a place or of any other thing."""
        if isinstance(thing, Space):
            return self.filter(space=thing)
        return self.filter(thing_kind=thing._meta.label_lower, thing_id=thing.pk)


class StopUse(SchoolRow):
    """A place or a thing is out of use because of a hazard, until the principal says otherwise after its closure."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="stops")
    space = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=120)
    since = models.DateTimeField()
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_reason = models.CharField(max_length=200, blank=True)

    objects = StopUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stop_says_of_what",
                condition=Q(space__isnull=False, thing_kind="")
                | Q(space=None) & ~Q(thing_kind="") & Q(thing_id__isnull=False),
            ),
            models.CheckConstraint(
                name="released_stop_says_who", condition=Q(released_at=None) | Q(released_by__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["hazard", "space"], condition=Q(released_at=None, thing_kind=""), name="hazard_stops_place_once"
            ),
            models.UniqueConstraint(
                fields=["hazard", "thing_kind", "thing_id"],
                condition=Q(released_at=None, space=None),
                name="hazard_stops_thing_once",
            ),
        ]
        indexes = [models.Index(fields=["school"], condition=Q(released_at=None), name="stops_in_force")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("incidents:hazard", args=[self.hazard_id])
