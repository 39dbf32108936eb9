"""Who may see, keep, look at and scrap equipment."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, LEADERS, Post

SEE_EQUIPMENT = permission("campus.see_equipment", _("See equipment"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
KEEP_EQUIPMENT = permission(
    "campus.keep_equipment",
    _("Register, move and service equipment"),
    LEADERS | {Post.DORM_MANAGER, Post.FOOD_SAFETY_DIRECTOR},
)
#: Whoever stands before it and sees what is wrong says so: somebody's word, no integration gives it.
CHECK_EQUIPMENT = permission(
    "campus.check_equipment", _("Check a piece of equipment"), EVERY_SCHOOL_POST, personal=True
)
#: The monthly check is led by a responsible person (DP-04).
LEAD_CHECKS = permission(
    "campus.lead_checks",
    _("Lead the monthly check of a building"),
    LEADERS | {Post.DORM_MANAGER, Post.DUTY_LEADER, Post.FOOD_SAFETY_DIRECTOR},
    personal=True,
)
SCRAP_EQUIPMENT = permission("campus.scrap_equipment", _("Scrap equipment"), LEADERS, personal=True)
