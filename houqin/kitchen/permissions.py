"""Who may do what in the kitchen."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import CANTEEN, EVERY_SCHOOL_POST, FOOD_SAFETY, LEADERS, Post

# The meal
SEE_MEALS = permission("kitchen.see_meals", _("See meals"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
OPEN_DAY = permission("kitchen.open_day", _("Open the canteen day"), FOOD_SAFETY | LEADERS)
PLAN_MEALS = permission("kitchen.plan_meals", _("Plan meals"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK})
ISSUE_TO_BATCH = permission("kitchen.issue_to_batch", _("Issue goods to a dish"), {Post.STOREKEEPER})
COOK = permission("kitchen.cook", _("Cook and measure"), {Post.COOK})
TASTE = permission("kitchen.taste", _("Taste"), FOOD_SAFETY | {Post.COOK}, personal=True)
SAMPLE = permission("kitchen.sample", _("Take and dispose of samples"), FOOD_SAFETY | {Post.COOK})
LOCK_SAMPLES = permission("kitchen.lock_samples", _("Lock samples"), FOOD_SAFETY | {Post.PRINCIPAL})
RELEASE = permission("kitchen.release", _("Release meals"), FOOD_SAFETY, personal=True)
SERVE = permission(
    "kitchen.serve", _("Count heads and weigh leftovers"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK}
)
DISINFECT = permission(
    "kitchen.disinfect", _("Record disinfection"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK}
)
CLOSE = permission("kitchen.close", _("Close meals"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR})

# Dishes and menus
MANAGE_DISHES = permission(
    "kitchen.manage_dishes", _("Keep dishes and recipes"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK}
)
WRITE_MENUS = permission(
    "kitchen.write_menus", _("Write menus"), FOOD_SAFETY | {Post.GENERAL_AFFAIRS_DIRECTOR, Post.COOK}
)
#: What families read is somebody's word.
PUBLISH_MENUS = permission("kitchen.publish_menus", _("Publish menus"), FOOD_SAFETY | LEADERS, personal=True)

# Trace and ledgers
SEE_TRACE = permission(
    "kitchen.see_trace", _("See where food came from and went"),
    CANTEEN | LEADERS | {Post.BUREAU_OFFICER, Post.SCHOOL_DOCTOR},
)  # fmt: skip
SEE_LEDGERS = permission(
    "kitchen.see_ledgers", _("See the kitchen's ledgers"),
    CANTEEN | LEADERS | {Post.BUREAU_OFFICER, Post.SCHOOL_DOCTOR},
)  # fmt: skip
