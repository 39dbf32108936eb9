"""Who may do what in supply."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import CANTEEN, FOOD_SAFETY, LEADERS, Post

# The store
SEE_STORE = permission("supply.see_store", _("See the store"), CANTEEN | LEADERS | {Post.BUREAU_OFFICER})
ISSUE_STOCK = permission("supply.issue_stock", _("Issue from the store"), {Post.STOREKEEPER})
COUNT_STOCK = permission("supply.count_stock", _("Count the stock"), {Post.STOREKEEPER})
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
