"""Valuables in safe keeping: an envelope a pupil. What it holds is the sum of its movements, never a column (D-14)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


def yuan(fen: int) -> Decimal:
    """120050 fen are 1200.50 yuan."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))


class EnvelopeQuerySet(SchoolQuerySet):
    def with_balance(self):
        """Annotate `left_fen`: money in less money out."""
        moved = Case(
            When(movements__kind="in", then=F("movements__amount_fen")),
            When(movements__kind="out", then=-F("movements__amount_fen")),
            default=0, output_field=IntegerField(),
        )  # fmt: skip
        return self.annotate(left_fen=Coalesce(Sum(moved), 0))


class Envelope(SchoolRow):
    """A pupil's own envelope in the safe, with the number on it."""

    number = models.CharField(max_length=12)
    pupil = models.OneToOneField(Pupil, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="envelope_number_in_school")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("discipline:envelope", args=[self.pk])


class EnvelopeMovement(SchoolRow):
    """Taken in or given back, counted together and signed by both. Sealed."""

    class Kind(models.TextChoices):
        IN = "in", _("Taken in")
        OUT = "out", _("Given back")

    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=3, choices=Kind)
    amount_fen = models.PositiveIntegerField(default=0)
    happened_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_by_pupil = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    signed_by_keeper = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="envelope_kind_known", condition=Q(kind__in=["in", "out"]))]
        indexes = [models.Index(fields=["school", "happened_at"], name="kept_by_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.envelope}"

    @property
    def amount_yuan(self) -> Decimal:
        return yuan(self.amount_fen)


class MovedThing(SchoolRow):
    """So many of one kind of thing went with a movement: “watch”, 1. Sealed."""

    movement = models.ForeignKey(EnvelopeMovement, models.PROTECT, related_name="things")
    name = models.CharField(max_length=60)
    count = models.PositiveSmallIntegerField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="moved_thing_counted", condition=Q(count__gt=0)),
            models.UniqueConstraint(fields=["movement", "name"], name="thing_once_a_movement"),
        ]

    def __str__(self) -> str:
        return f"{self.name} × {self.count}"
