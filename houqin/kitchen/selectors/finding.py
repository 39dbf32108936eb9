"""Search by code or name."""

import re
from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from houqin.kitchen.models import Dish, DishBatch, Meal, RetainedSample
from houqin.kitchen.models.dishes import BATCH_LETTERS

#: At most this many of each kind: who needs more should type more.
MOST_OF_A_KIND = 8

MEAL_CODE = re.compile(r"M(\d\d)(\d\d)(\d\d)-([BLDS])", re.ASCII | re.IGNORECASE)


def find(text: str, *, school, actor) -> Iterator[tuple[str, str, str, str]]:
    """(label, kind, address, code) of meals, samples, batches and dishes of a school, an exact code first.

    Four queries at most. A box whose sample was corrected keeps its label: the old code leads to the row that holds.
    """
    text = text.strip()
    if not text:
        return
    yield from sorted(_find(text, school), key=lambda answer: answer[3].casefold() != text.casefold())


def _find(text: str, school) -> Iterator[tuple[str, str, str, str]]:
    yield from _meals(text, school)
    by_dish = Q(code__icontains=text) | Q(dish__name__icontains=text)
    batches = DishBatch.objects.of(school).filter(by_dish).select_related("dish", "meal")
    for batch in batches.order_by("-meal__on", "-pk")[:MOST_OF_A_KIND]:
        yield f"{batch} {batch.meal}", _("Batch"), batch.get_absolute_url(), batch.code
    by_batch = Q(code__icontains=text) | Q(batch__dish__name__icontains=text)
    standing = by_batch & Q(corrected_by=None) | Q(code__iexact=text)
    samples = RetainedSample.objects.of(school).filter(standing).select_related("batch__dish", "corrected_by")
    for sample in samples.order_by("-taken_at", "-pk")[:MOST_OF_A_KIND]:
        yield f"{sample.code} {sample.batch}", _("Sample"), _standing(sample).get_absolute_url(), sample.code
    dishes = Dish.objects.of(school).filter(Q(code__icontains=text) | Q(name__icontains=text))
    for dish in dishes.order_by("name", "pk")[:MOST_OF_A_KIND]:
        yield dish.name, _("Dish"), dish.get_absolute_url(), dish.code


def _standing(sample: RetainedSample) -> RetainedSample:
    """The newest correction of a sample, or itself."""
    while hasattr(sample, "corrected_by"):
        sample = sample.corrected_by
    return sample


def _meals(text: str, school) -> Iterator[tuple[str, str, str, str]]:
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
        yield str(meal), _("Meal"), meal.get_absolute_url(), meal.code
