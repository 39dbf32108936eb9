"""Who may set a school up."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, LEADERS, Post

SEE_SETTINGS = permission(
    "tenancy.see_settings", _("See the school's settings"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER}
)
MANAGE_SPACES = permission("tenancy.manage_spaces", _("Manage buildings and spaces"), LEADERS)
MANAGE_CALENDAR = permission("tenancy.manage_calendar", _("Manage the calendar and timetable"), LEADERS)
SET_PARAMETERS = permission(
    "tenancy.set_parameters", _("Set parameters"), {Post.PRINCIPAL, Post.GENERAL_AFFAIRS_DIRECTOR}
)
SET_BUREAU_PARAMETERS = permission(
    "tenancy.set_bureau_parameters", _("Set parameters for all schools"), {Post.BUREAU_OFFICER}
)
FOUND_SCHOOL = permission("tenancy.found_school", _("Add a school"), {Post.BUREAU_OFFICER})
