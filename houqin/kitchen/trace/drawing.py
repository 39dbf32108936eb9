"""A trace as columns of nodes with joins between neighbours, so that the server draws it and no script measures."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from houqin.kernel.shown import shown
from houqin.kitchen.models import Meal, ServiceCount
from houqin.kitchen.trace.walking import Trace

MOST_PER_COLUMN = 14  # more than a screen holds; the table lists all


@dataclass
class Node:
    """One box. `passing` ones have no words: a join runs through them to a later column."""

    key: str
    layer: int
    title: str = ""
    icon: str = ""
    lines: list[str] = field(default_factory=list)
    url: str = ""
    is_focus: bool = False
    is_open: bool = False
    state: str = ""
    passing: bool = False


@dataclass(frozen=True)
class Join:
    """From height `y1` to `y2` of the gap between two columns, both 0 to 100."""

    y1: float
    y2: float

    @property
    def path(self) -> str:
        return f"M0 {self.y1:.2f}C13 {self.y1:.2f} 13 {self.y2:.2f} 26 {self.y2:.2f}"


@dataclass
class Column:
    title: str
    nodes: list[Node]
    joins: list[Join] = field(default_factory=list)
    hidden: int = 0


@dataclass
class Drawing:
    columns: list[Column]

    @property
    def tallest(self) -> int:
        return max((len(column.nodes) for column in self.columns), default=0)


def draw(trace: Trace) -> Drawing:
    """Columns from supplier to eaters. Lots stand as deep as the preparations between them."""
    depths = _depths(trace)
    deepest = max(depths.values(), default=0)
    at = {"batch": 3 + deepest, "meal": 4 + deepest, "eaters": 5 + deepest}
    nodes: dict[str, Node] = {}
    links: list[tuple[str, str]] = []
    _draw_sources(trace, nodes, links)
    _draw_lots(trace, depths, nodes, links)
    for mix in trace.mixes:
        links.append((f"lot:{mix.source}", f"lot:{mix.made}"))
    for use in trace.uses:
        links.append((f"lot:{use.lot}", f"batch:{use.batch}"))
    _draw_kitchen(trace, at, nodes, links)
    titles = [_("Supplier"), _("Delivery"), _("Lot"), *[_("Made from it")] * deepest, _("Dish batch"), _("Meal"),
              _("Who ate")]  # fmt: skip
    return Drawing(_columns(titles, nodes, links))


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


def _draw_sources(trace: Trace, nodes: dict, links: list) -> None:
    for supplier in trace.suppliers.values():
        key = f"supplier:{supplier.pk}"
        nodes[key] = Node(key, 0, supplier.name, "building-store", [supplier.contact], supplier.get_absolute_url())
    for delivery in trace.deliveries.values():
        key = f"delivery:{delivery.pk}"
        lines = [_("arrived {moment}").format(moment=shown(delivery.arrived_at))]
        if delivery.vehicle_temperature_c is not None:
            lines.append(_("vehicle {degrees} ℃").format(degrees=shown(delivery.vehicle_temperature_c)))
        if people := trace.inspectors.get(delivery.pk):
            lines.append(_("inspected by {people}").format(people=shown(people)))
        nodes[key] = Node(key, 1, delivery.code, "truck-delivery", lines, delivery.get_absolute_url())
        links.append((f"supplier:{delivery.supplier_id}", key))


def _draw_lots(trace: Trace, depths: dict[int, int], nodes: dict, links: list) -> None:
    for lot in trace.lots.values():
        key = f"lot:{lot.pk}"
        lines = [lot.code, _("expires {day}").format(day=f"{lot.expiration_date:%m-%d}")]
        if lot.supplier_lot:
            lines.append(_("supplier's lot {lot}").format(lot=lot.supplier_lot))
        if lot.line_id and (papers := trace.papers.get(lot.line_id)):
            lines.append(_("{count} papers").format(count=len(papers)))
        if lot.pk in trace.rests:
            left = lot.article.quantity(trace.rests[lot.pk]["left"])
            lines.append(_("{quantity} in store").format(quantity=left))
        state = "held" if lot.held_at or lot.quarantined_at or lot.rejected_at else ""
        icon = "tag" if depths[lot.pk] == 0 else "bowl"
        nodes[key] = Node(
            key, 2 + depths[lot.pk], lot.article.name, icon, lines, lot.get_absolute_url(),
            is_focus=lot.pk in trace.focus_lots, state=state,
        )  # fmt: skip
        if lot.line_id:
            links.append((f"delivery:{lot.line.delivery_id}", key))
        elif lot.supplier_id:
            links.append((f"supplier:{lot.supplier_id}", key))


def _draw_kitchen(trace: Trace, at: dict[str, int], nodes: dict, links: list) -> None:
    used: dict[int, list[str]] = defaultdict(list)
    for use in trace.uses:
        used[use.batch].append(str(use.quantity))
    for batch in trace.batches.values():
        key = f"batch:{batch.pk}"
        lines = []
        if not trace.focus_batches and used[batch.pk]:
            lines.append(" + ".join(used[batch.pk][:3]))
        if temperature := trace.temperatures.get(batch.pk):
            lines.append(_("core {degrees} ℃").format(degrees=shown(temperature.core_temperature_c)))
        if tasting := trace.tastings.get(batch.pk):
            lines.append(_("tasted by {name}").format(name=tasting.by.name))
        lines += [
            _("sample {grams} g until {moment}").format(grams=sample.grams, moment=shown(sample.keep_until))
            for sample in trace.samples.get(batch.pk, [])
        ]
        nodes[key] = Node(
            key, at["batch"], str(batch), "flame", lines, batch.get_absolute_url(),
            is_focus=batch.pk in trace.focus_batches, is_open=batch.meal.released_at is None,
            state="blocked" if batch.isolated_at else "",
        )  # fmt: skip
        links.append((key, f"meal:{batch.meal_id}"))
    for meal in trace.meals.values():
        key = f"meal:{meal.pk}"
        when = (
            _("released {moment}").format(moment=shown(meal.released_at)) if meal.released_at else _("not served yet")
        )
        nodes[key] = Node(
            key, at["meal"], str(meal), "soup", [when], meal.get_absolute_url(), is_open=meal.released_at is None
        )
        _draw_eaters(trace, meal, at["eaters"], nodes, links)


def _draw_eaters(trace: Trace, meal: Meal, layer: int, nodes: dict, links: list) -> None:
    """One box per grade, and one for those without a class: thirty boxes of classes help nobody."""
    grades: dict[Any, list[ServiceCount]] = defaultdict(list)
    for count in trace.eaters.get(meal.pk, []):
        grades[count.school_class.grade if count.school_class_id else count.group].append(count)
    for grade, counts in sorted(grades.items(), key=lambda pair: str(pair[0])):
        key = f"eaters:{meal.pk}:{grade}"
        heads = _("{heads} people").format(heads=sum(count.heads for count in counts))
        if isinstance(grade, int):
            title, lines = _("Grade {grade}").format(grade=grade), [heads, _("{n} classes").format(n=len(counts))]
        else:
            title, lines = grade, [heads]
        nodes[key] = Node(key, layer, title, "users", lines, f"{meal.get_absolute_url()}#eaters")
        links.append((f"meal:{meal.pk}", key))


def _columns(titles: list[str], nodes: dict[str, Node], links: list[tuple[str, str]]) -> list[Column]:
    """Cut what a column cannot hold, send long links through empty places, order by neighbours, draw joins."""
    layers: dict[int, list[Node]] = defaultdict(list)
    hidden: dict[int, int] = defaultdict(int)
    for node in sorted(nodes.values(), key=lambda node: not node.is_focus):
        if len(layers[node.layer]) < MOST_PER_COLUMN:
            layers[node.layer].append(node)
        else:
            hidden[node.layer] += 1
    kept = {node.key: node for row in layers.values() for node in row}
    short = _through_empty_places([link for link in dict.fromkeys(links) if set(link) <= set(kept)], kept, layers)
    _order(layers, short)
    columns = [Column(title, layers[layer], hidden=hidden[layer]) for layer, title in enumerate(titles)]
    place = {node.key: (index, column) for column in columns for index, node in enumerate(column.nodes)}
    for source, target in short:
        (i, left), (j, right) = place[source], place[target]
        left.joins.append(Join(100 * (2 * i + 1) / (2 * len(left.nodes)), 100 * (2 * j + 1) / (2 * len(right.nodes))))
    return [column for column in columns if column.nodes]


def _through_empty_places(links, kept: dict[str, Node], layers) -> list[tuple[str, str]]:
    short = []
    for source, target in links:
        first, last = kept[source].layer, kept[target].layer
        previous = source
        for layer in range(first + 1, last):
            place = Node(f"{source}>{target}@{layer}", layer, passing=True)
            layers[layer].append(place)
            kept[place.key] = place
            short.append((previous, place.key))
            previous = place.key
        short.append((previous, target))
    return short


def _order(layers: dict[int, list[Node]], links: list[tuple[str, str]]) -> None:
    """Nodes near their neighbours in the column before: fewer crossings, and the same picture every time."""
    before = defaultdict(list)
    for source, target in links:
        before[target].append(source)
    for layer in sorted(layers)[1:]:
        heights = {node.key: (index + 0.5) / len(layers[layer - 1]) for index, node in enumerate(layers[layer - 1])}

        def height(node: Node, heights=heights) -> float:
            near = [heights[key] for key in before[node.key] if key in heights]
            return sum(near) / len(near) if near else 1.0

        layers[layer].sort(key=height)
