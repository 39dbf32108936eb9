"""Lots and what moved. A movement names its lot, so trace is a walk over movements."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.supply.models.articles import Article
from houqin.supply.models.deliveries import DeliveryLine
from houqin.supply.models.suppliers import Supplier
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class LotQuerySet(SchoolQuerySet):
    def in_stock(self):
        """Something is left. Reads `emptied_at`, which verbs keep in step with the sum."""
        return self.filter(emptied_at=None)

    def usable(self, on):
        """May go to the kitchen on that day: the one meaning of “expired” everywhere (the last day counts)."""
        return self.filter(
            emptied_at=None, expiration_date__gte=on, held_at=None, quarantined_at=None, rejected_at=None
        )

    def expired(self, on):
        return self.filter(expiration_date__lt=on)

    def near_expiry(self, on):
        return self.filter(near_expiry_on__lte=on, expiration_date__gte=on)

    def first_expired_first_out(self):
        return self.order_by("expiration_date", "received_at", "pk")

    def with_balance(self):
        """Annotate `left`: what came less what went, in base units. Stock is a sum, never a column."""
        went = Movement.objects.filter(lot=models.OuterRef("pk")).order_by().values("lot")
        return self.annotate(left=Coalesce(models.Subquery(went.annotate(total=Sum("amount")).values("total")), 0))


class Lot(SchoolRow):
    """Goods of one batch, traceable both ways. Never merged: two deliveries of the same goods are two lots."""

    class Origin(models.TextChoices):
        RECEIVED = "received", _("Received")
        PREPARED = "prepared", _("Made in our kitchen")
        OPENING = "opening", _("Opening stock")

    code = models.CharField(max_length=20)
    article = models.ForeignKey(Article, models.PROTECT, related_name="lots")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.RECEIVED)
    line = models.ForeignKey(DeliveryLine, models.PROTECT, null=True, related_name="lots")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="lots")
    supplier_lot = models.CharField(max_length=40, blank=True)
    production_date = models.DateField(null=True)
    expiration_date = models.DateField(help_text=_("Last day of use."))
    near_expiry_on = models.DateField(help_text=_("First day of the warning, rule SL-01."))
    received_at = models.DateTimeField()
    space = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    quarantined_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    held_reason = models.CharField(max_length=200, blank=True)
    rejected_at = models.DateTimeField(null=True)
    disposed_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True, help_text=_("When the sum reached zero; a return clears it."))

    objects = LotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="lot_code_in_school"),
            models.CheckConstraint(
                name="lot_origin_known", condition=Q(origin__in=["received", "prepared", "opening"])
            ),
            models.CheckConstraint(
                name="lot_expires_after_production",
                condition=Q(production_date=None) | Q(expiration_date__gte=F("production_date")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "expiration_date", "received_at"],
                condition=Q(emptied_at=None),
                name="lot_in_stock",
            ),
            models.Index(fields=["article", "expiration_date"], condition=Q(emptied_at=None), name="lot_of_article"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supply:lot", args=[self.pk])


class Preparation(SchoolRow):
    """An intermediate made from lots: marinated chicken, soaked beans. Its inputs are its movements."""

    code = models.CharField(max_length=20)
    made = models.OneToOneField(Lot, models.PROTECT, related_name="preparation")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="preparation_code_in_school")]

    def __str__(self) -> str:
        return self.code


class Issue(SchoolRow):
    """One handing-out from the store: who gave what to whom, for what. Its lines are its movements."""

    code = models.CharField(max_length=20)
    purpose = models.CharField(max_length=120)
    is_for_pot = models.BooleanField(default=False, help_text=_("Went into a dish; comes back only through its pot."))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    #: The movements that `issue_lots` has just written; None on an issue that was only read.
    moved: list | None = None

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="issue_code_in_school")]
        indexes = [models.Index(fields=["school", "issued_at"])]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supply:issue", args=[self.pk])


class Movement(SchoolRow):
    """A change of one lot's stock. Sealed: the database refuses to change or delete it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        OPENING = "opening", _("Opening stock")
        PRODUCED = "produced", _("Made")
        RETURNED = "returned", _("Returned to store")
        ISSUED = "issued", _("Issued")
        CONSUMED = "consumed", _("Used in preparation")
        SENT_BACK = "sent_back", _("Sent back to supplier")
        DISPOSED = "disposed", _("Disposed of")
        COUNTED = "counted", _("Count variance")
        CORRECTED = "corrected", _("Correction")

    #: What comes in is positive, what goes out negative; a count or a correction may be either.
    INWARD = ("received", "opening", "produced", "returned")
    OUTWARD = ("issued", "consumed", "sent_back", "disposed")

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=Kind)
    amount = models.BigIntegerField(help_text=_("Signed, in base units."))
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="movements")
    preparation = models.ForeignKey(Preparation, models.PROTECT, null=True, related_name="movements")
    deviation_reason = models.CharField(max_length=120, blank=True, help_text=_("Why not the lot that expires first."))
    note = models.CharField(max_length=200, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="movement_sign_fits_kind",
                condition=Q(kind__in=["received", "opening", "produced", "returned"], amount__gt=0)
                | Q(kind__in=["issued", "consumed", "sent_back", "disposed"], amount__lt=0)
                | Q(kind__in=["counted", "corrected"]) & ~Q(amount=0),
            ),
        ]
        indexes = [
            models.Index(fields=["lot", "amount"], name="movement_balance"),
            models.Index(fields=["school", "moved_at"], name="movement_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def quantity(self):
        return self.lot.article.quantity(abs(self.amount))


class StockCount(SchoolRow):
    """Somebody counted, and somebody else stood by (rule ST-10)."""

    code = models.CharField(max_length=20)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="count_code_in_school"),
            models.CheckConstraint(name="nobody_counts_alone", condition=~Q(counted_by=F("witness"))),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supply:count", args=[self.pk])


class CountLine(SchoolRow):
    """What the book said, what was there, and why they differ."""

    count = models.ForeignKey(StockCount, models.PROTECT, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    book_amount = models.BigIntegerField()
    counted_amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["count", "lot"], name="a_lot_once_per_count"),
            models.CheckConstraint(
                name="variance_has_a_reason", condition=Q(book_amount=F("counted_amount")) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.counted_amount}"
