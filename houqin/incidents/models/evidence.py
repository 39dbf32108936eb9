"""What is secured after an incident, who held it since, and who answered for it in the end. All sealed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.incidents.models.incidents import Incident, OfIncidentQuerySet, visible_incidents
from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class EvidenceKind(models.TextChoices):
    SAMPLE = "sample", _("Retained sample")
    FOOD = "food", pgettext_lazy("evidence", "Food")
    RAW_MATERIAL = "raw_material", _("Raw material")
    TOOL = "tool", _("Tool or utensil")
    DEVICE = "device", _("Device")
    VOMIT = "vomit", _("Vomit or stool")
    RECORD = "record", _("Papers and records")
    VIDEO = "video", _("Video")
    OTHER = "other", _("Other thing")


class Evidence(SchoolRow):
    """One thing under seal: label, photo, count, two signers (EP-01).

    `photo` is the first of its photos.
    """

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="evidence")
    code = models.CharField(max_length=24, help_text=_("On its label."))
    kind = models.CharField(max_length=14, choices=EvidenceKind)
    item = models.CharField(max_length=120)
    count = models.CharField(max_length=40, help_text=_("How many, or how much."))
    place = models.CharField(max_length=80, help_text=_("Where it is kept under seal."))
    photo = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    more_photos = models.ManyToManyField(Attachment, related_name="+")
    sealed_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn = models.ForeignKey(
        Attachment, models.PROTECT, null=True, related_name="+", help_text=_("Signature of the witness, by hand.")
    )

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="evidence_code_in_school"),
            models.CheckConstraint(name="two_sign_for_evidence", condition=~Q(sealed_by=F("witness"))),
            models.CheckConstraint(name="evidence_kind_known", condition=Q(kind__in=EvidenceKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.item}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:evidence", args=[self.pk])


class OfEvidenceQuerySet(SchoolQuerySet):
    def visible_to(self, actor):
        return super().visible_to(actor).filter(visible_incidents(actor, "evidence__incident__"))


class CustodyEvent(SchoolRow):
    """Evidence left our hands, came back, or was released. The chain of custody is these rows in order (EP-03)."""

    class What(models.TextChoices):
        HANDED_OVER = "handed_over", pgettext_lazy("evidence", "Handed over")
        RETURNED = "returned", _("Came back")
        RELEASED = "released", pgettext_lazy("evidence", "Released")

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="custody")
    what = models.CharField(max_length=12, choices=What)
    organisation = models.CharField(max_length=80, blank=True)
    receiver = models.CharField(max_length=80, blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text=_("Number of their receipt."))
    signature = models.ForeignKey(
        Attachment, models.PROTECT, null=True, related_name="+", help_text=_("The signed receipt.")
    )
    drawn = models.ForeignKey(
        Attachment, models.PROTECT, null=True, related_name="+", help_text=_("Signature of the receiver, by hand.")
    )
    note = models.CharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfEvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hand_over_names_who_took_it",
                condition=~Q(what="handed_over") | ~Q(organisation="") & ~Q(receiver=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.organisation} {self.receiver}".strip()


class AccountabilityEntry(SchoolRow):
    """Investigation, finding, sanction, publication (charter C-20; ER-14 to ER-16)."""

    class Stage(models.TextChoices):
        INVESTIGATION = "investigation", _("Investigation begun")
        FINDING = "finding", _("Finding")
        SANCTION = "sanction", _("Sanction")
        PUBLICATION = "publication", _("Published")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="accountability")
    stage = models.CharField(max_length=14, choices=Stage)
    whom = models.CharField(max_length=120, blank=True, help_text=_("Who answers: person and post."))
    text = models.CharField(max_length=2000)
    reference = models.CharField(max_length=80, blank=True)
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accountability_stage_known",
                condition=Q(stage__in=["investigation", "finding", "sanction", "publication"]),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())
