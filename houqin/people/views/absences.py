"""Leave of a staff member: approving it, ending it early."""

from datetime import time

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houqin.people import actions
from houqin.people.forms import AbsenceForm
from houqin.people.models import Staff, StaffAbsence
from houqin.people.permissions import APPROVE_ABSENCE
from houqin.tenancy.asking import Nothing, ask, crumb, sent


@require_http_methods(["GET", "POST"])
def approve(request, pk):
    rows = Staff.objects.visible_to(request.user).of(request.school).select_related("user", "school__bureau")
    staff = get_object_or_404(rows, pk=pk)
    local = request.school.localtime(request.now)
    form = AbsenceForm(
        sent(request), school=request.school,
        initial={"starts_on": local.date(), "starts_time": f"{local:%H:%M}", "ends_on": local.date(),
                 "ends_time": time(23, 59)},
    )  # fmt: skip
    return ask(
        request, form, actions.approve_absence, needs=APPROVE_ABSENCE, staff=staff, about=[staff],
        title=_("Leave for %(name)s") % {"name": staff.name}, submit=_("Approve leave"),
        lead=_("Deputies answer from that minute. What has no deputy goes up its ladder at once."),
        back=staff.get_absolute_url(), crumbs=_crumbs(staff),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end(request, pk):
    rows = StaffAbsence.objects.visible_to(request.user).of(request.school)
    absence = get_object_or_404(rows.select_related("staff", "school__bureau"), pk=pk)
    staff = absence.staff
    return ask(
        request, Nothing(sent(request)), actions.end_absence, needs=APPROVE_ABSENCE, absence=absence,
        about=[absence, staff], title=_("Is %(name)s back?") % {"name": staff.name}, submit=_("Back from leave"),
        lead=_("From now on the holder answers again, not the deputy."), back=staff.get_absolute_url(),
        crumbs=_crumbs(staff),
    )  # fmt: skip


def _crumbs(staff: Staff):
    return [crumb(_("Staff"), "people:staff"), (staff.name, staff.get_absolute_url())]
