"""What arrived, who looked at it, with which papers, and what was taken."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.supply.models.articles import Article
from houqin.supply.models.orders import Order
from houqin.supply.models.suppliers import Supplier
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Delivery(SchoolRow):
    """One truck at the door. Inspected once, by at least two people (rule GR-04), then sealed by its journal entry.

    One that was entered by mistake is called off while it is not inspected: it stays, with the reason, and no lot comes
    of it.
    """

    class State(models.TextChoices):
        ARRIVED = "arrived", _("To inspect")
        INSPECTED = "inspected", _("Inspected")
        CALLED_OFF = "called_off", _("Entered by mistake")

    code = models.CharField(max_length=20)
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="deliveries")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="deliveries")
    note_number = models.CharField(max_length=40, blank=True, help_text=_("Number of the supplier's delivery note."))
    arrived_at = models.DateTimeField()
    received_at = models.DateTimeField(help_text=_("When it was entered here."))
    vehicle_temperature_c = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    is_vehicle_clean = models.BooleanField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.ARRIVED)
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    inspected_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_off_reason = models.CharField(max_length=200, blank=True)

    #: The lots that `finish_inspection` has just made of it; None on a delivery that was only read.
    made: list | None = None

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="delivery_code_in_school"),
            models.CheckConstraint(
                name="delivery_state_known", condition=Q(state__in=["arrived", "inspected", "called_off"])
            ),
            models.CheckConstraint(
                name="called_off_delivery_says_who_and_why",
                condition=Q(called_off_at=None) & ~Q(state="called_off")
                | Q(state="called_off", called_off_at__isnull=False, called_off_by__isnull=False)
                & ~Q(called_off_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["school", "arrived_at"])]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supply:delivery", args=[self.pk])


class RejectReason(models.TextChoices):
    """Why goods are returned or set aside (rules GR-05…GR-07, BF-01). `SERIOUS` ones suspend the supplier."""

    MOULDY = "mouldy", _("Mouldy")
    SPOILED = "spoiled", _("Spoiled or rancid")
    FAKE = "fake", _("Fake or adulterated")
    UNLABELLED = "unlabelled", _("No label")
    PAST_DATE = "past_date", _("Past its date")
    WRONG_TEMPERATURE = "wrong_temperature", _("Wrong temperature")
    NO_PAPERS = "no_papers", _("Papers missing")
    DAMAGED = "damaged", _("Pack damaged")
    SHORT = "short", _("Less than stated")
    NOT_ORDERED = "not_ordered", _("Not ordered")
    OTHER = "other", _("Other")


SERIOUS = frozenset({RejectReason.MOULDY, RejectReason.SPOILED, RejectReason.FAKE})


class DeliveryLine(SchoolRow):
    """One article of one supplier lot on the truck. Accepted + returned + quarantined = stated, once decided."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField(help_text=_("Place on the delivery note."))
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    amount = models.PositiveBigIntegerField(help_text=_("As stated on the note."))
    supplier_lot = models.CharField(max_length=40, blank=True, help_text=_("Lot number on the label."))
    production_date = models.DateField(null=True)
    shelf_life_days = models.PositiveSmallIntegerField(null=True)
    expiration_date = models.DateField(null=True, help_text=_("Last day of use; computed when the label has none."))
    arrival_temperature_c = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    weighed_amount = models.PositiveBigIntegerField(null=True)
    checklist = models.JSONField(default=dict, help_text=_("Item code → passed or not."))
    accepted_amount = models.PositiveBigIntegerField(null=True)
    returned_amount = models.PositiveBigIntegerField(default=0)
    quarantined_amount = models.PositiveBigIntegerField(default=0)
    reject_reason = models.CharField(max_length=20, choices=RejectReason, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    photos = models.ManyToManyField(Attachment, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="line_number_in_delivery"),
            models.CheckConstraint(name="line_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="line_parts_make_the_whole",
                condition=Q(accepted_amount=None)
                | Q(amount=F("accepted_amount") + F("returned_amount") + F("quarantined_amount")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("supply:line", args=[self.pk])

    @property
    def quantity(self):
        return self.article.quantity(self.amount)


class Paper(SchoolRow):
    """A document that came with one line: quarantine certificate, test report, declaration of compliance."""

    line = models.ForeignKey(DeliveryLine, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=48, help_text=_("A document kind of goods_classes.toml."))
    number = models.CharField(max_length=60, blank=True)
    for_lot = models.CharField(max_length=40, blank=True, help_text=_("The lot the paper itself names."))
    valid_until = models.DateField(null=True)
    passed = models.BooleanField(null=True, help_text=_("For tests: the result."))
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, help_text=_("Entered by mistake; the row stays."))

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Signature(SchoolRow):
    """One person stands for the inspection. Two at least, and the buyer is never the only one (GT-03)."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="signatures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "user"], name="a_person_signs_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.delivery}"
