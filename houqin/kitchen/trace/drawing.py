"""A trace as columns of nodes with joins between neighbours, so that the server draws it and no script measures."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houqin.kernel.shown import shown
from houqin.kitchen.models import Meal, ServiceCount
from houqin.kitchen.trace.layout import Drawing, Node, lay_out
from houqin.kitchen.trace.walking import Trace

#: More eaters' boxes than this and each meal has one: thirty boxes of classes help nobody.
MOST_EATERS = 14


@dataclass
class Sketch:
    """Nodes and links while they are collected; `focus` is the key of the thing that the page is about."""

    trace: Trace
    focus: str
    nodes: dict[str, Node] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, key: str, layer: int, title: str, **more) -> None:
        focused = more.pop("is_focus", False) or key == self.focus
        self.nodes[key] = Node(key, layer, title, is_focus=focused, **more)


def draw(trace: Trace, focus: str = "") -> Drawing:
    """Columns from supplier to eaters. Lots stand as deep as the preparations between them."""
    sketch = Sketch(trace, focus)
    depths = _depths(trace)
    lot = trace.lot
    deepest = max(depths.values(), default=0)
    rests = _rests(trace) if lot else []
    if rests:
        deepest = max(deepest, depths[lot.pk] + 1)
    _draw_sources(sketch)
    _draw_lots(sketch, depths)
    for key, title, icon, quiet in rests:
        sketch.add(key, 3 + depths[lot.pk], title, icon=icon, lines=[quiet] if quiet else [])
        sketch.links.append((f"lot:{lot.pk}", key))
    sketch.links += [(f"lot:{mix.source}", f"lot:{mix.made}") for mix in trace.mixes]
    sketch.links += [(f"lot:{use.lot}", f"batch:{use.batch}") for use in trace.uses]
    _draw_kitchen(sketch, {"batch": 3 + deepest, "meal": 4 + deepest, "eaters": 5 + deepest})
    between = [_("Where it went") if rests else _("Intermediate"), *[_("Made again")] * deepest][:deepest]
    titles = [_("Supplier"), _("Delivery"), _("Lot"), *between, _("Dish batch"), _("Meal"), _("Who ate")]
    return lay_out(titles, sketch.nodes, sketch.links)


def _depths(trace: Trace) -> dict[int, int]:
    """How many preparations lie above each lot, the longest way."""
    above = defaultdict(set)
    for mix in trace.mixes:
        above[mix.made].add(mix.source)
    known: dict[int, int] = {}

    def depth(lot: int) -> int:
        if lot not in known:
            known[lot] = 0  # stands in while its sources are asked; preparations cannot loop
            known[lot] = max((depth(source) + 1 for source in above[lot]), default=0)
        return known[lot]

    return {lot: depth(lot) for lot in trace.lots}


def _rests(trace: Trace) -> list[tuple[str, str, str, str]]:
    """What became of the lot besides cooking: (key, words, icon, quiet words) of each amount that is not nothing."""
    balance = trace.balances[trace.lot.pk]
    store = trace.lot.space.name if trace.lot.space_id else ""
    ends = [
        ("left", balance.left, _("In store {quantity}"), dict(icon="building-warehouse"), store),
        ("elsewhere", balance.elsewhere, _("Other use {quantity}"), dict(icon="arrow-right"), _("issued, to no dish")),
        ("disposed", balance.disposed, _("Disposed {quantity}"), dict(icon="trash"), ""),
        ("sent_back", balance.sent_back, _("Sent back {quantity}"), dict(icon="arrow-back-up"), ""),
        ("counted", -balance.counted, _("Missing at count {quantity}"), dict(icon="alert-triangle"), ""),
        ("found", balance.counted, _("Found at count {quantity}"), dict(icon="alert-triangle"), ""),
    ]
    return [
        (f"rest:{name}", words.format(quantity=_together(balance.quantity(amount))), icon["icon"], quiet)
        for name, amount, words, icon, quiet in ends
        if amount > 0
    ]


def _draw_sources(sketch: Sketch) -> None:
    trace = sketch.trace
    bought = {lot.supplier_id: approval for lot in trace.lots.values() if (approval := trace.approval(lot))}
    for supplier in trace.suppliers.values():
        lines = []
        if approval := bought.get(supplier.pk):
            lines.append(_("approved until {day}").format(day=f"{approval.ends_on:%Y-%m-%d}"))
        if supplier.contact:
            lines.append(supplier.contact)
        url = reverse("kitchen:trace-supplier", args=[supplier.pk])
        sketch.add(f"supplier:{supplier.pk}", 0, supplier.name, icon="building-store", lines=lines, url=url)
    for delivery in trace.deliveries.values():
        lines = [_("arrived {moment}").format(moment=_moment(delivery.school, delivery.arrived_at))]
        if delivery.vehicle_temperature_c is not None:
            lines.append(_("vehicle {degrees} ℃").format(degrees=shown(delivery.vehicle_temperature_c)))
        if people := trace.inspectors.get(delivery.pk):
            lines.append(_("inspected by {people}").format(people=shown(people)))
        url = reverse("kitchen:trace-delivery", args=[delivery.pk])
        sketch.add(f"delivery:{delivery.pk}", 1, delivery.code, icon="truck-delivery", lines=lines, url=url)
        sketch.links.append((f"supplier:{delivery.supplier_id}", f"delivery:{delivery.pk}"))


def _draw_lots(sketch: Sketch, depths: dict[int, int]) -> None:
    trace = sketch.trace
    own = {mix.made: mix.quantity for mix in trace.mixes if trace.lot and mix.source == trace.lot.pk}
    others = defaultdict(int)
    for mix in trace.mixes:
        others[mix.made] += 1
    for lot in trace.lots.values():
        key = f"lot:{lot.pk}"
        lines = [lot.code]
        if lot.pk in own:
            lines.append(_("{quantity} of this lot").format(quantity=own[lot.pk]))
        elif others[lot.pk] > 1:
            lines.append(ngettext("from {n} lot", "from {n} lots", others[lot.pk]).format(n=others[lot.pk]))
        if lot.supplier_lot:
            lines.append(_("supplier's lot {lot}").format(lot=lot.supplier_lot))
        lines.append(_("expires {day}").format(day=f"{lot.expiration_date:%m-%d}"))
        if lot.line_id and (papers := trace.papers.get(lot.line_id)):
            lines.append(ngettext("{count} paper", "{count} papers", len(papers)).format(count=len(papers)))
        if word := stopped(lot):
            lines.append(word)
        came = trace.amount_of(lot.pk)
        title = f"{lot.article.name} {_together(lot.article.quantity(came))}" if came else lot.article.name
        icon = dict(icon="tag") if depths[lot.pk] == 0 else dict(icon="bowl")
        sketch.add(
            key, 2 + depths[lot.pk], title, lines=lines, url=reverse("kitchen:trace-lot", args=[lot.pk]),
            is_focus=not sketch.focus and lot.pk in trace.focus_lots, state="held" if stopped(lot) else "", **icon,
        )  # fmt: skip
        if lot.line_id:
            sketch.links.append((f"delivery:{lot.line.delivery_id}", key))
        elif lot.supplier_id:
            sketch.links.append((f"supplier:{lot.supplier_id}", key))


def stopped(lot) -> str:
    """The word for a lot that nobody may use now, empty when nothing stops it."""
    if lot.held_at:
        return _("Held")
    if lot.rejected_at:
        return _("Rejected")
    return _("Quarantined") if lot.quarantined_at else ""


def _draw_kitchen(sketch: Sketch, at: dict[str, int]) -> None:
    trace = sketch.trace
    used: dict[int, list[str]] = defaultdict(list)
    for use in trace.uses:
        used[use.batch].append(str(use.quantity))
    for batch in trace.batches.values():
        lines = [batch.code]
        if not trace.focus_batches and used[batch.pk]:
            lines.append(" + ".join(used[batch.pk][:3]))
        if temperature := trace.temperatures.get(batch.pk):
            degrees = shown(temperature.core_temperature_c)
            lines.append(_("core {degrees} ℃").format(degrees=degrees))
        if tasting := trace.tastings.get(batch.pk):
            lines.append(_("tasted by {name}").format(name=tasting.by.name))
        lines += [
            _("sample {grams} g until {moment}").format(
                grams=sample.grams, moment=_moment(batch.school, sample.keep_until)
            )
            for sample in trace.samples.get(batch.pk, [])
        ]
        if batch.isolated_at:
            lines.append(_("Isolated"))
        sketch.add(
            f"batch:{batch.pk}", at["batch"], str(batch), icon="flame", lines=lines,
            url=reverse("kitchen:trace-batch", args=[batch.pk]), is_open=batch.meal.released_at is None,
            is_focus=not sketch.focus and batch.pk in trace.focus_batches, state="blocked" if batch.isolated_at else "",
        )  # fmt: skip
        sketch.links.append((f"batch:{batch.pk}", f"meal:{batch.meal_id}"))
    crowded = sum(len(_groups(trace, meal)) for meal in trace.meals) > MOST_EATERS
    for meal in trace.meals.values():
        released = _("released {moment}").format(moment=_moment(meal.school, meal.released_at))
        sketch.add(
            f"meal:{meal.pk}", at["meal"], str(meal), icon="soup", is_open=meal.released_at is None,
            lines=[released if meal.released_at else _("not served yet")],
            url=reverse("kitchen:trace-meal", args=[meal.pk]),
        )  # fmt: skip
        _draw_eaters(sketch, meal, at["eaters"], crowded)


def _groups(trace: Trace, meal_id: int) -> dict[tuple, list[ServiceCount]]:
    """Counts by grade, and one group for each without a class."""
    groups: dict[tuple, list[ServiceCount]] = defaultdict(list)
    for count in trace.eaters.get(meal_id, []):
        groups[(0, count.school_class.grade) if count.school_class_id else (1, count.group)].append(count)
    return groups


def _draw_eaters(sketch: Sketch, meal: Meal, layer: int, crowded: bool) -> None:
    groups = _groups(sketch.trace, meal.pk)
    if not groups and not meal.released_at:
        groups = {(2, 0): []}
    elif crowded:
        groups = {(3, 0): [count for counts in groups.values() for count in counts]}
    for (sort, grade), counts in groups.items():
        key = f"eaters:{meal.pk}:{sort}:{grade}"
        heads = sum(count.heads for count in counts) or meal.planned_heads
        title = {
            0: lambda grade=grade, heads=heads: _("Grade {grade} {heads} people").format(grade=grade, heads=heads),
            1: lambda counts=counts, heads=heads: _("{group} {heads} people").format(
                group=counts[0].of_whom, heads=heads
            ),
            2: lambda heads=heads: _("{heads} people planned").format(heads=heads),
            3: lambda heads=heads: _("{heads} people").format(heads=heads),
        }[sort]()
        classes = [str(count.school_class.number) for count in counts if count.school_class_id]
        lines = [ngettext("{n} class", "{n} classes", len(classes)).format(n=len(classes))] if classes else []
        url = reverse("kitchen:trace-meal", args=[meal.pk]) + "?view=table#eaters"
        is_open = meal.released_at is None
        sketch.add(key, layer, title, icon="users", lines=lines, url=url, is_open=is_open)
        sketch.links.append((f"meal:{meal.pk}", key))


def _together(quantity) -> str:
    """A number is never parted from its unit."""
    return str(quantity).replace(" ", "\u00a0")


def _moment(school, at) -> str:
    return f"{school.localtime(at):%m-%d %H:%M}" if at else ""
