"""Search by code or name."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from houqin.incidents.models import Drill, Evidence, Hazard, Incident

MOST_OF_A_KIND = 8


def find(text: str, *, school, actor) -> Iterator[tuple[str, str, str, str]]:
    """(label, kind, address, code) of incidents, sealed things, hazards and drills. Four queries.

    A confidential case is found by those who may see it.
    """
    text = text.strip()
    if not text:
        return
    incidents = Incident.objects.visible_to(actor).of(school)
    for one in incidents.filter(Q(code__icontains=text) | Q(summary__icontains=text)).order_by("-pk")[:MOST_OF_A_KIND]:
        yield f"{one.kind_words} {one.code}", _("Incident"), one.get_absolute_url(), one.code
    sealed = Evidence.objects.visible_to(actor).of(school)
    for one in sealed.filter(Q(code__icontains=text) | Q(item__icontains=text)).order_by("-pk")[:MOST_OF_A_KIND]:
        yield str(one), _("Evidence"), one.get_absolute_url(), one.code
    hazards = Hazard.objects.visible_to(actor).of(school)
    for one in hazards.filter(Q(code__icontains=text) | Q(what__icontains=text)).order_by("-pk")[:MOST_OF_A_KIND]:
        yield str(one), _("Hazard"), one.get_absolute_url(), one.code
    drills = Drill.objects.visible_to(actor).of(school).filter(code__icontains=text)
    for one in drills.order_by("-pk")[:MOST_OF_A_KIND]:
        yield str(one), _("Drill"), one.get_absolute_url(), one.code
