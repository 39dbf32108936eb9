"""The numbers that law, bureau and school set: a lower scope may only tighten."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from houqin.kernel.prepared import Prepared
from houqin.tenancy.models import ParameterValue
from houqin.tenancy.schools import Bureau, School

DATA = Path(__file__).parent / "data" / "parameters.toml"

UNIT_WORDS = {
    "g": _("g"),
    "s": _("s"),
    "min": _("min"),
    "h": _("h"),
    "day": _("days"),
    "month": _("months"),
    "year": _("years"),
    "degC": "℃",
    "mg_per_l": "mg/L",
    "person": _("people"),
    "per_day": _("times a day"),
    "percent": "%",
    "point": _("points"),
    "yes_no": "",
    "dm2": _("dm²"),
    "hhmm": _("hours and minutes"),
    "terms": _("terms"),
}


@dataclass(frozen=True)
class ParameterKind:
    """One number with its national value. `tighter` says which way is stricter: higher, lower or none.

    `settled` is False for numbers that practice, not law, gives (confidence U or W): any scope may change those.
    """

    key: str
    unit: str
    value: Decimal
    rule: str
    tighter: str
    settled: bool
    title_en: str
    title_zh: str

    @property
    def title(self) -> str:
        return self.title_zh if (get_language() or "zh").startswith("zh") else self.title_en

    @property
    def unit_word(self) -> str:
        return str(UNIT_WORDS.get(self.unit, self.unit))

    @property
    def bounds(self) -> tuple[int, int]:
        """What the unit can mean at all: a mistyped 1250000 g should not become the rule of a kitchen."""
        bounds = {"degC": (-60, 200), "percent": (0, 100), "point": (0, 100), "yes_no": (0, 1), "hhmm": (0, 2359)}
        return bounds.get(self.unit, (0, 100_000))

    def tightest(self, above: Decimal, below: Decimal) -> Decimal:
        """What holds when two scopes speak."""
        if not self.settled or self.tighter == "none":
            return below
        return max(above, below) if self.tighter == "higher" else min(above, below)

    def is_looser(self, value: Decimal, than: Decimal) -> bool:
        return self.settled and self.tighter != "none" and self.tightest(than, value) != value


@cache
def parameter_kinds() -> dict[str, ParameterKind]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"), parse_float=Decimal)["parameter"]
    kinds = [
        ParameterKind(
            key=row["key"],
            unit=row["unit"],
            value=Decimal(row["value"]),
            rule=row["rule"],
            tighter=row["tighter"],
            settled=row.get("settled", True),
            title_en=row["title"]["en"],
            title_zh=row["title"]["zh"],
        )
        for row in rows
    ]
    return {kind.key: kind for kind in kinds}


@cache
def near_expiry_steps() -> tuple[tuple[int, int], ...]:
    """(shelf life of at least so many days, warn so many days before the end), longest first. Rule SL-01."""
    steps = tomllib.loads(DATA.read_text(encoding="utf-8"))["near_expiry"]["steps"]
    return tuple((step["shelf_life_days"], step["warn_days"]) for step in steps)


@cache
def certificate_warning_days() -> tuple[int, ...]:
    """So many days before a certificate lapses its owner is warned, the earliest first. Rule PH-05."""
    return tuple(tomllib.loads(DATA.read_text(encoding="utf-8"))["certificate_warning"]["days"])


def parameters_of(school: School, *, on: date) -> dict[str, Decimal]:
    """Every number in force at a school on a day. Two queries."""
    scopes = _scoped_rows(school, on=on)
    return {key: _resolve(kind, scopes.get(key, [])) for key, kind in parameter_kinds().items()}


def parameter(school: School, key: str, *, on: date) -> Decimal:
    """One number in force. Two queries; ask `parameters_of` when you need several."""
    return parameters_of(school, on=on)[key]


def numbers_of(
    schools: Iterable[School], keys: Iterable[str], first: date, last: date
) -> dict[int, dict[date, dict[str, Decimal]]]:
    """Some numbers of many schools on each day, first and last included. Two queries, whatever their number."""
    schools, kinds = list(schools), [parameter_kinds()[key] for key in keys]
    bureaus = Bureau.objects.in_bulk({school.bureau_id for school in schools})
    above = {school.pk: bureaus[school.bureau_id].ancestor_ids for school in schools}
    scopes = Q(school__in=schools) | Q(bureau__in={key for ancestors in above.values() for key in ancestors})
    said = ParameterValue.objects.filter(scopes, key__in=[kind.key for kind in kinds], valid_from__lte=last)
    rows = list(said.order_by("valid_from", "set_at", "pk"))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found: dict[int, dict[date, dict[str, Decimal]]] = {}
    for school in schools:
        mine = [row for row in rows if row.school_id == school.pk or row.bureau_id in above[school.pk]]
        found[school.pk] = {}
        for on in days:
            held = _newest_of_each(above[school.pk], [row for row in mine if row.valid_from <= on])
            found[school.pk][on] = {kind.key: _resolve(kind, held.get(kind.key, [])) for kind in kinds}
    return found


def _scoped_rows(school: School, *, on: date) -> dict[str, list[ParameterValue]]:
    """Rows in force by key, from the top bureau down to the school; the newest of each scope only."""
    ancestors = school.bureau.ancestor_ids
    return _newest_of_each(ancestors, SCOPED(school=school, bureaus=ancestors, on=on))


SCOPED = Prepared(
    lambda school, bureaus, on: ParameterValue.objects.filter(
        Q(school=school) | Q(bureau__in=bureaus), valid_from__lte=on
    ).order_by("valid_from", "set_at", "pk")
)


def _newest_of_each(ancestors: list[int], rows: Iterable[ParameterValue]) -> dict[str, list[ParameterValue]]:
    depth = {key: place for place, key in enumerate(ancestors)}
    newest: dict[tuple, ParameterValue] = {}
    for row in rows:
        newest[row.key, row.bureau_id, row.school_id] = row
    by_key: dict[str, list[ParameterValue]] = {}
    for row in newest.values():
        by_key.setdefault(row.key, []).append(row)
    for found in by_key.values():
        found.sort(key=lambda row: depth.get(row.bureau_id, len(ancestors)))
    return by_key


def _resolve(kind: ParameterKind, rows: list[ParameterValue]) -> Decimal:
    value = kind.value
    for row in rows:
        value = kind.tightest(value, Decimal(row.value))
    return value


def value_above(kind: ParameterKind, ancestors: list[int], *, on: date) -> tuple[Decimal, str]:
    """What the scopes above say on a day, and the name of the strictest (empty for the nation). One query."""
    value, scope = kind.value, ""
    rows = ParameterValue.objects.filter(key=kind.key, bureau__in=ancestors, valid_from__lte=on)
    newest = {row.bureau_id: row for row in rows.select_related("bureau").order_by("valid_from", "set_at", "pk")}
    for key in ancestors:
        if key in newest:
            stricter = kind.tightest(value, Decimal(newest[key].value))
            if stricter != value:
                value, scope = stricter, newest[key].bureau.name
    return value, scope


@dataclass(frozen=True)
class InForce:
    """One number as a school works by it: `scope` is the bureau or school that set it, None for the nation."""

    kind: ParameterKind
    value: Decimal
    scope: School | Bureau | None = None
    row: ParameterValue | None = None


def in_force(school: School, *, on: date) -> list[InForce]:
    """Every number in force with who set it, in the order of the data. Two queries."""
    scopes = _scoped_rows(school, on=on)
    bureaus = {bureau.pk: bureau for bureau in Bureau.objects.filter(pk__in=school.bureau.ancestor_ids)}
    found = []
    for key, kind in parameter_kinds().items():
        value, scope, setter = kind.value, None, None
        for row in scopes.get(key, []):
            said = kind.tightest(value, Decimal(row.value))
            if said != value:
                value, setter = said, row
                scope = bureaus[row.bureau_id] if row.bureau_id else school
        found.append(InForce(kind, value, scope, setter))
    return found


def words_on(school: School, key: str) -> list[ParameterValue]:
    """Everything a school and the bureaus above it ever said about a number, newest first. One query."""
    rows = ParameterValue.objects.filter(Q(school=school) | Q(bureau__in=school.bureau.ancestor_ids), key=key)
    return list(rows.select_related("bureau", "school", "set_by").order_by("-valid_from", "-set_at", "-pk"))
