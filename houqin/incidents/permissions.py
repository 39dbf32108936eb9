"""Who may report, judge and close. Hazards first; incidents below."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, FOOD_SAFETY, LEADERS, Post

SEE_HAZARDS = permission("incidents.see_hazards", _("See hazards"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
#: Whoever sees it says it: no post is needed that others lack.
REPORT_HAZARDS = permission("incidents.report_hazards", _("Report hazards"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
GRADE_HAZARDS = permission("incidents.grade_hazards", _("Grade and assign hazards"), LEADERS | FOOD_SAFETY)
FIX_HAZARDS = permission("incidents.fix_hazards", _("Record how a hazard was put right"), EVERY_SCHOOL_POST)
#: Somebody's word: no integration gives it (GT-19).
VERIFY_HAZARDS = permission(
    "incidents.verify_hazards",
    _("Verify that a hazard is put right"),
    LEADERS | FOOD_SAFETY | {Post.BUREAU_OFFICER},
    personal=True,
)
REPORT_HAZARDS_UP = permission(
    "incidents.report_hazards_up", _("Report major hazards to the bureau"), LEADERS | {Post.FOOD_SAFETY_DIRECTOR}
)
RELEASE_STOPS = permission(
    "incidents.release_stops", _("Let a place or thing be used again"), {Post.PRINCIPAL}, personal=True
)
