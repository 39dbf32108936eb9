"""Who may read, and who may say by which way word goes out."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, LEADERS, Post

READ_OWN = permission("notices.read_own", _("Read one's own notices"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
KEEP_OWN_CHANNELS = permission(
    "notices.keep_own_channels",
    _("Choose one's own channels for notices"),
    EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER},
    personal=True,
)
MANAGE_POST_CHANNELS = permission(
    "notices.manage_post_channels", _("Manage the channels of posts and the quiet hours"), LEADERS
)
SEE_DELIVERIES = permission("notices.see_deliveries", _("See which notices reached people"), LEADERS)
