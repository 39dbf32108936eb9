"""What carries a code among cases, and how it is found. A confidential case is found by those who may see it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.documents.coded import MOST_OF_A_KIND, Answer, Labels, coded
from houqin.incidents.labels import hazard_label
from houqin.incidents.models import Drill, Evidence, Hazard, Incident
from houqin.incidents.permissions import SEE_HAZARDS, SEE_INCIDENTS, SEE_PLANS


def _hazards(school):
    return Hazard.objects.of(school).open().select_related("school", "place").order_by("-pk")


#: A tag on the broken thing: whoever meets it scans it instead of reporting it again. Seals print from their case.
HAZARDS = Labels(
    title=_("Hazards still open"), needs=SEE_HAZARDS, rows=_hazards, names=("code", "what", "place__name"),
    line=lambda hazard: (hazard.what, f"{hazard.code} {hazard.where}".strip()),
    draw=lambda rows: [hazard_label(hazard) for hazard in rows],
)  # fmt: skip


@coded("incident", _("Incident"), place=30, needs=SEE_INCIDENTS, shape="SJ######-##")
def incidents(text, *, school, actor):
    rows = Incident.objects.visible_to(actor).of(school)
    for one in rows.filter(Q(code__icontains=text) | Q(summary__icontains=text)).order_by("-pk")[:MOST_OF_A_KIND]:
        yield Answer(f"{one.kind_words} {one.code}", one.get_absolute_url(), one.code)


@coded("evidence", _("Evidence"), place=31, needs=SEE_INCIDENTS, shape="ZJ######-##")
def evidence(text, *, school, actor):
    rows = Evidence.objects.visible_to(actor).of(school)
    for one in rows.filter(Q(code__icontains=text) | Q(item__icontains=text)).order_by("-pk")[:MOST_OF_A_KIND]:
        yield Answer(str(one), one.get_absolute_url(), one.code)


@coded("hazard", _("Hazard"), place=32, needs=SEE_HAZARDS, shape="YH######-##", labels=HAZARDS)
def hazards(text, *, school, actor):
    rows = Hazard.objects.visible_to(actor).of(school)
    for one in rows.filter(Q(code__icontains=text) | Q(what__icontains=text)).order_by("-pk")[:MOST_OF_A_KIND]:
        yield Answer(str(one), one.get_absolute_url(), one.code)


@coded("drill", _("Drill"), place=33, needs=SEE_PLANS, shape="YL######-##")
def drills(text, *, school, actor):
    rows = Drill.objects.visible_to(actor).of(school).filter(code__icontains=text)
    for one in rows.order_by("-pk")[:MOST_OF_A_KIND]:
        yield Answer(str(one), one.get_absolute_url(), one.code)
