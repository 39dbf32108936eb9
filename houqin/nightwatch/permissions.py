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
PLAN_ROUTES = permission("nightwatch.plan_routes", _("Set up patrol routes"), LEADERS | {Post.DORM_MANAGER})
#: Posts that a round may belong to.
WALKERS = frozenset({Post.GUARD, Post.DORM_MANAGER, Post.DUTY_LEADER})
#: Somebody's word that they stood there: no integration gives it.
WALK = permission("nightwatch.walk", _("Walk patrol rounds"), WALKERS | LEADERS | {Post.HEAD_TEACHER}, personal=True)
HAND_OVER = permission(
    "nightwatch.hand_over", _("Hand over and take over the night"), LEADERS | DORMITORY | {Post.HEAD_TEACHER},
    personal=True,
)  # fmt: skip
#: The report names pupils who were ill or away: fewer posts see it than the rounds.
SEE_HANDOVERS = permission(
    "nightwatch.see_handovers", _("Read hand-over reports"), HAND_OVER.posts | {Post.SCHOOL_DOCTOR}
)
