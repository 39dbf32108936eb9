"""The dossier of an incident as a PDF, and labels for what is sealed."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.documents.downloads import pdf_response
from houqin.documents.labels import label_page
from houqin.documents.periods import Period, Span
from houqin.documents.proof import journal_range
from houqin.documents.records import record_pdf
from houqin.incidents.case_file import case_file_of
from houqin.incidents.dossier import dossier_of
from houqin.incidents.labels import seal_label
from houqin.incidents.models import Evidence
from houqin.incidents.permissions import SEE_INCIDENTS
from houqin.incidents.views.reaching import incident_of, see


@require_safe
def dossier(request, pk):
    """Everything, with the range of the journal from the discovery until now."""
    found = incident_of(request, pk)
    see(request, SEE_INCIDENTS, found.school)
    with timezone.override(found.school.zone):
        span = _span(found, request.now)
        journal = journal_range(found.school, span)
        pdf = record_pdf(dossier_of(case_file_of(found)), school=found.school, at=request.now, journal=journal)
    name = _("Incident dossier {code}").format(code=found.code)
    return pdf_response(pdf, f"{name}.pdf", save="save" in request.GET)


def _span(found, now) -> Span:
    """From the day it was discovered to today, or to the day it was closed."""
    last = found.school.localdate(found.closed_at or now)
    return Span(Period.RANGE, found.school.localdate(found.discovered_at), last, found.school.zone)


@require_safe
def labels(request, pk):
    found = incident_of(request, pk)
    see(request, SEE_INCIDENTS, found.school)
    rows = Evidence.objects.filter(incident=found).select_related("school", "incident", "sealed_by", "witness")
    with timezone.override(found.school.zone):
        title = _("Seal labels {code}").format(code=found.code)
        return label_page(request, [seal_label(one) for one in rows.order_by("pk")], title)
