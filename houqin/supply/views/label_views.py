"""Labels for lots: of a whole delivery, or of some lots."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.documents.labels import label_page
from houqin.supply.labels import labels_of
from houqin.supply.models import Delivery, Lot
from houqin.supply.views.seeing import thing, whole


@require_safe
def lot_labels(request):
    """`?delivery=7`, or `?lot=3&lot=4`. Another school's lot is 404 like a lot that is not."""
    if (delivery := whole(request.GET.get("delivery"))) is not None:
        found = thing(request, Delivery.objects, delivery)
        lots = Lot.objects.filter(line__delivery=found).order_by("line__number", "pk")
        return label_page(request, labels_of(lots), _("Labels of delivery {code}").format(code=found.code))
    wanted = {whole(text) for text in request.GET.getlist("lot")}
    if not wanted or None in wanted:
        raise Http404
    lots = [thing(request, Lot.objects, pk) for pk in sorted(wanted)[:480]]
    title = _("Label of lot {code}").format(code=lots[0].code) if len(lots) == 1 else _("Labels of lots")
    return label_page(request, labels_of(Lot.objects.filter(pk__in=[lot.pk for lot in lots]).order_by("pk")), title)
