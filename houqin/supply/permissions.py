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
INSPECT_GOODS = permission("supply.inspect_goods", _("Inspect goods"), CANTEEN | LEADERS)
#: The buyer may sign as well; the signature does not count towards the number needed (GT-03).
SIGN_INSPECTION = permission("supply.sign_inspection", _("Sign for inspected goods"), CANTEEN | LEADERS, personal=True)

# The store
SEE_STORE = permission("supply.see_store", _("See the store"), CANTEEN | LEADERS | {Post.BUREAU_OFFICER})
ISSUE_STOCK = permission("supply.issue_stock", _("Issue from the store"), {Post.STOREKEEPER})
COUNT_STOCK = permission("supply.count_stock", _("Count the stock"), {Post.STOREKEEPER})
CHECK_STORE = permission(
    "supply.check_store", _("Check the store and its cold units"), FOOD_SAFETY | {Post.STOREKEEPER}
)
OPEN_STOCK = permission(
    "supply.open_stock", _("Enter opening stock"), {Post.STOREKEEPER, Post.GENERAL_AFFAIRS_DIRECTOR}
)
PREPARE_LOTS = permission("supply.prepare_lots", _("Make intermediates"), {Post.COOK, Post.STOREKEEPER})
HOLD_LOTS = permission("supply.hold_lots", _("Hold lots"), FOOD_SAFETY | LEADERS | {Post.STOREKEEPER, Post.COOK})
CLEAR_LOTS = permission(
    "supply.clear_lots", _("Lift holds, end quarantine, reject lots"), FOOD_SAFETY | {Post.PRINCIPAL}
)
DISPOSE_STOCK = permission(
    "supply.dispose_stock", _("Send back and dispose of goods"), FOOD_SAFETY | {Post.STOREKEEPER}
)

# Bringing in lists
#: A list of suppliers approves them as well, so it takes a post that may do both.
IMPORT_SUPPLIERS = permission(
    "supply.import_suppliers",
    _("Bring in suppliers with their approvals"),
    MANAGE_SUPPLIERS.posts & APPROVE_SUPPLIERS.posts,
)
