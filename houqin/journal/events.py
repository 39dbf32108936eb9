"""What the journal writes about doors and itself."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

ATTEMPT_REFUSED = entry_kind("journal.attempt_refused", _("Refused"), _("{reasons}"))
ATTACHMENT_STORED = entry_kind("journal.attachment_stored", _("File stored"), _("{name}"))
PHOTO_USED_AGAIN = entry_kind(
    "journal.photo_used_again", _("Photo used again"), _("{name}: first used by {by}, {used_at}")
)
