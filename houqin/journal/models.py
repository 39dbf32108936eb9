"""Nouns of the journal. Entries, mentions and attachments are sealed: the database refuses to change them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from houqin.journal.arrivals import CLOCK_IS_OFF_SECONDS
from houqin.journal.kinds import KINDS
from houqin.journal.reviving import Revived, revive

HOUSE = 0  # the chain of what belongs to no school


class EntryQuerySet(models.QuerySet):
    def about(self, thing) -> "EntryQuerySet":
        """Entries that mention a row, newest first. Served by the index of `Mention`."""
        return self.filter(mentions__kind=thing._meta.label_lower, mentions__object_id=thing.pk).order_by("-sequence")

    def of_chain(self, chain: int) -> "EntryQuerySet":
        return self.filter(chain=chain)

    def latest_of(self, chain: int, kinds) -> "EntryQuerySet":
        """The newest entry of each of these kinds. One seek in an index a kind, however long the chain."""
        ends = [
            self.model.objects.filter(chain=chain, kind=kind).order_by("-sequence").values("pk")[:1] for kind in kinds
        ]
        return self.filter(pk__in=[models.Subquery(end) for end in ends])


class Entry(models.Model):
    """One thing that happened, chained to the one before it by hash."""

    chain = models.BigIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField(help_text=_("The server's clock."))
    happened_at = models.DateTimeField(null=True, help_text=_("The moment the person gave, when it differs."))
    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=80)
    post = models.CharField(max_length=60, blank=True)
    about = models.TextField(help_text=_("Canonical JSON: the rows it speaks of."))
    facts = models.TextField(help_text=_("Canonical JSON."))
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="entry_sequence_is_unique")]
        indexes = [
            models.Index(fields=["chain", "at"], name="entry_by_time"),
            models.Index(fields=["chain", "kind", "sequence"], name="entry_by_kind"),
        ]

    def __str__(self) -> str:
        return f"#{self.sequence} {self.kind}"

    @property
    def title(self) -> str:
        return str(KINDS[self.kind].title) if self.kind in KINDS else self.kind

    @property
    def sentence(self) -> str:
        """The facts as a sentence in the reader's language; a fact the entry lacks reads as nothing."""
        if self.kind not in KINDS:
            return ""
        kind, facts = KINDS[self.kind], self.revived_facts
        facts |= {name: word(facts[name]) for name, word in kind.words.items() if name in facts}
        return str(kind.sentence).format_map(Revived(facts))

    @property
    def revived_facts(self) -> dict[str, Any]:
        return revive(json.loads(self.facts))

    @property
    def moments(self) -> list[tuple[str, datetime]]:
        """(what, when) side by side when they differ: happened, recorded on the phone, received by the server."""
        recorded_at = self._arrival.get("recorded_at")
        moments = [(_("happened"), self.happened_at), (_("recorded"), recorded_at), (_("received"), self.at)]
        found = [(what, when) for what, when in moments if when is not None]
        return found if len({when.replace(second=0) for _what, when in found}) > 1 else []

    @property
    def clock_note(self) -> str:
        """What is to be known of the phone's clock, when it was wrong."""
        arrival = self._arrival
        ahead = arrival.get("device_ahead_s", 0)
        said = []
        if abs(ahead) >= CLOCK_IS_OFF_SECONDS:
            minutes = round(abs(ahead) / 60)
            said.append(
                (_("phone clock {minutes} min fast") if ahead > 0 else _("phone clock {minutes} min slow")).format(
                    minutes=minutes
                )
            )
        if arrival.get("is_clock_unsure"):
            said.append(_("the phone's clock was changed while the entry waited"))
        return "; ".join(str(one) for one in said)

    @cached_property
    def _arrival(self) -> dict[str, Any]:
        return self.revived_facts.get("arrival", {}) if '"arrival":' in self.facts else {}


class Mention(models.Model):
    """An entry speaks of a row. Only an index: what counts is `Entry.about`, which is under the hash."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "-entry"], name="mention_by_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Head(models.Model):
    """Where a chain ends now. Locked by whoever appends, so a chain has one writer at a time."""

    chain = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    on = models.DateField(null=True, help_text=_("The latest day of an entry, UTC."))

    def __str__(self) -> str:
        return f"{self.chain}: #{self.sequence}"


class DailyHead(models.Model):
    """The end of a chain at the end of a day, UTC; a copy goes to the bureau, outside the school's reach."""

    chain = models.BigIntegerField()
    on = models.DateField()
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "on"], name="one_head_a_day")]

    def __str__(self) -> str:
        return f"{self.chain} {self.on}: #{self.sequence} {self.hash[:12]}"


class Submission(models.Model):
    """A form that arrived once. A second arrival with the same key finds the first result here."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry_key = models.CharField(max_length=64)
    verb = models.CharField(max_length=120)
    result_kind = models.CharField(max_length=60, blank=True)
    result_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "entry_key"], name="a_form_counts_once")]

    def __str__(self) -> str:
        return self.entry_key


class Attachment(models.Model):
    """One use of a file that is kept under the hash of its content.

    A photo is re-encoded and without location, a signature is ink on white, a paper is as given.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        DOCUMENT = "document", _("Document")
        SIGNATURE = "signature", _("Signature")

    chain = models.BigIntegerField()
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the stored bytes."))
    source_digest = models.CharField(max_length=64, help_text=_("SHA-256 of the bytes as sent."))
    original_digest = models.CharField(
        max_length=64, help_text=_("SHA-256 of the photo before the phone shrank it, as the phone says; else as sent.")
    )
    kind = models.CharField(max_length=10, choices=Kind)
    media_type = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    name = models.CharField(max_length=160)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["chain", "source_digest"], name="attachment_as_sent"),
            models.Index(fields=["chain", "original_digest"], name="attachment_as_taken"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("journal:attachment", args=[self.pk])

    @property
    def file(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.path

    @property
    def path(self) -> str:
        """Relative to MEDIA_ROOT."""
        return f"{self.chain}/{self.digest[:2]}/{self.digest}"
