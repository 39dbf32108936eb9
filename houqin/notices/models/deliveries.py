"""How each attempt to send ended. Written once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.notices.models.channels import Channel
from houqin.notices.models.notices import Notice
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class DeliveryQuerySet(SchoolQuerySet):
    def gone_wrong(self):
        return self.exclude(outcome="")


class Delivery(SchoolRow):
    """One attempt with one channel. `notice` is the oldest of `count`; a test message has none."""

    class Outcome(models.TextChoices):
        SENT = "", _("Got through")
        NO_CONNECTION = "no_connection", _("No connection to the other side.")
        TIMED_OUT = "timed_out", _("The other side took too long to answer.")
        PRIVATE_HOST = "private_host", _("The address leads into a private network, where nothing is sent.")
        REDIRECTED = "redirected", _("The other side sends elsewhere. Enter the address it names.")
        REFUSED = "refused", _("The other side did not take it.")
        UNFIT = "unfit", _("The address is incomplete. Remove the channel and add it again.")
        GIVEN_UP = "given_up", _("Given up after a day: it stands in the inbox only.")

    channel = models.ForeignKey(Channel, models.PROTECT, null=True, related_name="deliveries")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="deliveries")
    count = models.PositiveIntegerField(default=1, help_text=_("How many notices the message held."))
    at = models.DateTimeField()
    outcome = models.CharField(max_length=16, blank=True, choices=Outcome)
    detail = models.CharField(max_length=120, blank=True, help_text=_("In the words of the other side."))
    said = models.CharField(max_length=64, blank=True, help_text=_("Digest of the message, to say it once a group."))

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["school", "-at"], name="delivery_log"),
            models.Index(fields=["school", "-at"], condition=~Q(outcome=""), name="delivery_gone_wrong"),
            models.Index(fields=["to", "-at"], name="delivery_to"),
            models.Index(fields=["channel", "said"], name="delivery_said"),
        ]
        constraints = [
            models.CheckConstraint(
                name="delivery_outcome_known",
                condition=Q(outcome__in=["", "no_connection", "timed_out", "private_host", "redirected", "refused",
                                         "unfit", "given_up"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.channel} {self.get_outcome_display()}"
