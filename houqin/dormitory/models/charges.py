"""Who answers for a building where children sleep."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from houqin.people.models import PostHolding, User
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow
from houqin.tenancy.posts import Post


class ChargeQuerySet(SchoolQuerySet):
    def on(self, day):
        """Given for that day, first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def in_office(self, day):
        """Of people who hold the post of a dormitory manager that day: whoever left the post answers for nothing."""
        held = PostHolding.objects.in_office(day).filter(
            school=OuterRef("school"), user=OuterRef("user"), post=Post.DORM_MANAGER
        )
        return self.on(day).filter(Exists(held), user__is_active=True, user__kind=User.Kind.PERSON)


class Charge(SchoolRow):
    """This dormitory manager answers for this building from a day until a day (GT-16).

    A charge that was ended before its first day has none: `ends_on` lies before `starts_on`.
    """

    building = models.ForeignKey(Building, models.PROTECT, related_name="charges")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="charges")
    is_woman = models.BooleanField(default=False, help_text=_("Girls' floors are run by women (SF-04)."))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = ChargeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["building", "user"], condition=Q(ends_on=None), name="one_charge_at_a_time"
            ),
            models.CheckConstraint(name="ended_charge_says_who", condition=Q(ended_at=None) | ~Q(ended_by=None)),
        ]
        indexes = [models.Index(fields=["building", "starts_on"], name="charge_of_building")]

    def __str__(self) -> str:
        return f"{self.building} {self.user}"
