"""Yearly tests of whole systems, each with its report."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.campus.actions import record_test
from houqin.campus.forms.equipment import TestForm
from houqin.campus.models import System, SystemTest
from houqin.campus.permissions import KEEP_EQUIPMENT
from houqin.campus.views.seeing import may, may_see
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy.asking import crumb

ON_A_PAGE = 30


@require_safe
def tests(request):
    """Which system was tested when, and what is missing."""
    school = may_see(request)
    rows = SystemTest.objects.of(school).standing().select_related("recorded_by").prefetch_related("papers__attachment")
    page = Paginator(rows.order_by("-tested_on", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    found = list(page)
    for row in found:
        row.files = [paper.attachment for paper in row.papers.all()]
    mark_used_before([file for row in found for file in row.files], actor=request.user)
    year = school.localdate(request.now).year
    known = set(SystemTest.objects.of(school).filter(tested_on__year=year).values_list("system", flat=True))
    missing = [str(System(system).label) for system in System if system not in known]
    return show(
        request, "campus/tests.html", page=page, rows=found, may_keep=may(request, KEEP_EQUIPMENT),
        sentence=_("Not tested yet this year: {systems}.").format(systems=shown(missing)) if missing
        else _("Every system was tested this year."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_test(request):
    authorise(request.user, KEEP_EQUIPMENT, school=request.school, at=request.now)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = TestForm(**sent)
    if request.method == "POST" and form.submit(request, record_test, school=request.school) is not None:
        messages.success(request, _("Recorded."))
        return go(reverse("campus:tests"))
    crumbs = [crumb(_("Equipment"), "campus:equipment"), crumb(_("Tests"), "campus:tests")]
    return show(
        request, "campus/ask.html", form=form, title=_("Record a test"), submit=_("Record the test"),
        back=reverse("campus:tests"), crumbs=crumbs,
        lead=_("The report is part of it: photograph it or add the PDF (DP-05)."),
    )  # fmt: skip
