"""Who may report, judge and close. Hazards first; incidents below."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import CANTEEN, EVERY_SCHOOL_POST, FOOD_SAFETY, LEADERS, Post

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

# Incidents
SEE_INCIDENTS = permission("incidents.see_incidents", _("See incidents"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
#: Serious bullying and assault: the fewest who must act (ER-10). Others find nothing there.
SEE_CONFIDENTIAL = permission(
    "incidents.see_confidential",
    _("See confidential incidents"),
    {Post.PRINCIPAL, Post.DEPUTY_PRINCIPAL, Post.SCHOOL_DOCTOR, Post.BUREAU_OFFICER},
)
#: Nobody has to look for somebody who may: whoever sees it says it (charter D-30).
REPORT_INCIDENTS = permission("incidents.report_incidents", _("Report incidents"), EVERY_SCHOOL_POST)
HANDLE_INCIDENTS = permission(
    "incidents.handle_incidents", _("Do steps, log calls, add what is known"), EVERY_SCHOOL_POST
)
ASSIGN_INCIDENTS = permission("incidents.assign_incidents", _("Say who handles an incident"), LEADERS)
GRADE_INCIDENTS = permission("incidents.grade_incidents", _("Grade incidents"), LEADERS | {Post.FOOD_SAFETY_DIRECTOR})
SEND_REPORTS = permission(
    "incidents.send_reports", _("Report to authorities"), LEADERS | {Post.FOOD_SAFETY_DIRECTOR, Post.SCHOOL_DOCTOR}
)
END_INCIDENTS = permission(
    "incidents.end_incidents", _("Say that an incident is over"), LEADERS | {Post.FOOD_SAFETY_DIRECTOR}
)
CLOSE_INCIDENTS = permission(
    "incidents.close_incidents", _("Verify and close incidents"), LEADERS | {Post.FOOD_SAFETY_DIRECTOR}, personal=True
)
REOPEN_INCIDENTS = permission("incidents.reopen_incidents", _("Reopen incidents"), LEADERS)

# Evidence
SEAL_EVIDENCE = permission(
    "incidents.seal_evidence",
    _("Seal evidence"),
    LEADERS | CANTEEN | {Post.SCHOOL_DOCTOR, Post.DORM_MANAGER},
    personal=True,
)
HAND_OVER_EVIDENCE = permission(
    "incidents.hand_over_evidence", _("Hand over and release evidence"), LEADERS | FOOD_SAFETY, personal=True
)

# Accountability
INVESTIGATE = permission("incidents.investigate", _("Investigate, find, sanction and publish"), LEADERS)

# Plans and drills
SEE_PLANS = permission("incidents.see_plans", _("See plans and drills"), EVERY_SCHOOL_POST | {Post.BUREAU_OFFICER})
WRITE_PLANS = permission(
    "incidents.write_plans",
    _("Write and review contingency plans"),
    LEADERS | {Post.FOOD_SAFETY_DIRECTOR, Post.SCHOOL_DOCTOR, Post.DORM_MANAGER},
)
APPROVE_PLANS = permission("incidents.approve_plans", _("Approve contingency plans"), {Post.PRINCIPAL}, personal=True)
RECORD_DRILLS = permission(
    "incidents.record_drills", _("Record drills"), LEADERS | FOOD_SAFETY | {Post.DORM_MANAGER, Post.HEAD_TEACHER}
)
