"""What carries a code in the kitchen, and how it is found by code or name."""

import re
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.documents.coded import MOST_OF_A_KIND, Answer, Labels, coded
from houqin.kitchen.labels import sample_label
from houqin.kitchen.models import Dish, DishBatch, Meal, RetainedSample
from houqin.kitchen.models.dishes import BATCH_LETTERS
from houqin.kitchen.permissions import SEE_MEALS, SEE_TRACE

MEAL_CODE = re.compile(r"M(\d\d)(\d\d)(\d\d)-([BLDS])", re.ASCII | re.IGNORECASE)


def _samples(school):
    rows = RetainedSample.objects.of(school).filter(corrected_by=None, disposed_at=None)
    rows = rows.select_related("school", "batch__dish", "batch__meal", "cabinet", "taken_by")
    return rows.order_by("-taken_at", "-pk")


SAMPLES = Labels(
    title=_("Samples in the refrigerator"), needs=SEE_TRACE, rows=_samples, names=("code", "batch__dish__name"),
    line=lambda sample: (str(sample.batch), f"{sample.code} {sample.batch.meal}"),
    draw=lambda rows: [sample_label(sample) for sample in rows],
)  # fmt: skip


@coded("meal", _("Meal"), place=20, needs=SEE_MEALS, shape="M######-?")
def meals(text, *, school, actor):
    """A meal has no code of its own in the tables: its day and its letter are the code."""
    written = MEAL_CODE.fullmatch(text)
    if not written:
        return
    year, month, day, letter = written.groups()
    try:
        on = date(2000 + int(year), int(month), int(day))
    except ValueError:
        return
    kind = next(kind for kind, known in BATCH_LETTERS.items() if known == letter.upper())
    for meal in Meal.objects.of(school).filter(on=on, kind=kind):
        yield Answer(str(meal), meal.get_absolute_url(), meal.code)


@coded("batch", _("Batch"), place=21, needs=SEE_MEALS, shape="C######-?-##")
def batches(text, *, school, actor):
    wanted = Q(code__icontains=text) | Q(dish__name__icontains=text)
    rows = DishBatch.objects.of(school).filter(wanted).select_related("dish", "meal")
    for batch in rows.order_by("-meal__on", "-pk")[:MOST_OF_A_KIND]:
        yield Answer(f"{batch} {batch.meal}", batch.get_absolute_url(), batch.code)


@coded("sample", _("Sample"), place=22, needs=SEE_MEALS, shape="S######-#-##", labels=SAMPLES)
def samples(text, *, school, actor):
    """A box whose sample was corrected keeps its label: the old code leads to the row that holds."""
    by_batch = Q(code__icontains=text) | Q(batch__dish__name__icontains=text)
    standing = by_batch & Q(corrected_by=None) | Q(code__iexact=text)
    rows = RetainedSample.objects.of(school).filter(standing).select_related("batch__dish", "corrected_by")
    for sample in rows.order_by("-taken_at", "-pk")[:MOST_OF_A_KIND]:
        yield Answer(f"{sample.code} {sample.batch}", _standing(sample).get_absolute_url(), sample.code)


@coded("dish", _("Dish"), place=23, needs=SEE_MEALS)
def dishes(text, *, school, actor):
    rows = Dish.objects.of(school).filter(Q(code__icontains=text) | Q(name__icontains=text))
    for dish in rows.order_by("name", "pk")[:MOST_OF_A_KIND]:
        yield Answer(dish.name, dish.get_absolute_url(), dish.code)


def _standing(sample: RetainedSample) -> RetainedSample:
    """The newest correction of a sample, or itself."""
    while hasattr(sample, "corrected_by"):
        sample = sample.corrected_by
    return sample
