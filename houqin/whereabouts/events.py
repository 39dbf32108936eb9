"""What this app writes in the journal. Pupils stand in it by their number."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind, label_of
from houqin.whereabouts.models import AwayKind

KIND = {"what": label_of(AwayKind)}

AWAY_NOTED = entry_kind(
    "whereabouts.away_noted", _("Elsewhere"), _("{number}: {what}, {confirmed_by} vouches for it"), KIND
)
MANY_AWAY_NOTED = entry_kind(
    "whereabouts.many_away_noted", _("Elsewhere"), _("{count} pupils: {what}, {confirmed_by} vouches for it"), KIND
)
AWAY_ENDED = entry_kind("whereabouts.away_ended", _("Back"), _("{number}: {what}"), KIND)
MANY_AWAY_ENDED = entry_kind("whereabouts.many_away_ended", _("Back"), _("{count} pupils"))
