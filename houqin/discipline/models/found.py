"""Lost and found: what was found, on which shelf it waits, and how it left (D-14; DR-09)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.people.models import Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


class FoundThingQuerySet(SchoolQuerySet):
    def waiting(self):
        return self.filter(outcome=None)


class FoundThing(SchoolRow):
    """Something without an owner. Sealed; how it left is a row of its own."""

    code = models.CharField(max_length=20)
    what = models.CharField(max_length=120)
    place = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    where = models.CharField(max_length=80, blank=True)
    shelf = models.CharField(max_length=40)
    is_perishable = models.BooleanField(default=False, help_text=_("Food and the like: it cannot wait."))
    photo = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    found_by = models.CharField(max_length=80, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = FoundThingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="found_code_in_school")]
        indexes = [models.Index(fields=["school", "happened_at"], name="found_by_time")]

    def __str__(self) -> str:
        return f"{self.code} {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("discipline:found-thing", args=[self.pk])


class Outcome(SchoolRow):
    """Back with its owner, or gone with a leader's approval. Sealed."""

    class Kind(models.TextChoices):
        CLAIMED = "claimed", _("Back with its owner")
        DISPOSED = "disposed", _("Let go after its time")

    thing = models.OneToOneField(FoundThing, models.PROTECT, related_name="outcome")
    kind = models.CharField(max_length=8, choices=Kind)
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=80, blank=True, help_text=_("The owner, when it is no pupil."))
    how = models.CharField(max_length=200, help_text=_("How the owner was recognised, or where it went."))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="outcome_known", condition=Q(kind__in=["claimed", "disposed"]))]

    def __str__(self) -> str:
        return f"{self.thing} {self.get_kind_display()}"
