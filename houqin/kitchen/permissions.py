"""Who may do what in the kitchen."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import CANTEEN, LEADERS, Post

# Trace and ledgers
SEE_TRACE = permission(
    "kitchen.see_trace", _("See where food came from and went"),
    CANTEEN | LEADERS | {Post.BUREAU_OFFICER, Post.SCHOOL_DOCTOR},
)  # fmt: skip
SEE_LEDGERS = permission(
    "kitchen.see_ledgers", _("See the kitchen's ledgers"),
    CANTEEN | LEADERS | {Post.BUREAU_OFFICER, Post.SCHOOL_DOCTOR},
)  # fmt: skip
