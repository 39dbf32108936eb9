"""The one verb of the shell."""

from datetime import datetime

from django.db import transaction

from houqin.journal.actions import record
from houqin.web.events import ENTRY_DROPPED


@transaction.atomic
def note_dropped(*, school, title: str, reasons: str, pressed_at: datetime | None, actor, at: datetime) -> None:
    """Write down that somebody threw away an entry that was refused. Whoever could enter it may throw it away."""
    record(ENTRY_DROPPED, school, actor=actor, at=at, title=title, reasons=reasons, pressed_at=pressed_at)
