"""Who plans the nights, who walks, who signs."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import DORMITORY, LEADERS, Post

#: Who may have the night as its leader, and who as the watcher of a building (SF-05).
LEADS = LEADERS | {Post.DUTY_LEADER}
WATCHES = DORMITORY | {Post.HEAD_TEACHER}

SEE_NIGHT = permission(
    "nightwatch.see", _("See the night watch"),
    LEADERS | DORMITORY | {Post.GUARD, Post.HEAD_TEACHER, Post.SCHOOL_DOCTOR, Post.BUREAU_OFFICER},
)  # fmt: skip
PLAN_ROSTER = permission("nightwatch.plan_roster", _("Plan who has the night"), LEADERS)
#: One's own nights; a leader answers for anybody.
SWAP_NIGHTS = permission("nightwatch.swap", _("Swap nights"), LEADS | WATCHES, personal=True)
