"""What can be cooked, and what is promised for a week."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.supply.models import Article
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class MealKind(models.TextChoices):
    """Values are those of `TimetableEntry.What`, so that a meal finds its time."""

    BREAKFAST = "breakfast", _("Breakfast")
    LUNCH = "lunch", _("Lunch")
    DINNER = "dinner", _("Dinner")
    SNACK = "snack", _("Snack")


#: How a meal is written in the codes of its batches (C251119-L-01) and of its samples (S251119-2-03).
BATCH_LETTERS = {MealKind.BREAKFAST: "B", MealKind.LUNCH: "L", MealKind.DINNER: "D", MealKind.SNACK: "S"}
SAMPLE_NUMBERS = {MealKind.BREAKFAST: "1", MealKind.LUNCH: "2", MealKind.DINNER: "3", MealKind.SNACK: "4"}


class DishQuerySet(SchoolQuerySet):
    def in_use(self):
        return self.filter(retired_on=None)


class Dish(SchoolRow):
    class Kind(models.TextChoices):
        STAPLE = "staple", _("Staple")
        HOT = "hot", _("Hot dish")
        SOUP = "soup", _("Soup or porridge")
        PASTRY = "pastry", _("Pastry")
        FRUIT = "fruit", _("Fruit")
        DRINK = "drink", _("Drink")
        COLD = "cold", _("Cold dish")

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind)
    is_cooked_through = models.BooleanField(default=True, help_text=_("Needs a core temperature, rule TT-01."))
    allergens = models.CharField(max_length=120, blank=True)
    is_halal = models.BooleanField(default=False)
    retired_on = models.DateField(null=True)

    objects = DishQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="dish_code_in_school"),
            models.CheckConstraint(
                name="dish_kind_known",
                condition=Q(kind__in=["staple", "hot", "soup", "pastry", "fruit", "drink", "cold"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kitchen:dish", args=[self.pk])


class Recipe(SchoolRow):
    """One version of what a head gets. A change is a new version; meals keep the one they were cooked by."""

    dish = models.ForeignKey(Dish, models.PROTECT, related_name="recipes")
    version = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dish", "version"], name="recipe_version_of_dish")]

    def __str__(self) -> str:
        return f"{self.dish} v{self.version}"


class RecipeLine(SchoolRow):
    """`milli_per_head`: thousandths of the article's base unit, so 0.4 g of salt is 400."""

    recipe = models.ForeignKey(Recipe, models.CASCADE, related_name="lines")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    milli_per_head = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipe", "article"], name="an_article_once_per_recipe"),
            models.CheckConstraint(name="recipe_line_is_positive", condition=Q(milli_per_head__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.milli_per_head}"

    def amount_for(self, heads: int) -> int:
        """Whole base units for so many heads, rounded up: nobody goes without."""
        return -(-self.milli_per_head * heads // 1000)


class Menu(SchoolRow):
    """A week's promise. After publication nothing vanishes: items are withdrawn or added, each with a reason."""

    week_starts_on = models.DateField(help_text=_("A Monday."))
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "week_starts_on"], name="one_menu_a_week")]

    def __str__(self) -> str:
        return str(self.week_starts_on)

    def get_absolute_url(self) -> str:
        return reverse("kitchen:menu", args=[self.pk])


class MenuItem(SchoolRow):
    menu = models.ForeignKey(Menu, models.PROTECT, related_name="items")
    on = models.DateField()
    meal_kind = models.CharField(max_length=10, choices=MealKind)
    dish = models.ForeignKey(Dish, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_reason = models.CharField(max_length=120, blank=True, help_text=_("Needed once the menu is published."))
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["menu", "on", "meal_kind", "dish"],
                condition=Q(withdrawn_at=None),
                name="a_dish_once_per_meal_on_menu",
            ),
            models.CheckConstraint(name="menu_item_meal_known", condition=Q(meal_kind__in=MealKind.values)),
        ]
        indexes = [models.Index(fields=["school", "on", "meal_kind"])]

    def __str__(self) -> str:
        return f"{self.on} {self.meal_kind} {self.dish}"
