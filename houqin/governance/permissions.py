"""Who may write rules, plans and minutes, and whose word makes them count."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import EVERY_SCHOOL_POST, FOOD_SAFETY, LEADERS, Post

SEE_GOVERNANCE = permission(
    "governance.see", _("See rules, plans and meetings"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER}
)
WRITE_RULES = permission("governance.write_rules", _("Write policies and school rules"), LEADERS | FOOD_SAFETY)
#: What everybody must follow takes the word of the first responsible person (S-23, EV-12).
APPROVE_RULES = permission("governance.approve_rules", _("Approve school rules"), {Post.PRINCIPAL}, personal=True)
#: Nobody reads for somebody else.
ACKNOWLEDGE = permission("governance.acknowledge", _("Acknowledge a rule"), EVERY_SCHOOL_POST, personal=True)
PUBLISH_POLICIES = permission(
    "governance.publish_policies", _("Publish policies to the schools"), {Post.BUREAU_OFFICER}
)
WRITE_PLANS = permission("governance.write_plans", _("Write plans"), LEADERS)
APPROVE_PLANS = permission("governance.approve_plans", _("Approve plans"), {Post.PRINCIPAL}, personal=True)
REPORT_WORK = permission(
    "governance.report_work", _("Report milestones and action items as done"), EVERY_SCHOOL_POST, personal=True
)
ACCEPT_WORK = permission(
    "governance.accept_work", _("Accept milestones and action items"), LEADERS | FOOD_SAFETY, personal=True
)
MANAGE_GROUP = permission("governance.manage_group", _("Form the steering group"), LEADERS)
KEEP_MINUTES = permission("governance.keep_minutes", _("Keep minutes of meetings"), LEADERS | FOOD_SAFETY)
SIGN_MINUTES = permission("governance.sign_minutes", _("Sign minutes"), LEADERS | FOOD_SAFETY, personal=True)
