"""Who may compose lists, hand them in, and see them."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, FOOD_SAFETY, LEADERS, Post

SEE_LISTS = permission("checklists.see", _("See checklists"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
COMPOSE_LISTS = permission("checklists.compose", _("Compose checklists"), LEADERS | FOOD_SAFETY | {Post.DORM_MANAGER})
COMPOSE_AT_BUREAU = permission(
    "checklists.compose_at_bureau", _("Compose checklists for the schools of a bureau"), {Post.BUREAU_OFFICER}
)
#: A list is somebody's word about what they saw: no integration gives it.
RUN_LISTS = permission("checklists.run", _("Hand in checklists"), EVERY_SCHOOL_POST, personal=True)
SIGN_LISTS = permission("checklists.sign", _("Sign checklists as the second person"), EVERY_SCHOOL_POST, personal=True)
