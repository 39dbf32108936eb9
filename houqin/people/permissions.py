"""Who may see and change people."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, LEADERS, Post

SEE_POSTS = permission("people.see_posts", _("See who holds which post"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
APPOINT = permission("people.appoint", _("Appoint people to posts"), {Post.PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR})
APPOINT_AT_BUREAU = permission("people.appoint_at_bureau", _("Appoint at the bureau"), {Post.BUREAU_OFFICER})
MANAGE_STAFF = permission("people.manage_staff", _("Manage staff and accounts"), LEADERS)
APPROVE_ABSENCE = permission("people.approve_absence", _("Approve leave of staff"), LEADERS, personal=True)
SEE_PUPILS = permission(
    "people.see_pupils", _("See pupils"), LEADERS | {Post.HEAD_TEACHER, Post.DORM_MANAGER, Post.SCHOOL_DOCTOR}
)
MANAGE_PUPILS = permission("people.manage_pupils", _("Manage classes and pupils"), LEADERS)
MAKE_OWN_TOKEN = permission(
    "people.make_own_token",
    _("Make a key for one's own device"),
    EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER},
    personal=True,
)
MANAGE_TOKENS = permission(
    "people.manage_tokens", _("Manage API tokens"), {Post.PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR}
)
