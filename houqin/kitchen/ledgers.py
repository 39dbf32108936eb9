"""The registers of the kitchen: what was measured, tasted, kept and thrown away."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kitchen.models import CookingTemperature, Disinfection, Leftover, RetainedSample, Tasting
from houqin.kitchen.permissions import SEE_LEDGERS
from houqin.tenancy.posts import Post

SIGNED = [Post.FOOD_SAFETY_OFFICER.label, Post.FOOD_SAFETY_DIRECTOR.label]

WHEN = [Column("on", gettext_lazy("Date"), 12), Column("meal", gettext_lazy("Meal"), 18)]
POT = [Column("batch", gettext_lazy("Batch code"), 26), Column("dish", gettext_lazy("Dish"), 36, "start")]


def _of(batch) -> dict:
    return {"on": batch.meal.on, "meal": batch.meal.get_kind_display(), "batch": batch.code, "dish": str(batch)}


def _row(proof, values: dict, remark="") -> Row:
    """A correction names what it corrects; a late entry says when it was typed."""
    return Row(
        values,
        key=proof.pk,
        corrects=proof.corrects_id,
        why=proof.correction_reason,
        entered_at=proof.received_at if proof.is_late and not proof.corrects_id else None,
        remark=remark,
    )


def _corrections_last(rows, moment: str) -> list:
    """As on paper: a correction is added below, the row it corrects stays where it was."""
    return sorted(rows, key=lambda row: (row.corrects_id is not None, getattr(row, moment), row.pk))


def _within(model, span, school, moment: str):
    rows = model.objects.filter(school=school, **{f"{moment}__gte": span.begins_at, f"{moment}__lt": span.ends_at})
    return rows.select_related("batch__dish", "batch__meal")


@ledger(
    "cooking-temperatures", form_number="HQ-台账-05", title=gettext_lazy("Cooking temperature register"),
    permission=SEE_LEDGERS, period=Period.MONTH, portrait=True, signatures=SIGNED,
    columns=[
        *WHEN, *POT, Column("at", gettext_lazy("Measured"), 16, shows="time"),
        Column("core", gettext_lazy("Core ℃"), 14), Column("by", gettext_lazy("By"), 22),
    ],
    note=gettext_lazy("Core temperature at the end of cooking: 70 ℃ or more (TT-01)."),
)  # fmt: skip
def cooking_temperatures(school, span):
    """One query."""
    rows = _within(CookingTemperature, span, school, "happened_at").select_related("by", "batch__dish", "batch__meal")
    for one in _corrections_last(rows, "happened_at"):
        values = _of(one.batch) | {"at": one.happened_at, "core": one.core_temperature_c, "by": one.by.name}
        yield _row(one, values)


@ledger(
    "tastings", form_number="HQ-台账-06", title=gettext_lazy("Tasting register"), permission=SEE_LEDGERS,
    period=Period.MONTH, signatures=SIGNED,
    columns=[
        *WHEN, *POT, Column("at", gettext_lazy("Tasted at"), 16, shows="time"),
        Column("by", gettext_lazy("Taster"), 24),
        Column("look", gettext_lazy("Look"), 14), Column("smell", gettext_lazy("Smell"), 14),
        Column("taste", gettext_lazy("Taste"), 14), Column("result", gettext_lazy("Result"), 20),
    ],
    note=gettext_lazy("Tasted before release; what does not pass is isolated (TD-06 to TD-09)."),
)  # fmt: skip
def tastings(school, span):
    """One query."""
    rows = _within(Tasting, span, school, "happened_at").select_related("by", "batch__dish", "batch__meal")
    for one in _corrections_last(rows, "happened_at"):
        values = _of(one.batch) | {
            "at": one.happened_at, "by": one.by.name, "look": _good(one.is_look_good),
            "smell": _good(one.is_smell_good), "taste": _good(one.is_taste_good),
            "result": _("passed") if one.passed else _("not passed"),
        }  # fmt: skip
        yield _row(one, values, one.remark)


def _good(is_good: bool) -> str:
    return _("good") if is_good else _("not good")


@ledger(
    "retained-samples", form_number="HQ-台账-07", title=gettext_lazy("Retained sample register"),
    permission=SEE_LEDGERS, period=Period.MONTH, signatures=SIGNED,
    columns=[
        *WHEN, Column("code", gettext_lazy("Sample no."), 26), Column("dish", gettext_lazy("Dish"), 28, "start"),
        Column("taken_at", gettext_lazy("Taken"), 14, shows="time"), Column("grams", gettext_lazy("Amount\ng"), 17),
        Column("cabinet", gettext_lazy("Cabinet"), 24), Column("degrees", gettext_lazy("Cabinet\n℃"), 16),
        Column("taken_by", gettext_lazy("Taken by"), 20), Column("keep_until", gettext_lazy("To be kept until"), 20),
        Column("disposed_at", gettext_lazy("Disposed at"), 20), Column("method", gettext_lazy("Method"), 22),
        Column("disposed_by", gettext_lazy("Disposed by"), 20),
    ],
    note=gettext_lazy(
        "At least 125 g of every finished dish, chilled for 48 hours or more; locked while an incident is open. "
        "A correction has its own row, the old one stays."
    ),
)  # fmt: skip
def retained_samples(school, span):
    """Fields of RS-04 and RS-05. One query."""
    rows = _within(RetainedSample, span, school, "taken_at").select_related(
        "batch__dish", "batch__meal", "cabinet", "taken_by", "disposed_by"
    )
    first: dict[int, str] = {}
    for one in _corrections_last(rows, "taken_at"):
        # The box keeps the number on its label, so a correction shows that and not its own.
        first[one.pk] = first.get(one.corrects_id, one.code)
        place = f"{one.cabinet.name} {one.position or ''}".strip()
        values = _of(one.batch) | {
            "code": first[one.pk], "taken_at": one.taken_at, "grams": one.grams, "cabinet": place,
            "degrees": one.cabinet_temperature_c, "taken_by": one.taken_by.name, "keep_until": one.keep_until,
            "disposed_at": one.disposed_at, "method": one.disposal_method,
            "disposed_by": one.disposed_by and one.disposed_by.name,
        }  # fmt: skip
        locked = _("locked: {reason}").format(reason=one.locked_reason) if one.locked_at else ""
        yield _row(one, values, locked)


@ledger(
    "leftovers", form_number="HQ-台账-08", title=gettext_lazy("Food waste register"), permission=SEE_LEDGERS,
    period=Period.MONTH, signatures=SIGNED,
    columns=[
        *WHEN, Column("kind", gettext_lazy("Kind"), 24), Column("dish", gettext_lazy("Dish"), 32, "start"),
        Column("weight", gettext_lazy("Weight"), 18, "end"), Column("weighed_at", gettext_lazy("Weighed at"), 20),
        Column("weighed_by", gettext_lazy("Weighed by"), 20), Column("disposed_at", gettext_lazy("Handed over"), 20),
        Column("disposed_by", gettext_lazy("Handed over by"), 20),
        Column("collector", gettext_lazy("Collector"), 34, "start"), Column("vehicle", gettext_lazy("Vehicle"), 22),
    ],
    note=gettext_lazy("Leftovers are never sold or used again; no untreated waste goes to animals (LO-01, LO-04)."),
)  # fmt: skip
def leftovers(school, span):
    """One query."""
    rows = Leftover.objects.filter(school=school, weighed_at__gte=span.begins_at, weighed_at__lt=span.ends_at)
    rows = rows.select_related("meal", "batch__dish", "weighed_by", "disposed_by")
    for one in _corrections_last(rows, "weighed_at"):
        values = {
            "on": one.meal.on, "meal": one.meal.get_kind_display(), "kind": one.get_kind_display(),
            "dish": one.batch and str(one.batch), "weight": Quantity(one.grams, BaseUnit.GRAM),
            "weighed_at": one.weighed_at, "weighed_by": one.weighed_by.name, "disposed_at": one.disposed_at,
            "disposed_by": one.disposed_by and one.disposed_by.name, "collector": one.collector,
            "vehicle": one.vehicle,
        }  # fmt: skip
        yield Row(values, key=one.pk, corrects=one.corrects_id, why=one.correction_reason)


@ledger(
    "disinfections", form_number="HQ-台账-25", title=gettext_lazy("Disinfection register"), permission=SEE_LEDGERS,
    period=Period.MONTH, signatures=SIGNED,
    columns=[
        *WHEN, Column("what", gettext_lazy("Disinfected"), 30, "start"), Column("method", gettext_lazy("Method"), 24),
        Column("reading", gettext_lazy("℃ or mg/L"), 16, "end"),
        Column("minutes", pgettext_lazy("time", "Minutes"), 14, "end"),
        Column("agent", gettext_lazy("Agent and batch, pieces"), 34, "start"),
        Column("ended_at", gettext_lazy("Done at"), 20), Column("by", gettext_lazy("By"), 22),
        Column("result", gettext_lazy("Result"), 16),
    ],
    note=gettext_lazy("Tableware that was not disinfected since its last use is not used (DS-01, GT-11)."),
)  # fmt: skip
def disinfections(school, span):
    """One query."""
    rows = Disinfection.objects.filter(school=school, ended_at__gte=span.begins_at, ended_at__lt=span.ends_at)
    for one in _corrections_last(rows.select_related("meal", "by"), "ended_at"):
        values = {
            "on": one.meal.on, "meal": one.meal.get_kind_display(), "what": one.get_what_display(),
            "method": one.get_method_display(), "reading": one.reading, "minutes": one.minutes, "agent": one.remark,
            "ended_at": one.ended_at, "by": one.by.name, "result": _("passed") if one.passed else _("not passed"),
        }  # fmt: skip
        yield _row(one, values)
