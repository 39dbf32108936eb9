"""A canteen day, its meals, and what was cooked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.kernel.spoken import SpokenField
from houqin.kitchen.models.dishes import BATCH_LETTERS, Dish, MealKind, Recipe
from houqin.people.models import PostHolding
from houqin.supply.models import Issue
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class CanteenDay(SchoolRow):
    """Opened only with named, in-office people (GT-16); keeps who they were."""

    on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    responsible = models.ManyToManyField(PostHolding, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "on"], name="one_canteen_day")]

    def __str__(self) -> str:
        return str(self.on)


class MealState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    COOKING = "cooking", _("Cooking")
    COOKED = "cooked", _("Cooked")
    TASTED = "tasted", _("Tasted")
    SAMPLED = "sampled", _("Sampled")
    RELEASED = "released", _("Released")
    CLOSED = "closed", _("Closed")
    CALLED_OFF = "called_off", pgettext_lazy("meal", "Called off")


class MealQuerySet(SchoolQuerySet):
    def taking_place(self):
        return self.exclude(state=MealState.CALLED_OFF)


class Meal(SchoolRow):
    """One meal of one day. Its state only moves forward, each step through its gate.

    A meal that was called off stays, with its reason; another of its kind may be planned for the same day.
    """

    State = MealState

    on = models.DateField()
    kind = models.CharField(max_length=10, choices=MealKind)
    serves_at = models.DateTimeField()
    planned_heads = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=MealState, default=MealState.PLANNED)
    cooking_at = models.DateTimeField(null=True)
    cooked_at = models.DateTimeField(null=True)
    tasted_at = models.DateTimeField(null=True)
    sampled_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_off_reason = models.CharField(max_length=200, blank=True)

    objects = MealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "on", "kind"], condition=~Q(state="called_off"), name="one_meal_of_a_kind_a_day"
            ),
            models.CheckConstraint(name="meal_state_known", condition=Q(state__in=MealState.values)),
            models.CheckConstraint(name="meal_kind_known", condition=Q(kind__in=MealKind.values)),
            models.CheckConstraint(
                name="released_meal_names_who_and_when",
                condition=~Q(state__in=["released", "closed"])
                | Q(released_at__isnull=False, released_by__isnull=False)
                & Q(tasted_at__isnull=False, sampled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="called_off_meal_says_who_and_why",
                condition=Q(called_off_at=None) & ~Q(state="called_off")
                | Q(state="called_off", called_off_at__isnull=False, called_off_by__isnull=False)
                & ~Q(called_off_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["school", "-on"])]

    def __str__(self) -> str:
        return f"{self.on:%m-%d} {self.get_kind_display()}"

    @property
    def is_called_off(self) -> bool:
        return self.state == MealState.CALLED_OFF

    @property
    def code(self) -> str:
        """What stands on paper and in links: M251119-L. Its batches are C251119-L-01 and on."""
        return f"M{self.on:%y%m%d}-{BATCH_LETTERS[self.kind]}"

    def get_absolute_url(self) -> str:
        return reverse("kitchen:meal", args=[self.pk])


class DishBatch(SchoolRow):
    """One pot of one dish for one meal. A second pot is a second batch, with its own temperature and sample."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        COOKING = "cooking", _("Cooking")
        COOKED = "cooked", _("Cooked")
        ISOLATED = "isolated", _("Isolated")

    code = models.CharField(max_length=24)
    meal = models.ForeignKey(Meal, models.PROTECT, related_name="batches")
    dish = models.ForeignKey(Dish, models.PROTECT, related_name="batches")
    recipe = models.ForeignKey(Recipe, models.PROTECT, null=True, related_name="+")
    pot = models.PositiveSmallIntegerField(default=1)
    planned_heads = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    cooked_at = models.DateTimeField(null=True)
    cooked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    isolated_at = models.DateTimeField(null=True)
    isolated_reason = SpokenField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="batch_code_in_school"),
            models.UniqueConstraint(fields=["meal", "dish", "pot"], name="pot_of_dish_in_meal"),
            models.CheckConstraint(
                name="batch_state_known", condition=Q(state__in=["planned", "cooking", "cooked", "isolated"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dish} {self.pot}" if self.pot > 1 else str(self.dish)

    def get_absolute_url(self) -> str:
        return reverse("kitchen:batch", args=[self.pk])


class BatchIssue(SchoolRow):
    """The store's hand-out that went into this pot. The link by which a lot finds its dishes."""

    batch = models.ForeignKey(DishBatch, models.PROTECT, related_name="issues")
    issue = models.OneToOneField(Issue, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.issue} {self.batch}"
