"""What people of the demo were told, so that inboxes are not empty."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

LOT_ENDS = notice_kind(
    "demo.lot_ends", _("{article} of lot {code} ends on {expiration_date}"), _("Put it on the menu before.")
)
PAPER_ENDS = notice_kind(
    "demo.paper_ends", _("A licence of {supplier} ends on {valid_until}"), _("Ask for the new one in time.")
)
LOT_SET_ASIDE = notice_kind(
    "demo.lot_set_aside", _("Lot {code} ({article}) was set aside"), _("Decide what becomes of it."), urgent=True
)
MENU_WRITTEN = notice_kind("demo.menu_written", _("The menu from {monday} on is written"))
