"""The tree: bureau above bureau, school under a bureau."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from houqin.kernel.clock import localdate, moment


class BureauQuerySet(models.QuerySet):
    def under(self, bureaus):
        """The given bureaus and every bureau below them. One query over the path."""
        wanted = models.Q(pk__in=[])
        for bureau in bureaus:
            wanted |= models.Q(path__startswith=bureau.path)
        return self.filter(wanted)


class Bureau(models.Model):
    """An office above schools: nation, province, division, county. Any depth."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=80)
    path = models.CharField(max_length=200, unique=True, help_text=_("Keys from the root, as “/1/4/”."))

    objects = BureauQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """From the root down to this bureau itself."""
        return [int(key) for key in self.path.strip("/").split("/")]


def zone_is_known(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone."), params={"value": value})


class School(models.Model):
    """The tenant. Its chain in the journal has its primary key."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="schools")
    code = models.CharField(max_length=12, unique=True, help_text=_("Short, on labels and in links: HLH."))
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=40, default="Asia/Shanghai", validators=[zone_is_known])
    address = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def school_id(self) -> int:
        """So that the journal finds its chain."""
        return self.pk

    def localdate(self, at: datetime) -> date:
        return localdate(at, self.zone)

    def localtime(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def moment(self, on: date, at_time: time) -> datetime:
        """The UTC moment of a wall-clock time here."""
        return moment(on, at_time, self.zone)

    def span_of_days(self, first: date, last: date) -> tuple[datetime, datetime]:
        """From the first moment of one day up to, and without, the first after another."""
        return self.moment(first, time(0)), self.moment(last + timedelta(days=1), time(0))
