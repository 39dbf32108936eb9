"""Search by code or name."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from houqin.kitchen.models import Dish, DishBatch, RetainedSample

#: At most this many of each kind: who needs more should type more.
MOST_OF_A_KIND = 8


def find(text: str, *, school, actor) -> Iterator[tuple[str, str, str, str]]:
    """(label, kind, address, code) of samples, batches and dishes of a school, an exact code first. Three queries."""
    text = text.strip()
    if not text:
        return
    yield from sorted(_find(text, school), key=lambda answer: answer[3].casefold() != text.casefold())


def _find(text: str, school) -> Iterator[tuple[str, str, str, str]]:
    by_dish = Q(code__icontains=text) | Q(dish__name__icontains=text)
    batches = DishBatch.objects.of(school).filter(by_dish).select_related("dish", "meal")
    for batch in batches.order_by("-meal__on", "-pk")[:MOST_OF_A_KIND]:
        yield f"{batch} {batch.meal}", _("Batch"), batch.get_absolute_url(), batch.code
    by_batch = Q(code__icontains=text) | Q(batch__dish__name__icontains=text)
    samples = RetainedSample.objects.of(school).filter(by_batch, corrected_by=None).select_related("batch__dish")
    for sample in samples.order_by("-taken_at", "-pk")[:MOST_OF_A_KIND]:
        yield f"{sample.code} {sample.batch}", _("Sample"), sample.get_absolute_url(), sample.code
    dishes = Dish.objects.of(school).filter(Q(code__icontains=text) | Q(name__icontains=text))
    for dish in dishes.order_by("name", "pk")[:MOST_OF_A_KIND]:
        yield dish.name, _("Dish"), dish.get_absolute_url(), dish.code
