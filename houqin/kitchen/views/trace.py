"""One thing traced both ways: drawn, as tables, on paper, as a file. All four show the same walk."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.documents.downloads import csv_response, pdf_response, xlsx_response
from houqin.documents.periods import Period, Span
from houqin.documents.proof import journal_range
from houqin.documents.record_tables import record_csv, record_xlsx
from houqin.documents.records import Record, record_pdf
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kitchen.models import DishBatch, Meal, RetainedSample
from houqin.kitchen.permissions import SEE_TRACE
from houqin.kitchen.trace import Trace, draw, trace_batches, trace_lots
from houqin.kitchen.trace.saying import alarm_lines, balance_sentence, eaten, lot_state, went_sentence
from houqin.kitchen.trace.tables import Linked, tables
from houqin.supply.models import Delivery, Lot, Supplier
from houqin.supply.permissions import HOLD_LOTS
from houqin.tenancy.posts import Post
from houqin.tenancy.school_rows import with_school

#: A supplier is traced over the lots received in so many days; a year of them is no picture.
SUPPLIER_DAYS = 30


@dataclass(frozen=True)
class Subject:
    """What the page is about. `key` is its box in the drawing."""

    thing: Any
    kind: str
    key: str
    name: str
    sentence: str
    code: str = ""
    note: str = ""

    @property
    def path(self) -> str:
        return reverse(f"kitchen:trace-{self.kind}", args=[self.thing.pk])

    @property
    def page(self) -> str:
        """The thing's own page; empty while there is none."""
        try:
            return self.thing.get_absolute_url()
        except NoReverseMatch:
            return ""


@require_safe
def lot(request, pk):
    found = _mine(request, Lot.objects.select_related("article"), pk)
    trace = trace_lots([found.pk], school=found.school)
    name = found.article.name
    sentence = _("{name} {code} {went}").format(name=name, code=found.code, went=went_sentence(trace))
    return _answer(request, trace, Subject(found, "lot", f"lot:{pk}", name, sentence, found.code))


@require_safe
def batch(request, pk):
    found = _mine(request, DishBatch.objects.select_related("dish", "meal"), pk)
    trace = trace_batches([found.pk], school=found.school)
    return _answer(
        request, trace, Subject(found, "batch", f"batch:{pk}", str(found), _made_of(trace, str(found)), found.code)
    )


@require_safe
def sample(request, pk):
    found = _mine(request, RetainedSample.objects.select_related("batch__dish", "batch__meal"), pk)
    trace = trace_batches([found.batch_id], school=found.school)
    name = _("Sample of {dish}").format(dish=found.batch)
    subject = Subject(found, "sample", f"batch:{found.batch_id}", name, _made_of(trace, str(found.batch)), found.code)
    return _answer(request, trace, subject)


@require_safe
def meal(request, pk):
    found = _mine(request, Meal.objects, pk)
    trace = trace_batches(found.batches.values_list("pk", flat=True), school=found.school)
    return _answer(request, trace, Subject(found, "meal", f"meal:{pk}", str(found), _made_of(trace, str(found))))


@require_safe
def delivery(request, pk):
    found = _mine(request, Delivery.objects.select_related("supplier"), pk)
    trace = trace_lots(Lot.objects.filter(line__delivery=found).values_list("pk", flat=True), school=found.school)
    name = _("Delivery {code}").format(code=found.code)
    sentence = _("{lots} from {supplier}: {went}").format(
        lots=_lots(len(trace.focus_lots)), supplier=found.supplier, went=went_sentence(trace)
    )
    return _answer(request, trace, Subject(found, "delivery", f"delivery:{pk}", name, sentence))


@require_safe
def supplier(request, pk):
    found = _mine(request, Supplier.objects, pk)
    since = request.now - timedelta(days=SUPPLIER_DAYS)
    lots = Lot.objects.filter(supplier=found, received_at__gte=since).values_list("pk", flat=True)
    trace = trace_lots(lots, school=found.school)
    sentence = _("{lots} in {days} days: {went}").format(
        lots=_lots(len(trace.focus_lots)), days=SUPPLIER_DAYS, went=went_sentence(trace)
    )
    note = _("Lots received in the last {days} days. Older ones: open the delivery or the lot.").format(
        days=SUPPLIER_DAYS
    )
    return _answer(request, trace, Subject(found, "supplier", f"supplier:{pk}", found.name, sentence, found.code, note))


def _lots(number: int) -> str:
    return ngettext("{n} lot", "{n} lots", number).format(n=number)


def _made_of(trace: Trace, name: str) -> str:
    made = {mix.made for mix in trace.mixes}
    lots = [one for one in trace.lots.values() if one.pk not in made]
    if not lots:
        return _("{name}: nothing was issued from the store to it.").format(name=name)
    suppliers = ngettext("{n} supplier", "{n} suppliers", len(trace.suppliers)).format(n=len(trace.suppliers))
    return _("{name} is made of {lots} from {suppliers}; {eaten}.").format(
        name=name, lots=_lots(len(lots)), suppliers=suppliers, eaten=eaten(trace)
    )


def _mine(request, rows, pk):
    """The row when the person may see it and its post may trace; another school's is 404."""
    found = with_school(
        get_object_or_404(rows.filter(school__in=request.user.visible_school_ids()), pk=pk), request.school
    )
    authorise(request.user, SEE_TRACE, school=found.school, at=request.now)
    return found


def _answer(request, trace: Trace, subject: Subject):
    with timezone.override(subject.thing.school.zone):
        wanted = request.GET.get("as", "")
        if wanted in FILES:
            return FILES[wanted](request, trace, subject)
        return _page(request, trace, subject)


