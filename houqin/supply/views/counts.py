"""Counting what is there, by exception."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.supply.actions import count_stock
from houqin.supply.forms.store import CountForm
from houqin.supply.models import CountLine, Lot, StockCount
from houqin.supply.selectors.choosing import MOST_COUNTED, lots_to_count, witnesses
from houqin.supply.views.seeing import may_see_store, thing, whole
from houqin.tenancy.models import Space

COUNTS_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def new_count(request):
    """One place at a time; everything is there as booked until somebody says otherwise."""
    school = may_see_store(request)
    on = school.localdate(request.now)
    places = _places(school)
    chosen = whole(request.GET.get("space"))
    place = next((one for one in places if one["pk"] == (chosen or 0)), places[0] if places else None)
    rows = lots_to_count(school, place["pk"] or None, on) if place else []
    form = CountForm(request.POST or None, rows=rows, witnesses=witnesses(school, on=on, besides=request.user))
    if request.method == "POST":
        made = form.submit(request, count_stock, about=[])
        if made:
            return go(made)
    return show(
        request, "supply/new_count.html", form=form, places=places, place=place,
        is_cut=len(rows) == MOST_COUNTED, most=MOST_COUNTED,
    )  # fmt: skip


def _places(school) -> list[dict]:
    """Places with something in them, with how many lots; 0 stands for “no place”. Two queries."""
    numbers = dict(Lot.objects.of(school).in_stock().order_by().values_list("space").annotate(Count("pk")))
    names = Space.objects.of(school).filter(pk__in=[pk for pk in numbers if pk]).order_by("code")
    places = [{"pk": one.pk, "name": one.name, "lots": numbers[one.pk]} for one in names]
    if None in numbers:
        places.append({"pk": 0, "name": _("No place named"), "lots": numbers[None]})
    return places


@require_safe
def counts(request):
    school = may_see_store(request)
    rows = StockCount.objects.of(school).select_related("counted_by", "witness").annotate(
        lots=Count("lines"), different=Count("lines", filter=~Q(lines__book_amount=F("lines__counted_amount")))
    )  # fmt: skip
    page = Paginator(rows.order_by("-counted_at", "-pk"), COUNTS_ON_A_PAGE).get_page(request.GET.get("page", 1))
    lines = [
        {
            "label": one.code,
            "url": one.get_absolute_url(),
            "quiet": f"{shown(one.counted_at)} {one.counted_by.name}{_(', ')}{one.witness.name}",
            "end": _differ(one.different) if one.different else _("all as booked"),
            "state": "late" if one.different else "",
        }
        for one in page.object_list
    ]
    return show(request, "supply/counts.html", page=page, lines=lines, new_url=reverse("supply:new-count"))


def _differ(number: int) -> str:
    return ngettext("{number} differs", "{number} differ", number).format(number=number)


@require_safe
def count(request, pk):
    count = thing(request, StockCount.objects.select_related("counted_by", "witness"), pk)
    lines = list(CountLine.objects.filter(count=count).select_related("lot__article").order_by("pk"))
    different = [line for line in lines if line.counted_amount != line.book_amount]
    return show(
        request, "supply/count.html", count=count, rows=[_row(line) for line in different],
        same=[_line(line) for line in lines if line.counted_amount == line.book_amount],
        sentence=_sentence(lines, different), history=list(Entry.objects.about(count)),
    )  # fmt: skip


def _sentence(lines, different) -> str:
    if not different:
        return ngettext("{number} lot counted, as booked.", "{number} lots counted, all as booked.", len(lines)).format(
            number=len(lines))  # fmt: skip
    said = ngettext(
        "{different} of {number} lot differs from the book.",
        "{different} of {number} lots differ from the book.",
        len(lines),
    )
    return said.format(different=len(different), number=len(lines))


def _row(line: CountLine) -> list:
    article = line.lot.article
    return [
        {"text": article.name, "url": line.lot.get_absolute_url(), "quiet": line.lot.code, "state": "late"},
        article.quantity(line.book_amount),
        article.quantity(line.counted_amount),
        line.reason,
    ]


def _line(line: CountLine) -> dict:
    article = line.lot.article
    return {
        "label": f"{article.name} {line.lot.code}",
        "url": line.lot.get_absolute_url(),
        "end": article.quantity(line.counted_amount),
    }
