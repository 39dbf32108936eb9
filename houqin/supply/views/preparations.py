"""Making an intermediate from lots."""

from django.views.decorators.http import require_http_methods

from houqin.kernel.http import go, show
from houqin.supply.actions import prepare_lot
from houqin.supply.forms.store import PrepareForm
from houqin.supply.selectors.choosing import articles_in_stock, intermediates
from houqin.supply.views.seeing import may_see_store, whole
from houqin.supply.views.stock import kept_pairs, offered, wanted_articles


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request):
    """What is made, what goes in, then one button: the inputs are suggested first expired first out."""
    school = may_see_store(request)
    choices = list(intermediates(school))
    asked = whole(request.GET.get("make"))
    article = next((one for one in choices if one.pk == asked), None)
    wanted, mistakes = wanted_articles(request, school)
    offers, missing = offered(request, school, wanted)
    form = PrepareForm(request.POST or None, offers=offers, article=article) if article else None
    if request.method == "POST" and form:
        lot = form.submit(request, prepare_lot, about=[offer.lot for offer in offers], article=article)
        if lot:
            return go(lot)
    return show(
        request, "supply/prepare.html", form=form, article=article, intermediates=choices, missing=missing,
        mistakes=mistakes, articles=articles_in_stock(school), kept_pairs=kept_pairs(request),
    )  # fmt: skip
