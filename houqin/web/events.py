"""What the shell writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

ENTRY_DROPPED = entry_kind(
    "web.entry_dropped", _("Refused entry thrown away"), _("{title}, entered {pressed_at}: {reasons}")
)
