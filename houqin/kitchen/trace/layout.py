"""Puts nodes in columns: cuts what a column cannot hold, orders by neighbours, joins each column to the next."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

#: More than a screen holds; the table lists all.
MOST_PER_COLUMN = 14


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

    @property
    def path(self) -> str:
        """Every join as one SVG path."""
        return "".join(join.path for join in self.joins)


@dataclass
class Drawing:
    columns: list[Column]

    @property
    def hidden(self) -> int:
        return sum(column.hidden for column in self.columns)


def lay_out(titles: list[str], nodes: dict[str, Node], links: list[tuple[str, str]]) -> Drawing:
    """Columns with nodes in them, from left to right; a column without any is left out."""
    layers: dict[int, list[Node]] = {layer: [] for layer in range(len(titles))}
    hidden: dict[int, int] = defaultdict(int)
    for node in sorted(nodes.values(), key=lambda node: not node.is_focus):
        if len(layers[node.layer]) < MOST_PER_COLUMN:
            layers[node.layer].append(node)
        else:
            hidden[node.layer] += 1
    kept = {node.key: node for row in layers.values() for node in row}
    used = [layer for layer in layers if layers[layer]]
    place_of = {layer: place for place, layer in enumerate(used)}
    for node in kept.values():
        node.layer = place_of[node.layer]
    rows = [layers[layer] for layer in used]
    short = _through_empty_places([link for link in dict.fromkeys(links) if set(link) <= set(kept)], kept, rows)
    _order(rows, short)
    columns = [Column(titles[layer], row, hidden=hidden[layer]) for layer, row in zip(used, rows, strict=True)]
    _join(columns, short)
    return Drawing(columns)


def _join(columns: list[Column], links: list[tuple[str, str]]) -> None:
    place = {node.key: (index, column) for column in columns for index, node in enumerate(column.nodes)}
    for source, target in links:
        (i, left), (j, right) = place[source], place[target]
        # The “+N more” line takes a place too.
        n, m = (len(column.nodes) + bool(column.hidden) for column in (left, right))
        left.joins.append(Join(100 * (2 * i + 1) / (2 * n), 100 * (2 * j + 1) / (2 * m)))


def _through_empty_places(links, kept: dict[str, Node], rows: list[list[Node]]) -> list[tuple[str, str]]:
    """A link over several columns becomes links of one column each, through places that hold no words."""
    short = []
    for source, target in links:
        first, last = kept[source].layer, kept[target].layer
        previous = source
        for layer in range(first + 1, last):
            # One place serves every link from this source: lines that run side by side help nobody.
            key = f"{source}>@{layer}"
            if key not in kept:
                kept[key] = Node(key, layer, passing=True)
                rows[layer].append(kept[key])
            short.append((previous, key))
            previous = key
        short.append((previous, target))
    return list(dict.fromkeys(short))


def _order(rows: list[list[Node]], links: list[tuple[str, str]]) -> None:
    """Nodes near their neighbours in the column before: fewer crossings, and the same picture every time."""
    before = defaultdict(list)
    for source, target in links:
        before[target].append(source)
    for left, row in pairwise(rows):
        heights = {node.key: (index + 0.5) / len(left) for index, node in enumerate(left)}

        def height(node: Node, heights=heights) -> float:
            near = [heights[key] for key in before[node.key] if key in heights]
            return sum(near) / len(near) if near else 1.0

        row.sort(key=height)
