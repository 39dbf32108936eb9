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
