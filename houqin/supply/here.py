"""What is kept in a store room, a chiller or a freezer, and how cold it last was."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.kernel.shown import shown
from houqin.supply.models import ColdReading, Lot
from houqin.supply.permissions import CHECK_STORE, SEE_STORE
from houqin.tenancy.here import MOST_LINES, Part, Verb, here
from houqin.tenancy.models import Space

COLD = (Space.Kind.CHILLER, Space.Kind.FREEZER, Space.Kind.SAMPLE_REFRIGERATOR)


@here(gettext_lazy("Temperature"), place=25)
def temperature(space: Space, *, actor, at: datetime) -> Part | None:
    """The last reading of a cold unit. One query."""
    if space.kind not in COLD or not actor.may(SEE_STORE, school=space.school, at=at):
        return None
    rows = ColdReading.objects.filter(space=space).select_related("check_round__by")
    last = rows.order_by("-check_round__checked_at", "-pk").first()
    may = actor.may(CHECK_STORE, school=space.school, at=at)
    verbs = [Verb(_("Record a round"), reverse("supply:new-check"), "temperature")] if may else []
    if last is None:
        return Part([], _("No temperature has been recorded yet."), verbs=verbs)
    line = {
        "label": shown(last.check_round.checked_at), "url": last.check_round.get_absolute_url(),
        "quiet": last.check_round.by.name, "end": f"{last.degrees_c} ℃", "state": "done" if last.is_within else "late",
    }  # fmt: skip
    said = "" if last.is_within else _("The last temperature was out of its limits.")
    return Part([line], said=said, state="" if last.is_within else "late", verbs=verbs)


@here(gettext_lazy("Lots here"), place=30)
def lots(space: Space, *, actor, at: datetime) -> Part | None:
    """First expired first. Two queries; None where no lot is and none belongs."""
    if not actor.may(SEE_STORE, school=space.school, at=at):
        return None
    rows = Lot.objects.of(space.school_id).in_stock().filter(space=space)
    number = rows.count()
    if not number and space.kind not in (Space.Kind.STORE, Space.Kind.CHILLER, Space.Kind.FREEZER):
        return None
    today = space.school.localdate(at)
    first = rows.with_balance().select_related("article").first_expired_first_out()[:MOST_LINES]
    lines = [
        {"label": lot.article.name, "url": lot.get_absolute_url(), "end": lot.article.quantity(lot.left),
         "quiet": _("{code}, until {day}").format(code=lot.code, day=shown(lot.expiration_date)),
         "state": _state(lot, today), "icon": "package"}
        for lot in first
    ]  # fmt: skip
    more = reverse("supply:stock") if number > MOST_LINES else ""
    said = ngettext("{number} lot is kept here.", "{number} lots are kept here.", number).format(number=number)
    late = rows.filter(quarantined_at=None).expired(today).exists()
    return Part(lines, _("No lot is kept here."), said if number else "", "late" if late else "", more)


def _state(lot: Lot, today) -> str:
    if lot.held_at or lot.quarantined_at:
        return "held"
    return "late" if lot.expiration_date < today else ""
