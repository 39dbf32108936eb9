"""Who comes: the documents they show, and those who are not let in."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Gender(models.TextChoices):
    """The same letters as a pupil's."""

    WOMAN = "f", _("Woman")
    MAN = "m", _("Man")


class DocumentKind(models.TextChoices):
    IDENTITY_CARD = "identity_card", _("Identity card")
    PASSPORT = "passport", _("Passport")
    DRIVING_LICENCE = "driving_licence", _("Driving licence")
    WORK_CARD = "work_card", _("Work card")
    OTHER = "other", _("Another document")


class NoEntryQuerySet(SchoolQuerySet):
    def in_force(self):
        return self.filter(ended_at=None)

    def about(self, *, name: str, digests: Iterable[str]):
        """Those who match: by the document where it is known, else by the name."""
        return self.filter(Q(document_digest__in=list(digests)) | Q(document_digest="", name=name))


class NoEntry(SchoolRow):
    """Somebody who is not let in. The reason is confidential: the guard reads another sentence, the journal none."""

    name = models.CharField(max_length=80)
    document_ending = models.CharField(max_length=4, blank=True)
    document_digest = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = NoEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ended_no_entry_says_who", condition=Q(ended_at=None) | ~Q(ended_by=None)),
        ]
        indexes = [models.Index(fields=["school", "document_digest"], name="no_entry_by_document")]

    def __str__(self) -> str:
        return self.name
