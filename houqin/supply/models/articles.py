"""What a school buys and keeps."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Storage(models.TextChoices):
    AMBIENT = "ambient", _("Ambient")
    CHILLED = "chilled", _("Chilled")
    FROZEN = "frozen", _("Frozen")


class ArticleQuerySet(SchoolQuerySet):
    def in_use(self):
        return self.filter(retired_on=None)


class Article(SchoolRow):
    """One kind of goods, counted in one base unit for ever. `goods_class` names a row of goods_classes.toml."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    spec = models.CharField(max_length=60, blank=True, help_text=_("As on the pack: 5 L, 25 kg."))
    goods_class = models.CharField(max_length=40)
    base_unit = models.CharField(max_length=6, choices=BaseUnit)
    storage = models.CharField(max_length=8, choices=Storage, default=Storage.AMBIENT)
    shelf_life_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("When labels carry none."))
    allergens = models.CharField(max_length=120, blank=True)
    is_intermediate = models.BooleanField(default=False, help_text=_("Made in our kitchen from other lots."))
    is_halal = models.BooleanField(default=False)
    retired_on = models.DateField(null=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="article_code_in_school"),
            models.CheckConstraint(name="article_base_unit_known", condition=Q(base_unit__in=BaseUnit.values)),
            models.CheckConstraint(name="article_storage_known", condition=Q(storage__in=Storage.values)),
        ]
        indexes = [models.Index(fields=["school", "name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("supply:article", args=[self.pk])

    def quantity(self, amount: int) -> Quantity:
        return Quantity(amount, BaseUnit(self.base_unit))


class ArticleUnit(SchoolRow):
    """How much of the base unit one case, bag or bottle of this article holds."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="units")
    unit = models.CharField(max_length=12, help_text=_("As people write it: case, 袋, 桶."))
    base_amount = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "unit"], name="one_conversion_per_unit"),
            models.CheckConstraint(name="conversion_is_positive", condition=Q(base_amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"1 {self.unit} = {self.base_amount}"
