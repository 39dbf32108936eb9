"""What this app writes in the journal. Pupils stand in it by their number."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import EntryKind, entry_kind, label_of
from houqin.whereabouts.models import AwayKind, IllnessStep

KIND = {"what": label_of(AwayKind)}

AWAY_NOTED = entry_kind(
    "whereabouts.away_noted", _("Elsewhere"), _("{number}: {what}, {confirmed_by} vouches for it"), KIND
)
MANY_AWAY_NOTED = entry_kind(
    "whereabouts.many_away_noted", _("Elsewhere"), _("{count} pupils: {what}, {confirmed_by} vouches for it"), KIND
)
AWAY_VOUCHED = entry_kind(
    "whereabouts.away_vouched", _("Vouched for anew"), _("{number}: {what}, {confirmed_by} vouches for it"), KIND
)
AWAY_ENDED = entry_kind("whereabouts.away_ended", _("Is back"), _("{number}: {what}"), KIND)
MANY_AWAY_ENDED = entry_kind("whereabouts.many_away_ended", _("Is back"), _("{count} pupils"))

ONE, MANY = _("{number}"), _("{count} pupils")


def each_and_many(code: str, title) -> tuple[EntryKind, EntryKind]:
    """One act on one leave, or the same act on a whole class."""
    return entry_kind(f"whereabouts.{code}", title, ONE), entry_kind(f"whereabouts.many_{code}", title, MANY)


LEAVE_ASKED = each_and_many("leave_asked", _("Leave asked"))
LEAVE_CONFIRMED_ON_PAPER = each_and_many("leave_confirmed_on_paper", _("Confirmed by a guardian on paper"))
LEAVE_APPROVED = each_and_many("leave_approved", _("Leave of a pupil approved"))
LEAVE_COUNTERSIGNED = each_and_many("leave_countersigned", _("Leave countersigned"))
HANDED_OVER = each_and_many("handed_over", _("Child handed over"))
RETURNED = each_and_many("returned", _("Returned from leave"))
LEAVE_CALLED_OFF = entry_kind("whereabouts.leave_called_off", _("Leave called off"), _("{number}: {why}"))
LEAVE_REFUSED = entry_kind("whereabouts.leave_refused", _("Leave refused"), _("{number}: {why}"))
PROLONGING_ASKED = entry_kind("whereabouts.prolonging_asked", _("Longer leave asked"), _("{number}: until {until_at}"))
LEAVE_PROLONGED = each_and_many("leave_prolonged", _("Leave prolonged"))
LINKS_MADE = each_and_many("links_made", _("Link for a guardian made"))
LINK_LOCKED = entry_kind("whereabouts.link_locked", _("Link locked"), _("{number}: {count} wrong codes"))
CONFIRMED_BY_LINK = entry_kind(
    "whereabouts.leave_confirmed", _("Confirmed by a guardian"), _("{number}: {guardian}, by link and code")
)
REFUSED_BY_GUARDIAN = entry_kind(
    "whereabouts.leave_refused_by_guardian", _("Refused by a guardian"), _("{number}: {guardian}, by link and code")
)

STEP = {"step": label_of(IllnessStep.Kind)}
ILLNESS_NOTICED = entry_kind("whereabouts.illness_noticed", _("Sick child"), _("{number}"))
ILLNESS_STEP = entry_kind("whereabouts.illness_step", _("Done for a sick child"), _("{number}: {step}"), STEP)
ILLNESS_CLOSED = entry_kind("whereabouts.illness_closed", _("Sick child, over"), _("{number}"))
NOTES_READ = entry_kind("whereabouts.notes_read", _("Confidential notes read"), _("{number}"))
