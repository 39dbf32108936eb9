"""A word to a person, and how it reached them."""

import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from houqin.journal.reviving import Revived, revive
from houqin.notices.kinds import KINDS
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class NoticeQuerySet(SchoolQuerySet):
    def standing(self):
        """Not withdrawn: what the person should still read."""
        return self.filter(withdrawn_at=None)


class Notice(SchoolRow):
    """One word to one person: always in their inbox, and by their channels when they have any."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    facts = models.TextField(help_text=_("Canonical JSON; worded in the reader's language."))
    url = models.CharField(max_length=200, blank=True, help_text=_("Where to act, a path of this house."))
    is_urgent = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True, help_text=_("What it spoke of was over before it was read."))
    sent_at = models.DateTimeField(null=True, help_text=_("When the channels were done with it; null while due."))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["to", "-told_at"], name="notice_inbox"),
            models.Index(fields=["told_at"], condition=models.Q(sent_at=None), name="notice_outbox"),
            models.Index(fields=["subject_kind", "subject_id"], name="notice_by_subject"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language."""
        return self._worded("title")

    @property
    def body(self) -> str:
        return self._worded("body")

    def _worded(self, part: str) -> str:
        if self.kind not in KINDS:
            return self.kind if part == "title" else ""
        kind, facts = KINDS[self.kind], revive(json.loads(self.facts))
        facts |= {name: word(facts[name]) for name, word in kind.words.items() if name in facts}
        return str(getattr(kind, part)).format_map(Revived(facts))
