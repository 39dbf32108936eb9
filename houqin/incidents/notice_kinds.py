"""What people are told about cases."""

from django.utils.translation import gettext_lazy as _

from houqin.incidents.events import KIND, TAILS
from houqin.notices.kinds import notice_kind

HAZARD_MAJOR = notice_kind(
    "incidents.hazard_major",
    _("Major hazard {code}"),
    _("{what}{where}. Found by {name}."),
    urgent=True,
    words=TAILS,
)
HAZARD_ASSIGNED = notice_kind(
    "incidents.hazard_assigned", _("Put hazard {code} right by {due_on}"), _("{what}{where}."), words=TAILS
)
HAZARD_SENT_BACK = notice_kind(
    "incidents.hazard_sent_back", _("Hazard {code} came back to you"), _("{what}{note}."), words=TAILS
)
INCIDENT_REPORTED = notice_kind(
    "incidents.reported",
    _("{what}: {place}"),
    _("{code}, found {discovered_at}. {summary}. First report by phone until {due_at}."),
    urgent=True,
    words=KIND,
)
#: Says that something is there, and nothing about it: a lock screen is not a locked door.
CONFIDENTIAL_REPORTED = notice_kind(
    "incidents.confidential_reported",
    _("A confidential incident needs you"),
    _("{code}. First report by phone until {due_at}."),
    urgent=True,
)
WAITS_FOR_VERIFYING = notice_kind(
    "incidents.waits_for_verifying",
    _("Incident {code} is over and waits to be verified"),
    _("Closing report until {due_at}."),
)
