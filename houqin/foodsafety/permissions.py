"""Who signs what: the officer the day, the director the week, the principal the month."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import CANTEEN, FOOD_SAFETY, LEADERS, Post

SEE_CONTROL = permission(
    "foodsafety.see", _("See food-safety control"), CANTEEN | LEADERS | {Post.BUREAU_OFFICER, Post.SCHOOL_DOCTOR}
)
#: The director may stand in for the officer, and for nobody above (FM-09).
SIGN_DAY = permission("foodsafety.sign_day", _("Sign the daily control"), FOOD_SAFETY, personal=True)
#: A school too small for a director is reported on by its officer (FM-02, FM-10).
SIGN_WEEK = permission("foodsafety.sign_week", _("Sign the weekly report"), FOOD_SAFETY, personal=True)
#: The director reports, the principal hears and signs the minutes (FM-11).
HOLD_DISPATCH = permission("foodsafety.hold_dispatch", _("Record the monthly dispatch"), FOOD_SAFETY | {Post.PRINCIPAL})
HAND_OVER_HEADS = permission(
    "foodsafety.hand_over_heads", _("Hand the journal's heads to the bureau"),
    LEADERS | {Post.FOOD_SAFETY_DIRECTOR},
)  # fmt: skip
