"""Nouns of the import: a run, its rows until they are decided, and what it brought in."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houqin.imports.importers import IMPORTERS, Importer


class State(models.TextChoices):
    CHECKED = "checked", pgettext_lazy("import", "checked")
    ACCEPTED = "accepted", pgettext_lazy("import", "accepted")
    REFUSED = "refused", pgettext_lazy("import", "put aside")
    UNDONE = "undone", pgettext_lazy("import", "undone")


class ImportRunQuerySet(models.QuerySet):
    def of(self, school) -> "ImportRunQuerySet":
        return self.filter(chain=school.pk)

    def by_codes(self, codes) -> "ImportRunQuerySet":
        return self.filter(importer_code__in=list(codes))

    def newest_first(self) -> "ImportRunQuerySet":
        return self.order_by("-created_at", "-pk")


class ImportRun(models.Model):
    """One file that was checked, and what became of it.

    The file itself is not kept: it is full of children's names, and the rows that came of it are in the journal.
    Its hash tells when it comes again.
    """

    chain = models.BigIntegerField(help_text=_("The school's key."))
    importer_code = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    file_name = models.CharField(max_length=160)
    content_hash = models.CharField(max_length=64)
    good_count = models.PositiveIntegerField()
    bad_count = models.PositiveIntegerField()
    created_count = models.PositiveIntegerField(default=0)
    notices = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="import_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="import_decided_when_not_checked",
                condition=Q(state=State.CHECKED, decided_at=None)
                | (~Q(state=State.CHECKED) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="import_undone_has_a_moment",
                condition=Q(state=State.UNDONE, undone_at__isnull=False) | (~Q(state=State.UNDONE) & Q(undone_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["chain", "-created_at"], name="import_by_time"),
            models.Index(fields=["chain", "content_hash"], name="import_by_content"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:run", args=[self.pk])

    @property
    def importer(self) -> Importer | None:
        """None when the app that declared it is gone."""
        return IMPORTERS.get(self.importer_code)

    @property
    def row_count(self) -> int:
        return self.good_count + self.bad_count

    def load_created(self) -> list[Any]:
        """What the run brought in and what still exists of it, in order.  One query per kind."""
        named = list(self.created.order_by("pk").values_list("kind", "object_id"))
        found = {
            (kind, pk): thing
            for kind in dict.fromkeys(kind for kind, _pk in named)
            for pk, thing in apps.get_model(kind)
            ._base_manager.in_bulk([pk for one, pk in named if one == kind])
            .items()
        }
        return [found[key] for key in named if key in found]


class ImportRow(models.Model):
    """A row of the file between dry run and decision. Good rows are deleted when decided, bad ones when undone."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text=_("Its row in the file."))
    given = models.JSONField(default=dict, help_text=_("What stood in each cell."))
    values = models.JSONField(default=dict, help_text=_("What it was understood to mean."))
    problems = models.JSONField(default=list)
    is_good = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="an_import_row_stands_once")]
        indexes = [models.Index(fields=["run", "is_good", "number"], name="import_rows_by_outcome")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"


class ImportedObject(models.Model):
    """One row of any table that came out of an import. Kept for good: it answers “where does this come from?”"""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="created")
    kind = models.CharField(max_length=60, help_text=_("Lower-case model label."))
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "kind", "object_id"], name="imported_once_in_a_run")]
        indexes = [models.Index(fields=["kind", "object_id"], name="imported_by_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
