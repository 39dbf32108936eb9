"""Who may do what in the kitchen."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import FOOD_SAFETY, LEADERS, Post

# Dishes and menus
MANAGE_DISHES = permission(
    "kitchen.manage_dishes", _("Keep dishes and recipes"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK}
)
WRITE_MENUS = permission(
    "kitchen.write_menus", _("Write menus"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK}
)
#: What families read is somebody's word.
PUBLISH_MENUS = permission("kitchen.publish_menus", _("Publish menus"), FOOD_SAFETY | LEADERS, personal=True)