def _page(request, trace: Trace, subject: Subject):
    school = subject.thing.school
    today = school.localdate(request.now)
    table = request.GET.get("view") == "table"
    held = [one for one in trace.lots.values() if one.held_at and one.pk in trace.focus_lots]
    context = {
        "subject": subject,
        "balance": balance_sentence(trace),
        "agrees": trace.lot is None or trace.balances[trace.lot.pk].adds_up,
        "table": table,
        "drawing": draw(trace, subject.key) if not table else None,
        # Under a drawing a phone fetches them when they come into sight; a wide screen never does.
        "tables": [_drawn(section, school.zone) for section in tables(trace)] if table else [],
        "counters": _counters(trace, subject),
        "held": held,
        "alarm": alarm_lines(trace, request.now) if held else [],
        "badge": lot_state(subject.thing, today) if subject.kind == "lot" else None,
        "hold_url": _hold_url(request, subject),
    }
    return show(request, "kitchen/trace.html", part="tables" if table else "graph", **context)


def _hold_url(request, subject: Subject) -> str:
    """Where one tap holds the lot; empty when this person may not, or it is held already."""
    lot = subject.thing
    if subject.kind != "lot" or lot.held_at:
        return ""
    if not request.user.may(HOLD_LOTS, school=lot.school, at=request.now):
        return ""
    try:
        return reverse("supply:lot-act", args=[lot.pk, "hold"])
    except NoReverseMatch:
        return ""


def _counters(trace: Trace, subject: Subject) -> list[dict]:
    table = f"{subject.path}?view=table"
    counters = []
    if trace.lot:
        balance = trace.balances[trace.lot.pk]
        of = _("in store, of {came}").format(came=balance.quantity(balance.came))
        counters.append({"value": str(balance.quantity(balance.left)), "label": of, "url": f"{table}#grams"})
    else:
        counters.append({"value": len(trace.lots), "label": _("lots"), "url": f"{table}#upstream"})
    counters.append({"value": len(trace.batches), "label": _("pots"), "url": f"{table}#downstream"})
    meals = list(trace.meals.values())
    names = _(", ").join(str(one) for one in meals[:2])
    counters.append({"value": len(meals), "label": names or _("meals"), "url": f"{table}#eaters"})
    heads = sum(trace.heads(one.pk) for one in trace.released_meals)
    waiting = sum(one.planned_heads for one in trace.waiting_meals)
    label = _("eaten, {waiting} still to be served").format(waiting=waiting) if waiting else _("eaten")
    counters.append({"value": heads, "label": label, "url": f"{table}#eaters"})
    papers = sum(len(one) for one in trace.papers.values())
    counters.append({"value": papers, "label": _("papers"), "url": f"{table}#upstream"})
    samples = [one for kept in trace.samples.values() for one in kept]
    gone = sum(1 for one in samples if one.disposed_at)
    label = _("samples, {gone} disposed").format(gone=gone) if gone else _("samples")
    counters.append({"value": len(samples), "label": label, "url": f"{table}#downstream"})
    return counters


def _drawn(section, zone: str) -> dict:
    """A section as the page shows it: words, and where each leads."""
    columns = list(section.columns)
    rows = [[_cell(column, column.read(row), zone) for column in columns] for row in section.rows]
    return {
        "title": section.title,
        "columns": columns,
        "rows": rows,
        "empty": section.empty,
        "anchor": _anchor(columns),
    }


def _anchor(columns) -> str:
    names = {column.name for column in columns}
    for name, anchor in (
        ("supplier", "upstream"),
        ("made_lot", "between"),
        ("batch", "downstream"),
        ("classes", "eaters"),
    ):
        if name in names:
            return anchor
    return "grams"


def _cell(column, value, zone: str) -> dict:
    links = value if isinstance(value, list) else [value]
    return {
        "heading": column.title,
        "align": column.align,
        "links": [one for one in links if isinstance(one, Linked)] and links,
        "text": column.printed(value, zone),
    }


def record_of(trace: Trace, subject: Subject, today: date) -> Record:
    """The trace as a sheet: exactly the tables of the page."""
    facts = [(_("Traced"), " ".join(filter(None, [subject.name, subject.code])))]
    facts += [(_("Finding"), subject.sentence)]
    if balance := balance_sentence(trace):
        facts.append((_("Sum"), balance))
    facts.append((_("As of"), today))
    notes = [subject.note] if subject.note else []
    return Record(
        _("Trace"), "HQ-追溯-01", facts, tables(trace), notes,
        [Post.FOOD_SAFETY_OFFICER.label, Post.FOOD_SAFETY_DIRECTOR.label], subject.path, portrait=False,
    )  # fmt: skip


def _record(request, trace: Trace, subject: Subject) -> tuple[Record, Any, str]:
    school = subject.thing.school
    record = record_of(trace, subject, school.localdate(request.now))
    name = _("Trace {name}").format(name=subject.code or subject.name)
    return record, school, name


def _as_pdf(request, trace: Trace, subject: Subject):
    record, school, name = _record(request, trace, subject)
    today = school.localdate(request.now)
    first = min((school.localdate(one.received_at) for one in trace.lots.values()), default=today)
    journal = journal_range(school, Span(Period.RANGE, first, today, school.zone))
    pdf = record_pdf(record, school=school, at=request.now, journal=journal)
    return pdf_response(pdf, f"{name}.pdf", save="save" in request.GET)


def _as_xlsx(request, trace: Trace, subject: Subject):
    record, school, name = _record(request, trace, subject)
    return xlsx_response(record_xlsx(record, school=school, at=request.now), f"{name}.xlsx")


def _as_csv(request, trace: Trace, subject: Subject):
    record, school, name = _record(request, trace, subject)
    return csv_response(record_csv(record, school=school), f"{name}.csv")


FILES = {"pdf": _as_pdf, "xlsx": _as_xlsx, "csv": _as_csv}
