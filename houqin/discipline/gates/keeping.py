"""Why an envelope may not be moved: two signatures, its owner, and no more than it holds (D-14)."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from houqin.discipline.models import Envelope
from houqin.discipline.models.keeping import yuan
from houqin.discipline.reasons import Reason
from houqin.kernel.refusals import Refusal


def is_whole(*, amount_fen: int, things: Mapping[str, int], by_pupil, by_keeper) -> Iterator[Refusal]:
    if not amount_fen and not things:
        yield Refusal(Reason.ENVELOPE_EMPTY)
    if not by_pupil:
        yield Refusal(Reason.SIGNATURE_MISSING, {"who": _("The pupil")})
    if not by_keeper:
        yield Refusal(Reason.SIGNATURE_MISSING, {"who": _("The keeper")})


def may_take_in(pupil, *, envelope: Envelope | None, number: str, is_taken: bool) -> Iterator[Refusal]:
    """`is_taken`: another pupil's envelope carries the number."""
    if envelope is not None and number and number != envelope.number:
        yield Refusal(Reason.HAS_ENVELOPE, {"name": pupil.name, "number": envelope.number}, where=envelope)
    if envelope is None and is_taken:
        yield Refusal(Reason.NUMBER_TAKEN, {"number": number})


def may_give_back(envelope: Envelope, *, pupil, amount_fen: int, things: Mapping[str, int], left_fen: int,
                  kept: Mapping[str, int]) -> Iterator[Refusal]:  # fmt: skip
    if envelope.pupil_id != pupil.pk:
        yield Refusal(Reason.ANOTHERS_ENVELOPE, {"number": envelope.number})
    if amount_fen > left_fen:
        facts = {"number": envelope.number, "left": f"{yuan(left_fen)}", "asked": f"{yuan(amount_fen)}"}
        yield Refusal(Reason.NOT_ENOUGH_KEPT, facts)
    for name, count in things.items():
        if count > kept.get(name, 0):
            facts = {"number": envelope.number, "left": kept.get(name, 0), "name": name, "asked": count}
            yield Refusal(Reason.NOT_KEPT, facts)
