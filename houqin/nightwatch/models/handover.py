"""The end of a shift: what happened in the night as it stood when it was signed, by two people."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class ShiftHandover(SchoolRow):
    """What whoever leaves hands over, and signs. Sealed: `facts` is what was read then, in every language."""

    night = models.DateField()
    facts = models.JSONField(help_text=_("{language: [{title, lines}]}, as it was read."))
    remarks = models.CharField(max_length=1000, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    left_at = models.DateTimeField()
    signature = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "night"], name="handover_by_night")]

    def __str__(self) -> str:
        return str(self.night)

    def get_absolute_url(self) -> str:
        return reverse("nightwatch:handover", args=[self.pk])

    @property
    def sections(self) -> list[dict]:
        """In the reader's language."""
        language = get_language() or ""
        return self.facts.get(language) or next(iter(self.facts.values()), [])


class ShiftTaken(SchoolRow):
    """Whoever takes over has read it, and signs under their own account. Sealed."""

    handover = models.OneToOneField(ShiftHandover, models.PROTECT, related_name="taken")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    signature = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.by} {self.at}"
