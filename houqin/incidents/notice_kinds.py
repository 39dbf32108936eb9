"""What people are told about cases."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

HAZARD_MAJOR = notice_kind(
    "incidents.hazard_major",
    _("Major hazard at {school}"),
    _("{code}: {what} {where} Found by {name}."),
    urgent=True,
)
HAZARD_ASSIGNED = notice_kind(
    "incidents.hazard_assigned", _("Put hazard {code} right by {due_on}"), _("{what} {where}")
)
HAZARD_SENT_BACK = notice_kind("incidents.hazard_sent_back", _("Hazard {code} came back to you"), _("{what} {note}"))
