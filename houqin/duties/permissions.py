"""Who may see and decide about duties."""

from django.utils.translation import gettext_lazy as _

from houqin.duties.ranks import RANKED
from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

SEE_DUTIES = permission("duties.see", _("See the school's duties"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
EXCUSE = permission("duties.excuse", _("Excuse a duty"), RANKED, personal=True)
TUNE = permission(
    "duties.tune", _("Tighten a duty for the school"), {Post.PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR}, personal=True
)
