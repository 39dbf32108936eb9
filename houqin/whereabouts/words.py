"""How a leave and a whereabouts read: shape and word for pages and ledgers."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houqin.kernel.shown import shown
from houqin.whereabouts.models import Leave


def state_of(leave: Leave, *, at: datetime) -> tuple[str, str]:
    """(shape, word): where it stands and who is next."""
    if leave.refused_at:
        return "blocked", pgettext("leave", "Refused")
    if leave.called_off_at:
        return "blocked", pgettext("leave", "Called off")
    if leave.prolonged_at:
        return "done", pgettext("leave", "Prolonged")
    if leave.returned_at:
        return "done", _("Back from leave")
    if leave.handed_over_at:
        return ("late", _("Late back")) if leave.is_overdue(at) else ("waiting", _("On leave"))
    if leave.until_at <= at:
        return "missed", _("Not decided in time") if leave.prolongs_id else _("Never went")
    if leave.confirmed_at is None:
        return "due", _("Waits for a guardian")
    if leave.approved_at is None:
        return "due", _("Waits for the head teacher")
    if leave.is_overnight and leave.countersigned_at is None:
        return "due", _("Waits for a leader")
    return "due", _("May go")


def span_of(leave: Leave) -> str:
    if leave.prolongs_id:
        return _("Longer leave, until {until_at}").format(until_at=shown(leave.until_at))
    return _("{starts_at} to {until_at}").format(starts_at=shown(leave.starts_at), until_at=shown(leave.until_at))


def stations_of(leave: Leave, *, at: datetime) -> list[dict]:
    """The steps of one leave as ui/stations.html shows them."""
    steps = [
        (pgettext("leave", "Asked"), leave.asked_at),
        (_("Guardian"), leave.confirmed_at),
        (_("Head teacher"), leave.approved_at),
    ]
    if leave.is_overnight:
        steps.append((_("Leader"), leave.countersigned_at))
    if leave.prolongs_id:
        steps.append((pgettext("leave", "Prolonged"), leave.prolonged_at))
    else:
        steps += [
            (pgettext("leave", "Handed over"), leave.handed_over_at),
            (pgettext("leave", "Returned"), leave.returned_at),
        ]
    found, is_next = [], leave.is_open
    for label, when in steps:
        state = "done" if when else "waiting"
        if not when and is_next:
            state, is_next = "late" if leave.is_overdue(at) else "due", False
        found.append({"state": state, "label": label, "note": _short(leave, when)})
    return found


def _short(leave: Leave, when: datetime | None) -> str:
    """Six stations stand side by side on a phone."""
    return f"{leave.school.localtime(when):%m-%d %H:%M}" if when else ""
