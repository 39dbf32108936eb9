"""What the night watch writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind, label_of
from houqin.nightwatch.models import Role

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
