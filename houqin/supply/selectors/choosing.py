"""What a person may choose from in the store."""

from datetime import date

from django.db.models import QuerySet

from houqin.people.models import User
from houqin.people.selectors import holders
from houqin.supply.models import Article, Lot
from houqin.supply.selectors.lots import held_ancestors, made_here
from houqin.supply.selectors.stock import StockRow, stock_rows, suggest_lots

#: Lots counted on one page: three fields each, well below what one form may hold.
MOST_COUNTED = 300
MOST_OFFERED = 60


def articles_in_stock(school):
    """Articles with something left, by name. One query."""
    held = Lot.objects.of(school).in_stock().values("article")
    return Article.objects.of(school).filter(pk__in=held).order_by("name", "pk")


def intermediates(school):
    return Article.objects.of(school).in_use().filter(is_intermediate=True).order_by("name", "pk")


def lots_to_take(school, wanted: dict[int, int], on: date, also: list[int] = ()):
    """(lots to offer, suggestions): the suggested first, then what else may be used of these articles.

    `also` are keys of lots a person asked for themselves: offered whatever their state, so that the gate explains.
    """
    suggestions = suggest_lots(school, wanted, on)
    suggested = [one for one in suggestions if one.lot]
    seen = {one.lot.pk for one in suggested}
    others = Lot.objects.of(school).usable(on).filter(article__in=wanted).exclude(pk__in=seen)
    rest = list(others.select_related("article", "space").with_balance().first_expired_first_out()[:MOST_OFFERED])
    blocked = held_ancestors(made_here(rest))
    rest = [lot for lot in rest if lot.pk not in blocked]
    asked = set(also) - seen - {lot.pk for lot in rest}
    if asked:
        rest += Lot.objects.of(school).filter(pk__in=asked).select_related("article", "space").with_balance()
    return suggested, rest, [one for one in suggestions if one.lot is None]


def lots_to_count(school, space_id: int | None, on: date) -> list[StockRow]:
    """What is booked in one place (or in no place), by article. At most `MOST_COUNTED`."""
    lots = Lot.objects.of(school).in_stock().filter(space=space_id).select_related("article", "space", "school__bureau")
    return stock_rows(lots.order_by("article__name", "expiration_date", "pk")[:MOST_COUNTED], on)


def witnesses(school, *, on: date, besides) -> QuerySet:
    """Everybody in office here that day, the counter apart, each once."""
    people = {held.user_id: held.user for held in holders(school, on=on) if held.user_id != besides.pk}
    return User.objects.filter(pk__in=people).order_by("name", "pk")
