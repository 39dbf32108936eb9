"""From whom a school may buy what, and the papers that say so."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.kernel.spoken import SpokenField
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Supplier(SchoolRow):
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=160, blank=True)
    contact = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    licence_number = models.CharField(max_length=40, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="supplier_code_in_school"),
            models.UniqueConstraint(fields=["school", "name"], name="supplier_name_in_school"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("supply:supplier", args=[self.pk])


class ApprovalQuerySet(SchoolQuerySet):
    def in_force(self, on):
        return self.filter(starts_on__lte=on, ends_on__gte=on, withdrawn_at=None)


class Approval(SchoolRow):
    """A supplier is approved for one goods class and a period (rule SQ-09)."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="approvals")
    goods_class = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="approval_ends_after_start", condition=Q(ends_on__gte=F("starts_on")))
        ]
        indexes = [models.Index(fields=["supplier", "goods_class", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.supplier} {self.goods_class}"


class Suspension(SchoolRow):
    """Deliveries of a class are stopped after a rejection until somebody reviews it (rule SQ-08)."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="suspensions")
    goods_class = models.CharField(max_length=40)
    reason = SpokenField(max_length=200)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "goods_class"], condition=Q(lifted_at=None), name="one_open_suspension"
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.goods_class}"


class Certificate(SchoolRow):
    """A paper that belongs to the supplier, not to one delivery: a licence, an approval, a contract."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=48, help_text=_("A document kind of goods_classes.toml."))
    number = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField()
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="certificate_ends_after_start", condition=Q(valid_until__gte=F("valid_from")))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
