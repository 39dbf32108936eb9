"""Who may elect, plan, look and award; and who sees which child has to do with a room."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import DORMITORY, EVERY_SCHOOL_POST, LEADERS, Post

#: Rooms, their ratings and awards: no child is named there (DR-08).
SEE_ROOMS = permission("roomlife.see_rooms", _("See the rating of rooms"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
SEE_CHILDREN = permission(
    "roomlife.see_children", _("See room heads, cleaning rotas and help notes"),
    LEADERS | DORMITORY | {Post.HEAD_TEACHER},
)  # fmt: skip
ELECT_HEADS = permission(
    "roomlife.elect_heads", _("Hold elections and appoint room heads"), {Post.DORM_MANAGER, Post.HEAD_TEACHER}
)
PLAN_ROTA = permission("roomlife.plan_rota", _("Plan the cleaning rota"), {Post.DORM_MANAGER, Post.HEAD_TEACHER})
CHECK_ROTA = permission("roomlife.check_rota", _("Check the cleaning of duty pupils"), DORMITORY | {Post.HEAD_TEACHER})
INSPECT_ROOMS = permission("roomlife.inspect_rooms", _("Inspect rooms"), LEADERS | DORMITORY)
DRAW_ROOMS = permission("roomlife.draw_rooms", _("Draw rooms for a spot check"), LEADERS | {Post.DUTY_LEADER})
HELP_ROOMS = permission(
    "roomlife.help_rooms", _("Note how a room was helped"), LEADERS | DORMITORY | {Post.HEAD_TEACHER}, personal=True
)
#: An award is a leader's word: no integration gives it.
AWARD_ROOMS = permission("roomlife.award_rooms", _("Award civilised rooms"), LEADERS, personal=True)
