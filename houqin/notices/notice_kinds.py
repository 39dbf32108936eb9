"""What notices tell about themselves."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

CHANNEL_DEAD = notice_kind(
    "notices.channel_dead",
    _("Messages no longer get through by {label}"),
    _("The last {count} attempts went wrong. The next channel is used meanwhile. Test it or remove it."),
)
