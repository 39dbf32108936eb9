"""A trace as tables: the same rows on the page, on paper and in a spreadsheet."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.documents.ledgers import Column
from houqin.documents.records import Section
from houqin.kernel.shown import shown
from houqin.kitchen.trace.drawing import stopped
from houqin.kitchen.trace.saying import sample_words
from houqin.kitchen.trace.walking import Trace
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models import Lot


@dataclass(frozen=True)
class Linked:
    """A value that leads somewhere on a page; on paper its words alone."""

    words: Any
    url: str

    def __str__(self) -> str:
        return shown(self.words)


def tables(trace: Trace) -> list[Section]:
    """Where it came from, what was made of it, where it went, who ate it; and for one lot, every gram."""
    sections = [upstream(trace)]
    if trace.mixes:
        sections.append(between(trace))
    sections += [downstream(trace), eaters(trace)]
    if trace.lot:
        sections.append(grams(trace))
    return sections


def upstream(trace: Trace) -> Section:
    made = {mix.made for mix in trace.mixes}
    columns = [
        Column("goods", _("Goods"), 26, "start"), Column("lot", _("Lot"), 24), Column("came", _("Amount"), 16, "end"),
        Column("supplier_lot", _("Supplier's lot"), 22), Column("produced", _("Produced"), 22, shows="year"),
        Column("expires", _("Last day of use"), 22, shows="year"), Column("supplier", _("Supplier"), 26, "start"),
        Column("approval", _("Approval"), 24), Column("delivery", _("Delivery note"), 24),
        Column("arrived", _("Arrived"), 20), Column("vehicle", _("Vehicle ℃"), 12),
        Column("papers", _("Papers"), 34, "start"), Column("inspectors", _("Inspected by"), 22, "start"),
    ]  # fmt: skip
    rows = [_origin(trace, lot) for lot in trace.lots.values() if lot.pk not in made]
    return Section(_("Where it came from"), columns, rows, empty=_("Nothing was issued from the store to it."))


def _origin(trace: Trace, lot: Lot) -> dict[str, Any]:
    delivery = lot.line.delivery if lot.line_id else None
    supplier = trace.suppliers.get(lot.supplier_id or (delivery.supplier_id if delivery else 0))
    approval = trace.approval(lot)
    if approval:
        approved = _("until {day}").format(day=f"{approval.ends_on:%Y-%m-%d}")
    else:
        approved = _("none on record") if supplier else ""
    papers = trace.papers.get(lot.line_id, []) if lot.line_id else []
    return {
        "goods": _(", ").join(filter(None, [lot.article.name, lot.article.spec, stopped(lot)])),
        "lot": Linked(lot.code, reverse("kitchen:trace-lot", args=[lot.pk])),
        "came": lot.article.quantity(trace.amount_of(lot.pk)),
        "supplier_lot": lot.supplier_lot,
        "produced": lot.production_date,
        "expires": lot.expiration_date,
        "supplier": Linked(supplier.name, reverse("kitchen:trace-supplier", args=[supplier.pk])) if supplier
        else lot.get_origin_display(),
        "approval": approved,
        "delivery": delivery and Linked(delivery.code, reverse("kitchen:trace-delivery", args=[delivery.pk])),
        "arrived": delivery.arrived_at if delivery else lot.received_at,
        "vehicle": delivery and delivery.vehicle_temperature_c,
        "papers": [_paper(paper) for paper in papers],
        "inspectors": trace.inspectors.get(delivery.pk, []) if delivery else [],
    }  # fmt: skip


def _paper(paper) -> Any:
    kind = document_kinds().get(paper.kind)
    words = f"{kind.title if kind else paper.kind} {paper.number}".strip()
    return Linked(words, paper.attachment.get_absolute_url()) if paper.attachment_id else words


def between(trace: Trace) -> Section:
    columns = [
        Column("source", _("Made from"), 30, "start"), Column("source_lot", _("Lot"), 24),
        Column("amount", _("Amount used"), 18, "end"), Column("made", _("Made into"), 30, "start"),
        Column("made_lot", _("Lot made"), 24), Column("came", _("Amount made"), 18, "end"),
        Column("by", _("Made by"), 20), Column("at", _("Made at"), 22),
    ]  # fmt: skip
    return Section(_("What was made of it"), columns, [_mixing(trace, mix) for mix in trace.mixes])


def _mixing(trace: Trace, mix) -> dict[str, Any]:
    source, made = trace.lots[mix.source], trace.lots[mix.made]
    preparation = trace.preparations.get(made.pk)
    return {
        "source": source.article.name,
        "source_lot": Linked(source.code, reverse("kitchen:trace-lot", args=[source.pk])),
        "amount": mix.quantity,
        "made": _(", ").join(filter(None, [made.article.name, stopped(made)])),
        "made_lot": Linked(made.code, reverse("kitchen:trace-lot", args=[made.pk])),
        "came": made.article.quantity(trace.came.get(made.pk, 0)),
        "by": preparation and preparation.prepared_by.name,
        "at": preparation and preparation.prepared_at,
    }


def downstream(trace: Trace) -> Section:
    columns = [
        Column("lot", _("Lot"), 30, "start"), Column("via", _("Made of"), 26, "start"),
        Column("batch", _("Dish batch"), 28, "start"), Column("amount", _("Amount"), 16, "end"),
        Column("issued_by", _("Issued by"), 18), Column("issued_at", _("Issued at"), 20),
        Column("core", _("Core ℃"), 12), Column("tasted", _("Tasted by"), 20, "start"),
        Column("samples", _("Sample"), 40, "start"), Column("meal", _("Meal"), 20),
        Column("released_at", _("Released at"), 20), Column("released_by", _("Released by"), 18),
        Column("heads", _("Heads"), 12, "end"),
    ]  # fmt: skip
    raw = bought_lots(trace)
    order = {pk: place for place, pk in enumerate(trace.batches)}
    uses = sorted(trace.uses, key=lambda use: (order[use.batch], use.lot))
    return Section(_("Where it went"), columns, [_use(trace, use, raw) for use in uses],
                   empty=_("It has gone into no dish."))  # fmt: skip


def bought_lots(trace: Trace) -> dict[int, list[str]]:
    """Of each lot made here, the codes of the bought lots of this trace that are in it, at any depth."""
    above = defaultdict(set)
    for mix in trace.mixes:
        above[mix.made].add(mix.source)

    def bought(lot: int, seen: frozenset[int] = frozenset()) -> set[int]:
        if not above[lot] or lot in seen:
            return {lot}
        return set().union(*(bought(source, seen | {lot}) for source in above[lot]))

    return {lot: [trace.lots[pk].code for pk in sorted(bought(lot))] for lot in list(above) if above[lot]}


def _use(trace: Trace, use, raw: dict[int, list[str]]) -> dict[str, Any]:
    lot, batch = trace.lots[use.lot], trace.batches[use.batch]
    temperature, tasting = trace.temperatures.get(batch.pk), trace.tastings.get(batch.pk)
    samples = []
    for sample in trace.samples.get(batch.pk, []):
        sample.batch = batch
        words = _(", ").join([f"{sample.code} {sample.grams} g", sample_words(sample)])
        samples.append(Linked(words, reverse("kitchen:trace-sample", args=[sample.pk])))
    tasted = tasting and (tasting.by.name if tasting.passed else _("{name}: not passed").format(name=tasting.by.name))
    meal = batch.meal
    return {
        "lot": Linked(f"{lot.article.name} {lot.code}", reverse("kitchen:trace-lot", args=[lot.pk])),
        "via": raw.get(lot.pk, []),
        "batch": Linked(f"{batch} {batch.code}", reverse("kitchen:trace-batch", args=[batch.pk])),
        "amount": use.quantity,
        "issued_by": list(use.issued_by),
        "issued_at": use.first_issued_at,
        "core": temperature and temperature.core_temperature_c,
        "tasted": tasted,
        "samples": samples,
        "meal": Linked(str(meal), reverse("kitchen:trace-meal", args=[meal.pk])),
        "released_at": meal.released_at,
        "released_by": meal.released_by and meal.released_by.name,
        "heads": trace.heads(meal.pk) or None,
    }


def eaters(trace: Trace) -> Section:
    columns = [
        Column("meal", _("Meal"), 24), Column("state", _("State"), 16),
        Column("released_at", _("Released at"), 22), Column("released_by", _("Released by"), 20),
        Column("heads", _("Heads"), 14, "end"), Column("classes", _("By class"), 90, "start"),
    ]  # fmt: skip
    rows = [
        {
            "meal": Linked(str(meal), reverse("kitchen:trace-meal", args=[meal.pk])),
            "state": meal.get_state_display(),
            "released_at": meal.released_at,
            "released_by": meal.released_by and meal.released_by.name,
            "heads": trace.heads(meal.pk) or None,
            "classes": [f"{count.of_whom} {count.heads}" for count in trace.eaters.get(meal.pk, [])],
        }
        for meal in trace.meals.values()
    ]
    return Section(_("Who ate it"), columns, rows, empty=_("Nobody has eaten of it."))


def grams(trace: Trace) -> Section:
    """The lot's account: what came, and every way it went."""
    lot, balance = trace.lot, trace.balances[trace.lot.pk]
    columns = [Column("what", _("Account of the lot"), 90, "start"), Column("amount", _("Amount"), 30, "end")]
    rows = [(_("Came in"), balance.came)]
    rows += [
        (
            _("Made into {article} {code}").format(article=trace.lots[made].article.name, code=trace.lots[made].code),
            amount,
        )
        for made, amount in balance.made.items()
        if amount and made in trace.lots
    ]
    rows += [
        (_("Into the pot {batch} {code}").format(batch=trace.batches[use.batch], code=trace.batches[use.batch].code),
         use.quantity.amount)
        for use in trace.uses if use.lot == lot.pk
    ]  # fmt: skip
    rows += [
        (words, amount)
        for words, amount in [
            (_("Issued, to no dish"), balance.elsewhere), (_("Disposed of"), balance.disposed),
            (_("Sent back to supplier"), balance.sent_back), (_("Missing at count"), -balance.counted),
            (_("Found at count"), balance.counted),
        ] if amount > 0
    ]  # fmt: skip
    rows.append((_("Left in store"), balance.left))
    return Section(
        _("Every gram"), columns, [{"what": what, "amount": balance.quantity(amount)} for what, amount in rows]
    )
