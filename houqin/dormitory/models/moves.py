"""A change of bed: asked for by one, decided by another (DV-03, D-21). Both words are sealed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.dormitory.models.beds import Bed
from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class MoveQuerySet(SchoolQuerySet):
    def open(self):
        return self.filter(decision=None)

    def with_all(self):
        """With everybody and every place it names, so that a page asks once."""
        return self.select_related(
            "pupil", "other", "from_bed__room__space__building", "to_bed__room__space__building", "asked_by",
            "decision__by",
        )  # fmt: skip


class Move(SchoolRow):
    """A pupil should sleep in another bed from a night on. `other` sleeps there now and comes to `from_bed`: a swap."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="moves")
    from_bed = models.ForeignKey(Bed, models.PROTECT, related_name="+")
    to_bed = models.ForeignKey(Bed, models.PROTECT, related_name="+")
    other = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField(help_text=_("The first night in the new bed."))
    why = models.CharField(max_length=120)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="move_goes_elsewhere", condition=~models.Q(from_bed=models.F("to_bed"))
            ),
            models.CheckConstraint(
                name="swap_is_of_two", condition=models.Q(other=None) | ~models.Q(other=models.F("pupil"))
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["school", "asked_at"], name="move_by_school")]

    def __str__(self) -> str:
        return f"{self.pupil} {self.to_bed}"

    def get_absolute_url(self) -> str:
        return reverse("dormitory:move", args=[self.pk])


class MoveDecision(SchoolRow):
    """The one answer that a move gets."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("move of a pupil", "withdrawn")

    move = models.OneToOneField(Move, models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=9, choices=Outcome)
    starts_on = models.DateField(null=True, help_text=_("The first night, when it was approved."))
    note = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="move_outcome_known", condition=models.Q(outcome__in=["approved", "declined", "withdrawn"])
            ),
            models.CheckConstraint(
                name="approved_move_says_when", condition=~models.Q(outcome="approved") | ~models.Q(starts_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.outcome}"
