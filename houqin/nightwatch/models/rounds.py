"""Walked or not: a planned round, the points that were passed, and what was odd about it.

No position of a phone is kept, nor asked for: decision 0010.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.nightwatch.models.routes import Route, RoutePoint, RouteVersion
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class RoundQuerySet(SchoolQuerySet):
    def at(self, at):
        """Open at a moment."""
        return self.filter(starts_at__lte=at, closes_at__gt=at)


class Round(SchoolRow):
    """One planned time of a route. It ends when every point is passed, or by itself when its time is over."""

    route = models.ForeignKey(Route, models.PROTECT, related_name="rounds")
    version = models.ForeignKey(RouteVersion, models.PROTECT, related_name="+")
    on = models.DateField(help_text=_("The night, or the day, that it belongs to."))
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    photo_at = models.JSONField(default=list, help_text=_("Numbers of the points where a photo is asked, by chance."))
    completed_at = models.DateTimeField(null=True, help_text=_("The last point was passed."))
    closed_at = models.DateTimeField(null=True, help_text=_("Its time was over, and what was missed was written down."))

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["route", "on", "number"], name="a_round_is_planned_once"),
            models.CheckConstraint(name="round_closes_after_start", condition=Q(closes_at__gt=F("starts_at"))),
        ]
        indexes = [
            models.Index(fields=["school", "on"], name="rounds_by_night"),
            models.Index(fields=["closes_at"], condition=Q(closed_at=None), name="rounds_to_close"),
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.school.localtime(self.starts_at):%H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("nightwatch:round", args=[self.pk])


class How(models.TextChoices):
    SCANNED = "scanned", _("scanned")
    TYPED = "typed", _("code typed")
    OPENED = "opened", _("from the page of the place")


class MarkQuerySet(SchoolQuerySet):
    def standing(self):
        """Neither taken back nor the taking back."""
        return self.filter(corrects=None, corrected_by=None)


class Mark(SchoolRow):
    """Somebody was at a place in a round. Sealed; a wrong one is taken back by a row that names it.

    `point` is null where the place is none of the route.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="marks")
    point = models.ForeignKey(RoutePoint, models.PROTECT, null=True, related_name="+")
    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    happened_at = models.DateTimeField(help_text=_("By the phone, its clock measured."))
    received_at = models.DateTimeField(help_text=_("By the server."))
    device_ahead_s = models.IntegerField(null=True, help_text=_("How far the phone's clock was ahead, when it waited."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="mark_how_known", condition=Q(how__in=How.values)),
            models.CheckConstraint(name="mark_received_after", condition=Q(received_at__gte=F("happened_at"))),
        ]
        indexes = [
            models.Index(fields=["space", "happened_at"], name="marks_of_a_place"),
            models.Index(fields=["by", "happened_at"], name="marks_of_a_walker"),
        ]

    def __str__(self) -> str:
        return f"{self.space} {self.school.localtime(self.happened_at):%H:%M}"

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()


class MarkPhoto(SchoolRow):
    """A photo taken at a point. Sealed."""

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.attachment_id)


class OddityKind(models.TextChoices):
    SAME_MOMENT = "same_moment", _("two places in the same moment")
    TOO_FAST = "too_fast", _("faster than one can walk")
    WRONG_PLACE = "wrong_place", _("a place that is not on the route")
    OUT_OF_ORDER = "out_of_order", _("not in the order of the route")
    GAP = "gap", _("nobody passed for too long")
    NO_PHOTO = "no_photo", _("the photo asked for is missing")
    CLOCK = "clock", _("the clock of the phone was wrong")


#: These say that codes may have been photographed and scanned from an armchair; the others only need a look.
SUSPICIOUS = frozenset({OddityKind.SAME_MOMENT, OddityKind.TOO_FAST, OddityKind.WRONG_PLACE, OddityKind.CLOCK})


class Oddity(SchoolRow):
    """Something about a mark that a person should look at. Noted, never a reason to refuse it. Sealed."""

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="oddities")
    kind = models.CharField(max_length=12, choices=OddityKind)
    other = models.ForeignKey(Mark, models.PROTECT, null=True, related_name="+", help_text=_("Compared with this one."))
    seconds = models.IntegerField(null=True, help_text=_("How long it was, or how far the clock was off."))
    least_s = models.IntegerField(null=True, help_text=_("How long it should have been, at least or at most."))

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="oddity_kind_known", condition=Q(kind__in=OddityKind.values))]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_suspicious(self) -> bool:
        return self.kind in SUSPICIOUS

    @property
    def words(self) -> str:
        """With its measure, in the reader's language."""
        said = str(self.get_kind_display())
        if self.kind == OddityKind.GAP:
            return at_once("{said}: {minutes} min, {most} at most").format(
                said=said, minutes=self.seconds // 60, most=self.least_s // 60
            )
        if self.kind in (OddityKind.TOO_FAST, OddityKind.SAME_MOMENT):
            return at_once("{said}: {seconds} s, {least} s at least").format(
                said=said, seconds=self.seconds, least=self.least_s
            )
        if self.kind == OddityKind.CLOCK and self.seconds is not None:
            return at_once("{said}: {minutes} min").format(said=said, minutes=round(self.seconds / 60))
        return said
