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
# Roll call, search, evacuation
SEE_ROLLS = permission(
    "dormitory.see_rolls", _("See roll calls"), DORMITORY | LEADERS | {Post.HEAD_TEACHER, Post.SCHOOL_DOCTOR}
)
TAKE_ROLL = permission(
    "dormitory.take_roll", _("Take the roll"), DORMITORY | LEADERS | {Post.HEAD_TEACHER}, personal=True
)
CLOSE_ROLL = permission("dormitory.close_roll", _("Close a roll"), DORMITORY | LEADERS, personal=True)
SEARCH = permission(
    "dormitory.search",
    _("Search for a missing child"),
    DORMITORY | LEADERS | {Post.HEAD_TEACHER, Post.GUARD, Post.SCHOOL_DOCTOR},
    personal=True,
)
SEE_EMERGENCIES = permission(
    "dormitory.see_emergencies",
    _("See evacuations"),
    DORMITORY | LEADERS | {Post.HEAD_TEACHER, Post.GUARD, Post.SCHOOL_DOCTOR},
)
START_EMERGENCY = permission(
    "dormitory.start_emergency", _("Start an evacuation"), DORMITORY | LEADERS | {Post.GUARD}, personal=True
)
COUNT_HEADS = permission(
    "dormitory.count_heads",
    _("Count heads in an evacuation"),
    DORMITORY | LEADERS | {Post.HEAD_TEACHER, Post.GUARD, Post.SCHOOL_DOCTOR},
    personal=True,
)
END_EMERGENCY = permission(
    "dormitory.end_emergency", _("End an evacuation"), LEADERS | {Post.DUTY_LEADER}, personal=True
)

# Rooms and beds
MANAGE_ROOMS = permission(
    "dormitory.manage_rooms", _("Furnish dorm rooms, close and add beds"), LEADERS | {Post.DORM_MANAGER}
)
PLACE_PUPILS = permission("dormitory.place_pupils", _("Give boarders their beds"), LEADERS | {Post.DORM_MANAGER})
ASK_MOVE = permission("dormitory.ask_move", _("Ask that a boarder changes bed"), {Post.DORM_MANAGER, Post.HEAD_TEACHER})
#: Another person than whoever asked (DV-03).
DECIDE_MOVE = permission(
    "dormitory.decide_move", _("Decide on changes of bed"), LEADERS | {Post.DUTY_LEADER}, personal=True
)
