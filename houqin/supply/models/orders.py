"""What was asked of a supplier."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.supply.models.articles import Article
from houqin.supply.models.suppliers import Supplier
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Order(SchoolRow):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")
        DELIVERED = "delivered", _("Delivered")
        CANCELLED = "cancelled", _("Cancelled")

    code = models.CharField(max_length=20)
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="orders")
    wanted_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    note = models.CharField(max_length=200, blank=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="order_code_in_school"),
            models.CheckConstraint(
                name="order_state_known", condition=Q(state__in=["draft", "sent", "delivered", "cancelled"])
            ),
        ]
        indexes = [models.Index(fields=["school", "wanted_on"])]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supply:order", args=[self.pk])


class OrderLine(SchoolRow):
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    amount = models.PositiveBigIntegerField()
    suggested_amount = models.PositiveBigIntegerField(null=True, help_text=_("Menu × heads − stock, when computed."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "article"], name="an_article_once_per_order"),
            models.CheckConstraint(name="order_line_is_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.quantity}"

    @property
    def quantity(self):
        return self.article.quantity(self.amount)
