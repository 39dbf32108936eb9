"""What notices write in the journal. Never an address that opens a door: labels only."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind
from houqin.tenancy.posts import Post


def post_name(code: str):
    return Post(code).label if code in Post.values else code


WHOSE = {"post": post_name}
CHANNEL_ADDED = entry_kind("notices.channel_added", _("Channel added"), _("{label} {post}"), WHOSE)
CHANNEL_TESTED = entry_kind("notices.channel_tested", _("Test message asked for"), _("{label} {post}"), WHOSE)
CHANNEL_PREFERRED = entry_kind("notices.channel_preferred", _("Channel put first"), _("{label} {post}"), WHOSE)
CHANNEL_REMOVED = entry_kind("notices.channel_removed", _("Channel removed"), _("{label} {post}"), WHOSE)
CHOICES_SET = entry_kind(
    "notices.choices_set", _("Choices for notices set"), _("Language {language}, quiet {from_time} to {until_time}")
)
QUIET_HOURS_SET = entry_kind(
    "notices.quiet_hours_set", _("Quiet hours of the school set"), _("{from_time} to {until_time}")
)
