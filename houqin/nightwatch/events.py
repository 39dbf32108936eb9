"""What the night watch writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind, label_of
from houqin.kernel.shown import shown
from houqin.nightwatch.models import How, OddityKind, Role

ROLE = {"role": label_of(Role)}

ROSTER_PLANNED = entry_kind("nightwatch.roster_planned", _("Nights planned"), _("{month}: {count} nights for {names}"))
NAMED = entry_kind(
    "nightwatch.named", _("Named for a night"), _("{night}, {role} {building}: {name}. {why}"),
    ROLE | {"building": lambda name: name or ""},
)  # fmt: skip
SWAP_ASKED = entry_kind(
    "nightwatch.swap_asked", _("Swap of nights asked"), _("{given} for {wanted}: {name} asks {other}")
)
SWAP_AGREED = entry_kind("nightwatch.swap_agreed", _("Nights swapped"), _("{given} for {wanted}: {name} and {other}"))
SWAP_DECLINED = entry_kind(
    "nightwatch.swap_declined", _("Swap of nights declined"), _("{given} for {wanted}: {name} and {other}")
)

ROUTE_PUBLISHED = entry_kind(
    "nightwatch.route_published",
    _("Patrol route published"),
    _("{name}, version {number}: {count} points, every {minutes} min, {first} to {last}"),
)
ROUTE_RETIRED = entry_kind("nightwatch.route_retired", _("Patrol route ended"), _("{name}. {why}"))
ROUNDS_PLANNED = entry_kind("nightwatch.rounds_planned", _("Rounds planned"), _("{count} rounds"))
POINT_MARKED = entry_kind(
    "nightwatch.point_marked", _("Point passed"), _("{place}, {how}. {odd}"),
    {"how": label_of(How), "odd": lambda kinds: shown([label_of(OddityKind)(kind) for kind in kinds or ()])},
)  # fmt: skip
MARK_TAKEN_BACK = entry_kind("nightwatch.mark_taken_back", _("Mark taken back"), _("{place}. {why}"))
ROUND_COMPLETED = entry_kind(
    "nightwatch.round_completed", _("Round complete"), _("{route}, {starts_at}: {count} points")
)
ROUND_CLOSED = entry_kind(
    "nightwatch.round_closed",
    _("Round over"),
    _("{route}, {starts_at}: {passed} points passed. Not passed: {missed}"),
    {"missed": lambda names: shown(names) or _("none")},
)
HANDED_OVER = entry_kind("nightwatch.handed_over", _("Shift handed over"), _("Night of {night}: {name}"))
TAKEN_OVER = entry_kind("nightwatch.taken_over", _("Shift taken over"), _("Night of {night}: {name} from {other}"))
