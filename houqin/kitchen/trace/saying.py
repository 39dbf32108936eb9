"""A trace in a sentence: into how many pots, who ate it, and whether every gram is accounted for."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.kernel.quantities import BaseUnit, major_unit
from houqin.kitchen.trace.balancing import Balance
from houqin.kitchen.trace.drawing import stopped
from houqin.kitchen.trace.walking import Trace

#: More numbers than this in one sum and the pots are added up first.
MOST_PARTS = 8


def went_sentence(trace: Trace) -> str:
    """“went into 3 pots, 601 people ate it”: only meals that were released count as eaten."""
    pots = len(trace.batches)
    if not pots:
        return _("has gone into no dish yet.")
    return _("{pots}, {eaten}.").format(
        pots=ngettext("went into {n} pot", "went into {n} pots", pots).format(n=pots), eaten=eaten(trace)
    )


def eaten(trace: Trace) -> str:
    """People when it was one meal; servings when it was more, since the same children eat twice."""
    released = trace.released_meals
    heads = sum(trace.heads(meal.pk) for meal in released)
    if not released:
        return _("nobody has eaten of it yet")
    if not heads:
        return _("served, heads not counted yet")
    if len(released) == 1:
        return ngettext("{n} person ate it", "{n} people ate it", heads).format(n=heads)
    return _("{n} servings eaten in {meals} meals").format(n=heads, meals=len(released))


def balance_sentence(trace: Trace) -> str:
    """“Book and goods agree: 58.0 = 21.0 + 23.8 + 12.4 + 0.8 kg.”, or by how much they do not. Empty without a lot."""
    if trace.lot is None:
        return ""
    balance = trace.balances[trace.lot.pk]
    parts = _parts(trace, balance)
    unit = str(major_unit(balance.unit).label)
    total, summed = number(balance.came, balance.unit), " + ".join(number(part, balance.unit) for part in parts)
    sum_of = _("{total} = {parts} {unit}").format(total=total, parts=summed or "0", unit=unit)
    if balance.adds_up:
        return _("Book and goods agree: {sum}.").format(sum=sum_of)
    if balance.counted < 0:
        difference = _("{quantity} missing at the count").format(quantity=balance.quantity(-balance.counted))
    elif balance.counted > 0:
        difference = _("{quantity} too much at the count").format(quantity=balance.quantity(balance.counted))
    else:
        gap = balance.came - balance.went - balance.left
        difference = _("{quantity} unaccounted for").format(quantity=balance.quantity(abs(gap) or -balance.left))
    return _("Book and goods differ: {total} {unit} came, {parts} {unit} is known, {difference}.").format(
        total=total, parts=summed or "0", unit=unit, difference=difference
    )


def _parts(trace: Trace, balance: Balance) -> list[int]:
    """Every amount that left the lot, one by one, and what is left; no zeros."""
    made = [amount for amount in balance.made.values() if amount]
    pots = [use.quantity.amount for use in trace.uses if use.lot == trace.lot.pk]
    rest = [balance.elsewhere, balance.left, balance.disposed, balance.sent_back]
    if len(made) + len(pots) > MOST_PARTS:
        made, pots = [sum(made)], [sum(pots)]
    return [amount for amount in [*made, *pots, *rest] if amount]


def number(amount: int, unit: BaseUnit) -> str:
    """58.0, 0.125, 660: the number alone, in kg, L or pieces, exact."""
    if unit == BaseUnit.PIECE:
        return str(amount)
    whole, rest = divmod(abs(amount), 1000)
    return f"{'-' if amount < 0 else ''}{whole}.{f'{rest:03d}'.rstrip('0') or '0'}"


def alarm_lines(trace: Trace, at: datetime) -> list[dict]:
    """What a held lot is in, worst first: meals that can still be stopped, samples, meals already eaten."""
    waiting = [
        {
            "state": "blocked", "label": str(meal), "url": _page("meal", meal),
            "quiet": _("not released yet: it will not be while the lot is held"), "end": meal.get_state_display(),
        }
        for meal in trace.waiting_meals
    ]  # fmt: skip
    samples = [
        {
            "state": _sample_state(sample), "label": f"{sample.batch} {sample.code}", "url": _page("sample", sample),
            "quiet": sample_words(sample), "end": f"{sample.grams} g",
        }
        for batch in trace.batches.values() for sample in _with_batch(trace, batch)
    ]  # fmt: skip
    eaten_of = [
        {
            "state": "late", "label": str(meal), "url": _page("meal", meal), "quiet": _("already eaten"),
            "end": _("{heads} people").format(heads=trace.heads(meal.pk)),
        }
        for meal in trace.released_meals
    ]  # fmt: skip
    return [*waiting, *samples, *eaten_of]


def _with_batch(trace: Trace, batch):
    for sample in trace.samples.get(batch.pk, []):
        sample.batch = batch
        yield sample


def _sample_state(sample) -> str:
    if sample.disposed_at:
        return "missed"
    return "held" if sample.locked_at else "done"


def sample_words(sample) -> str:
    """Where a sample is: still there to be tested, or gone."""
    local = sample.batch.school.localtime
    if sample.disposed_at:
        return _("disposed {moment}").format(moment=f"{local(sample.disposed_at):%m-%d %H:%M}")
    kept = _("kept until {moment}").format(moment=f"{local(sample.keep_until):%m-%d %H:%M}")
    place = sample.cabinet.name + (f" {sample.position}" if sample.position else "")
    locked = _("locked") if sample.locked_at else ""
    return _(", ").join(filter(None, [place, kept, locked]))


def _page(name: str, thing) -> str:
    return reverse(f"kitchen:trace-{name}", args=[thing.pk])


def lot_state(lot, on) -> tuple[str, str]:
    """(state, word) of a lot for the badge under its name."""
    if word := stopped(lot):
        return "held", word
    if lot.emptied_at:
        return "waiting", _("Used up")
    if lot.expiration_date < on:
        return "missed", _("Expired")
    return "done", _("Usable")
