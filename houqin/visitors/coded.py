"""What carries a code at the gate: the pass, scanned on the way out; and a stay, found by its code."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.documents.coded import MOST_OF_A_KIND, Answer, Labels, coded
from houqin.visitors.labels import pass_label
from houqin.visitors.models import GuestStay, Visit
from houqin.visitors.permissions import SEE_STAYS, SEE_VISITS


def _inside(school):
    rows = Visit.objects.of(school).inside()
    return rows.select_related("school", "building", "host_staff", "host_pupil", "escort").order_by("-pk")


PASSES = Labels(
    title=_("Passes of those inside"), needs=SEE_VISITS, rows=_inside, names=("code", "name", "company"),
    line=lambda visit: (visit.name, f"{visit.code} {visit.why}"),
    draw=lambda rows: [pass_label(visit) for visit in rows],
)  # fmt: skip


@coded("visitor-pass", _("Visitor pass"), place=40, needs=SEE_VISITS, shape="FK######-##", labels=PASSES)
def passes(text, *, school, actor):
    rows = Visit.objects.visible_to(actor).of(school)
    rows = rows.filter(Q(code__icontains=text) | Q(name__icontains=text) | Q(company__icontains=text))
    for one in rows.order_by("-pk")[:MOST_OF_A_KIND]:
        yield Answer(str(one), one.get_absolute_url(), one.code)


@coded("guest-stay", _("Overnight stay"), place=41, needs=SEE_STAYS, shape="LS######-##")
def stays(text, *, school, actor):
    rows = GuestStay.objects.visible_to(actor).of(school).filter(Q(code__icontains=text) | Q(name__icontains=text))
    for one in rows.order_by("-pk")[:MOST_OF_A_KIND]:
        yield Answer(str(one), one.get_absolute_url(), one.code)
