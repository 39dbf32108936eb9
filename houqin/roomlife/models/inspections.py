"""What was seen in rooms: an inspection with what was not in order, draws for spot checks, help, awards."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.dormitory.models import DormRoom
from houqin.journal.models import Attachment
from houqin.roomlife.inspection_items import FULL_POINTS, INSPECTION_ITEMS
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class RoomDraw(SchoolRow):
    """Rooms drawn by lot for a spot check. The seed draws the same rooms again, so nobody can choose. Sealed.

    `number` counts the draws of a day: a second one is seen as a second one, with its reason.
    """

    on = models.DateField()
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    among = models.JSONField(help_text=_("Keys of the rooms that could be drawn, in order."))
    wanted = models.PositiveSmallIntegerField()
    rooms = models.JSONField(help_text=_("Keys of the rooms that were drawn, as drawn."))
    why = models.CharField(max_length=120, blank=True, help_text=_("Why it was drawn again."))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "on", "number"], name="draw_number_of_a_day"),
            models.CheckConstraint(name="draw_again_says_why", condition=Q(number=1) | ~Q(why="")),
        ]

    def __str__(self) -> str:
        return at_once("Draw {number} of {on}").format(number=self.number, on=self.on)

    def get_absolute_url(self) -> str:
        return reverse("roomlife:draw", args=[self.pk])


class InspectionQuerySet(SchoolQuerySet):
    def standing(self):
        """What a correction replaced is left out."""
        return self.filter(corrected_by=None)

    def scored(self):
        """Annotate `score`: the full points less those of every finding, never below zero."""
        return self.annotate(score=FULL_POINTS - Coalesce(Sum("findings__points"), 0))


class Inspection(SchoolRow):
    """Somebody looked at a room once. Nothing found is a record as well. Sealed; a correction names the old one."""

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="inspections")
    on = models.DateField()
    draw = models.ForeignKey(RoomDraw, models.PROTECT, null=True, related_name="inspections")
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    note = models.CharField(max_length=200, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="room_seen_before_entered", condition=Q(received_at__gte=F("happened_at"))),
            models.CheckConstraint(name="room_correction_says_why", condition=Q(corrects=None) | ~Q(note="")),
        ]
        indexes = [
            models.Index(fields=["school", "on"], name="inspection_by_day"),
            models.Index(fields=["room", "on"], name="inspection_of_room"),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("roomlife:inspection", args=[self.pk])


class Finding(SchoolRow):
    """One item that was not in order, with the points it cost then. Sealed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()
    is_danger = models.BooleanField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "item"], name="finding_once")]

    def __str__(self) -> str:
        return str(INSPECTION_ITEMS.get(self.item, self.item))


class InspectionPhoto(SchoolRow):
    """A photo of what was seen. Sealed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.attachment_id)


class HelpKind(models.TextChoices):
    """What comes before any points (DR-08)."""

    TALK = "talk", _("Talked with the room")
    SHOWN = "shown", _("Showed how it is done")
    TOGETHER = "together", _("Tidied up together")
    MATERIAL = "material", _("Brought what was missing")


class HelpNote(SchoolRow):
    """A room that does badly was helped, and how. It names no child and costs no points. Sealed."""

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="help_notes")
    kind = models.CharField(max_length=10, choices=HelpKind)
    text = models.CharField(max_length=400)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="help_kind_known", condition=Q(kind__in=HelpKind.values)),
            models.CheckConstraint(name="help_noted_afterwards", condition=Q(received_at__gte=F("happened_at"))),
        ]
        indexes = [models.Index(fields=["room", "happened_at"], name="help_of_room")]

    def __str__(self) -> str:
        return f"{self.room} {self.get_kind_display()}"


class RoomAward(SchoolRow):
    """The civilised room of a month (EV-07), as a leader awarded it. `score` is what the inspections said then."""

    room = models.ForeignKey(DormRoom, models.PROTECT, related_name="awards")
    month = models.DateField(help_text=_("Its first day."))
    score = models.DecimalField(max_digits=4, decimal_places=1)
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    awarded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    why_withdrawn = models.CharField(max_length=120, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "month"], condition=Q(withdrawn_at=None), name="one_award_a_room_and_month"
            ),
            models.CheckConstraint(name="award_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="withdrawn_award_says_why",
                condition=Q(withdrawn_at=None) | Q(withdrawn_by__isnull=False) & ~Q(why_withdrawn=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.month:%Y-%m}"
