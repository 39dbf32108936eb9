"""What a row of the list of suppliers means beside what is known already."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from houqin.kernel.refusals import Refusal
from houqin.supply.gates.buying import supplier_has_papers
from houqin.supply.imports.class_words import classes_in
from houqin.supply.models import Certificate, Supplier
from houqin.supply.reasons import Reason

#: How licence numbers begin, and what they are: JY 食品经营, SC 食品生产. 18 characters are a credit code (营业执照).
BEGINNINGS = {"JY": "food_business_licence", "SC": "food_production_licence"}
CREDIT_CODE_LENGTH = 18
PAPERS = ("licence", "paper2")


class Known:
    """Suppliers of one school that these rows may mean, with their papers. Three queries."""

    def __init__(self, school, rows):
        meant = Q(name__in=[row["name"] for row in rows]) | Q(code__in=[row["code"] for row in rows if row.get("code")])
        found = Supplier.objects.of(school).filter(meant).prefetch_related("certificates", "approvals")
        self.by_name = {one.name: one for one in found}
        self.by_code = {one.code: one for one in found}


@dataclass
class Told:
    """What a row adds to a supplier, and the papers it would then hold: all that the gate about papers reads."""

    name: str
    starts_on: date
    ends_on: date | None
    new_approvals: list[str] = field(default_factory=list)
    new_papers: list[Certificate] = field(default_factory=list)
    held: list[Certificate] = field(default_factory=list)

    @classmethod
    def by(cls, row, supplier: Supplier | None, today: date) -> "Told":
        told = cls(row["name"], row.get("starts_on") or today, row.get("ends_on"))
        told.held = list(supplier.certificates.all()) if supplier else []
        has = {(one.kind, one.number, one.valid_until) for one in told.held if not one.withdrawn_at}
        for paper in _papers(row, today):
            if (paper.kind, paper.number, paper.valid_until) not in has:
                told.new_papers.append(paper)
        given = [one for one in supplier.approvals.all() if not one.withdrawn_at] if supplier else []
        approved = {(one.goods_class, one.starts_on, one.ends_on) for one in given}
        codes, _unknown = classes_in(row.get("approved_for", ""))
        told.new_approvals = [code for code in codes if (code, told.starts_on, told.ends_on) not in approved]
        return told

    @property
    def certificates(self) -> "Told":
        return self

    def all(self) -> list[Certificate]:
        return [*self.held, *self.new_papers]


def _papers(row, today: date):
    """A list seldom says since when a licence holds: it counts from the day it was seen."""
    for paper in PAPERS:
        number, until = row.get(f"{paper}_number"), row.get(f"{paper}_until")
        if number and until:
            yield Certificate(kind=_kind(row, paper), number=number, valid_from=min(today, until), valid_until=until)


def _kind(row, paper: str) -> str:
    number = row.get(f"{paper}_number", "")
    told = BEGINNINGS.get(number[:2]) or ("business_licence" if len(number) == CREDIT_CODE_LENGTH else "")
    return row.get(f"{paper}_kind", "") or told


def codes_agree(row, supplier, known: Known):
    code = row.get("code")
    other = known.by_code.get(code) if code else None
    if other is not None and other != supplier:
        yield "code", Refusal(Reason.CODE_TAKEN, {"code": code, "name": other.name})
    elif supplier is not None and code and other is None:
        yield "code", Refusal(Reason.NAME_TAKEN, {"name": f"{supplier.name} {supplier.code}"})


def papers_read(row):
    for paper in PAPERS:
        number, until = row.get(f"{paper}_number"), row.get(f"{paper}_until")
        if bool(number) != bool(until):
            yield f"{paper}_until" if number else f"{paper}_number", Refusal(Reason.PAPER_INCOMPLETE)
        elif number and not _kind(row, paper):
            yield f"{paper}_kind", Refusal(Reason.PAPER_KIND_MISSING)


def approvals_read(row, today: date):
    codes, unknown = classes_in(row.get("approved_for", ""))
    for word in unknown:
        yield "approved_for", Refusal(Reason.CLASS_UNKNOWN, {"code": word})
    if (codes or unknown) and not row.get("ends_on"):
        yield "ends_on", Refusal(Reason.APPROVAL_END_MISSING)
    elif row.get("ends_on") and row["ends_on"] < (row.get("starts_on") or today):
        facts = {"starts_on": row.get("starts_on") or today, "ends_on": row["ends_on"]}
        yield "ends_on", Refusal(Reason.ENDS_BEFORE_START, facts)


def papers_carry(told: Told, today: date):
    """GT-01, as the approval will ask it: each missing paper once."""
    said = set()
    for code in told.new_approvals:
        for refusal in supplier_has_papers(told, code, on=max(told.starts_on, today)):
            if refusal.sentence not in said:
                said.add(refusal.sentence)
                yield "approved_for", refusal
