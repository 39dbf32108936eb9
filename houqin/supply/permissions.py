"""Who may buy, receive, keep and hand out."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import CANTEEN, FOOD_SAFETY, LEADERS, Post

# Buying and goods-in
MANAGE_ARTICLES = permission(
    "supply.manage_articles",
    _("Manage articles"),
    FOOD_SAFETY | {Post.STOREKEEPER, Post.BUYER, Post.GENERAL_AFFAIRS_DIRECTOR},
)
MANAGE_SUPPLIERS = permission(
    "supply.manage_suppliers",
    _("Keep suppliers and their papers"),
    FOOD_SAFETY | {Post.STOREKEEPER, Post.BUYER, Post.GENERAL_AFFAIRS_DIRECTOR},
)
#: Whoever buys does not choose whom to buy from (GR-08).
APPROVE_SUPPLIERS = permission(
    "supply.approve_suppliers", _("Approve suppliers"), LEADERS | {Post.FOOD_SAFETY_DIRECTOR}
)
SUSPEND_SUPPLIERS = permission(
    "supply.suspend_suppliers", _("Suspend suppliers"), LEADERS | FOOD_SAFETY | {Post.STOREKEEPER}
)
#: Another post than those at the door reviews what was suspended (SQ-08).
LIFT_SUSPENSIONS = permission(
    "supply.lift_suspensions",
    _("Lift suspensions of suppliers"),
    {Post.FOOD_SAFETY_DIRECTOR, Post.GENERAL_AFFAIRS_DIRECTOR, Post.PRINCIPAL},
)
ORDER_GOODS = permission(
    "supply.order_goods", _("Order goods"), {Post.BUYER, Post.STOREKEEPER, Post.GENERAL_AFFAIRS_DIRECTOR}
)
RECEIVE_GOODS = permission(
    "supply.receive_goods", _("Enter deliveries and their papers"), CANTEEN | {Post.GENERAL_AFFAIRS_DIRECTOR}
)
#: The buyer may sign as well; the signature does not count towards the number needed (GT-03).
INSPECT_GOODS = permission("supply.inspect_goods", _("Inspect goods and sign for it"), CANTEEN | LEADERS)

# The store
