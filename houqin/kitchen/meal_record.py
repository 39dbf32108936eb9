"""One meal on one sheet: what was cooked from what, measured, tasted, kept, served and left."""

from django.utils.translation import gettext as _

from houqin.documents.ledgers import Column
from houqin.documents.records import Record, Section
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.shown import shown
from houqin.kitchen.models import CanteenDay, Leftover, Meal
from houqin.kitchen.trace import Trace, trace_batches
from houqin.kitchen.trace.tables import bought_lots
from houqin.tenancy.posts import Post


def meal_record_of(meal: Meal) -> Record:
    """A fixed number of queries, whatever the meal holds. `meal` has released_by and closed_by loaded."""
    trace = trace_batches(meal.batches.values_list("pk", flat=True))
    return Record(
        _("Meal record"), "HQ-餐次-01", _facts(meal, trace),
        [_dishes(trace), _goods(trace), _eaters(meal, trace), _leftovers(meal)], [],
        [Post.COOK.label, Post.FOOD_SAFETY_OFFICER.label, Post.FOOD_SAFETY_DIRECTOR.label], meal.get_absolute_url(),
    )  # fmt: skip


def _facts(meal: Meal, trace: Trace) -> list[tuple]:
    day = CanteenDay.objects.filter(school=meal.school_id, on=meal.on).select_related("opened_by").first()
    facts = [
        (_("Date"), meal.on),
        (_("Meal"), meal.get_kind_display()),
        (_("Serves at"), meal.serves_at),
        (_("State"), meal.get_state_display()),
        (_("Heads planned"), meal.planned_heads),
        (_("Heads served"), trace.heads(meal.pk) or ""),
        (_("Released by"), _who_when(meal.released_by, meal.released_at, meal.school)),
        (_("Closed by"), _who_when(meal.closed_by, meal.closed_at, meal.school)),
        (_("Called off by"), _who_when(meal.called_off_by, meal.called_off_at, meal.school)),
        (_("Why called off"), meal.called_off_reason),
        (_("Day opened"), _who_when(day.opened_by, day.opened_at, meal.school) if day else ""),
    ]
    return [(label, value) for label, value in facts if value != ""]


def _who_when(who, at, school) -> str:
    return f"{who.name} {school.localtime(at):%m-%d %H:%M}" if at else ""


def _dishes(trace: Trace) -> Section:
    columns = [
        Column("dish", _("Dish"), 30, "start"), Column("cooked", _("Cooked by"), 20),
        Column("core", _("Core ℃"), 24), Column("tasted", _("Tasting"), 30), Column("sample", _("Sample"), 58, "start"),
    ]  # fmt: skip
    return Section(_("Dishes"), columns, [_dish(trace, batch) for batch in trace.batches.values()])


def _dish(trace: Trace, batch) -> dict:
    local = batch.meal.school.localtime
    measured, tasted = trace.temperatures.get(batch.pk), trace.tastings.get(batch.pk)
    result = tasted and (_("passed") if tasted.passed else _("not passed"))
    return {
        "dish": f"{batch}\n{batch.code}" + ("\n" + _("Isolated") if batch.isolated_at else ""),
        "cooked": batch.cooked_at and f"{local(batch.cooked_at):%H:%M}\n{batch.cooked_by.name}",
        "core": measured and f"{measured.core_temperature_c}\n{local(measured.happened_at):%H:%M} {measured.by.name}",
        "tasted": tasted and f"{result}\n{local(tasted.happened_at):%H:%M} {tasted.by.name}",
        "sample": [_sample(one, local) for one in trace.samples.get(batch.pk, [])],
    }


def _sample(sample, local) -> str:
    place = f"{sample.cabinet.name} {sample.position or ''}".strip()
    kept = _("kept until {moment}").format(moment=f"{local(sample.keep_until):%m-%d %H:%M}")
    return f"{sample.code} {sample.grams} g {sample.taken_by.name}\n{place} {sample.cabinet_temperature_c} ℃ {kept}"


def _goods(trace: Trace) -> Section:
    columns = [
        Column("dish", _("Dish"), 32, "start"), Column("goods", _("Goods"), 30, "start"), Column("lot", _("Lot"), 30),
        Column("amount", _("Amount"), 18, "end"), Column("expires", _("Last day of use"), 20, shows="year"),
        Column("supplier", _("Supplier"), 40, "start"),
    ]  # fmt: skip
    bought = bought_lots(trace)
    rows = []
    for use in sorted(trace.uses, key=lambda use: (use.batch, use.lot)):
        lot = trace.lots[use.lot]
        made = _("made here of {lots}").format(lots=shown(bought[lot.pk])) if lot.pk in bought else ""
        supplier = lot.supplier or (lot.line.delivery.supplier if lot.line_id else None)
        rows.append(
            {
                "dish": str(trace.batches[use.batch]), "goods": lot.article.name, "lot": lot.code,
                "amount": use.quantity, "expires": lot.expiration_date,
                "supplier": supplier.name if supplier else made or lot.get_origin_display(),
            }
        )  # fmt: skip
    return Section(_("Goods used"), columns, rows)


def _eaters(meal: Meal, trace: Trace) -> Section:
    columns = [Column("who", _("Class or group"), 120, "start"), Column("heads", _("Heads"), 40, "end")]
    rows = [{"who": one.of_whom, "heads": one.heads} for one in trace.eaters.get(meal.pk, [])]
    return Section(_("Who ate"), columns, rows, empty=_("Heads are not counted yet."))


def _leftovers(meal: Meal) -> Section:
    columns = [
        Column("kind", _("Leftover food"), 40, "start"), Column("dish", _("Dish"), 36, "start"),
        Column("weight", _("Weight"), 22, "end"), Column("weighed", _("Weighed at"), 34),
        Column("gone", _("Handed over"), 60, "start"),
    ]  # fmt: skip
    rows = Leftover.objects.standing().filter(meal=meal).select_related("batch__dish", "weighed_by", "disposed_by")
    return Section(_("Leftover food"), columns, [_left(one, meal.school) for one in rows.order_by("pk")],
                   empty=_("Leftovers are not weighed yet."))  # fmt: skip


def _left(one: Leftover, school) -> dict:
    gone = [_who_when(one.disposed_by, one.disposed_at, school), one.collector, one.vehicle]
    return {
        "kind": one.get_kind_display(),
        "dish": one.batch and str(one.batch),
        "weight": Quantity(one.grams, BaseUnit.GRAM),
        "weighed": _who_when(one.weighed_by, one.weighed_at, school),
        "gone": " ".join(filter(None, gone)),
    }
