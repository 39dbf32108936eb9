"""How the pages reach rows: hidden ones are not there (404)."""

from django.shortcuts import get_object_or_404

from houqin.incidents.models import ContingencyPlan, Drill, Evidence, Incident, IncidentStep
from houqin.kernel.permissions import authorise
from houqin.people.models import User
from houqin.people.selectors import holders


def incident_of(request, pk: int) -> Incident:
    rows = Incident.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("school__bureau", "space", "reported_by", "handler", "ended_by", "closed_by"), pk=pk
    )


def step_of(request, pk: int) -> IncidentStep:
    rows = IncidentStep.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("incident__school__bureau", "school", "done_by"), pk=pk)


def evidence_of(request, pk: int) -> Evidence:
    rows = Evidence.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("incident__school__bureau", "school", "photo", "drawn", "sealed_by", "witness"), pk=pk
    )


def plan_of(request, pk: int) -> ContingencyPlan:
    rows = ContingencyPlan.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("school__bureau", "written_by", "approved_by"), pk=pk)


def drill_of(request, pk: int) -> Drill:
    rows = Drill.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("school__bureau", "plan", "led_by"), pk=pk)


def see(request, needs, school) -> None:
    """Raises NotYours."""
    authorise(request.user, needs, school=school, at=request.now)


def colleagues(request, school):
    """Accounts in office at the school, others than the person's own."""
    held = holders(school, on=school.localdate(request.now))
    keys = {one.user_id for one in held} - {request.user.pk}
    return User.objects.filter(pk__in=keys).order_by("name", "pk")
