"""Who may see the dormitory, give beds, and decide."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import DORMITORY, LEADERS, Post

# Rooms, beds and who sleeps where
SEE_DORMITORY = permission(
    "dormitory.see_dormitory",
    _("See rooms, beds and who sleeps where"),
    LEADERS | DORMITORY | {Post.HEAD_TEACHER, Post.SCHOOL_DOCTOR},
)
PUT_IN_CHARGE = permission("dormitory.put_in_charge", _("Say who answers for which dormitory building"), LEADERS)
MANAGE_ROOMS = permission(
    "dormitory.manage_rooms", _("Furnish dorm rooms, close and add beds"), LEADERS | {Post.DORM_MANAGER}
)
PLACE_PUPILS = permission("dormitory.place_pupils", _("Give boarders their beds"), LEADERS | {Post.DORM_MANAGER})
ASK_MOVE = permission("dormitory.ask_move", _("Ask that a boarder changes bed"), {Post.DORM_MANAGER, Post.HEAD_TEACHER})
#: Another person than whoever asked (DV-03).
DECIDE_MOVE = permission(
    "dormitory.decide_move", _("Decide on changes of bed"), LEADERS | {Post.DUTY_LEADER}, personal=True
)
