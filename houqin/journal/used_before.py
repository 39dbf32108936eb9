"""A photo that was used before: where, by whom, when. Shown beside it, since an old photo may pass for a new look."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q

from houqin.journal.models import Attachment, Entry, Mention
from houqin.journal.veils import is_hidden


@dataclass(frozen=True)
class UsedBefore:
    """The first use. `thing` is the row it was kept for, None where the reader may not see it."""

    by: str
    at: datetime
    thing: Any = None


def mark_used_before(attachments: Iterable[Attachment], *, actor) -> list[Attachment]:
    """Give each photo `used_before`: its first use, or None. One query; a few more only where there is one."""
    attachments = list(attachments)
    photos = [one for one in attachments if one.kind == Attachment.Kind.PHOTO]
    first = _first_of_each(photos)
    for one in attachments:
        earlier = first.get(one.pk)
        one.used_before = earlier and _told(earlier, actor)
    return attachments


def _first_of_each(photos: list[Attachment]) -> dict[int, Attachment]:
    if not photos:
        return {}
    same = Q(source_digest__in=[one.source_digest for one in photos])
    same |= Q(original_digest__in=[one.original_digest for one in photos])
    kept = Attachment.objects.filter(same, chain__in={one.chain for one in photos}, kind=Attachment.Kind.PHOTO)
    kept = list(kept.select_related("stored_by").order_by("pk"))
    found = {}
    for one in photos:
        alike = (
            row
            for row in kept
            if row.pk < one.pk
            and row.chain == one.chain
            and (row.source_digest == one.source_digest or row.original_digest == one.original_digest)
        )
        if earlier := next(alike, None):
            found[one.pk] = earlier
    return found


def _told(earlier: Attachment, actor) -> UsedBefore:
    if is_hidden(earlier, actor):
        return UsedBefore("", earlier.stored_at)
    return UsedBefore(earlier.stored_by.name, earlier.stored_at, _thing(earlier, actor))


def _thing(attachment: Attachment, actor):
    """What the entry that used it speaks of first, when this person may see it."""
    named = Mention.objects.filter(kind="journal.attachment", object_id=attachment.pk).values("entry")
    entry = Entry.objects.filter(pk__in=named).exclude(kind__startswith="journal.").order_by("sequence").first()
    if entry is None:
        return None
    label, key = json.loads(entry.about)[0]
    try:
        rows = apps.get_model(label).objects
    except LookupError:  # the journal outlives the code: this kind of row is no more
        return None
    thing = (rows.visible_to(actor) if hasattr(rows, "visible_to") else rows).filter(pk=key).first()
    return thing if hasattr(thing, "get_absolute_url") else None
