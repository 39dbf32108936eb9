"""One page for each verb of a hazard."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houqin.incidents import actions, permissions
from houqin.incidents.forms import hazards as forms
from houqin.incidents.models import StopUse
from houqin.incidents.views.hazards import one_hazard
from houqin.tenancy.asking import ask, crumb

either = require_http_methods(["GET", "HEAD", "POST"])


def _asked(request, hazard, form, verb, *, needs, title, submit, lead="", offline=False, **more):
    request.school = hazard.school
    return ask(
        request, form, verb, needs=needs, title=title, submit=submit, back=hazard.get_absolute_url(), lead=lead,
        crumbs=[crumb(_("Hazards"), "incidents:hazards"), (hazard.code, hazard.get_absolute_url())], about=[hazard],
        offline=offline, **more or {"hazard": hazard},
    )  # fmt: skip


def _sent(request) -> dict:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


@either
def grade(request, pk):
    hazard = one_hazard(request, pk)
    initial = {
        "grade": hazard.grade or hazard.suggested_grade, "owner_post": hazard.owner_post, "due_on": hazard.due_on,
    }  # fmt: skip
    return _asked(
        request, hazard, forms.GradeForm(initial=initial, **_sent(request)), actions.grade_hazard,
        needs=permissions.GRADE_HAZARDS, title=_("How bad is it?"), submit=_("Grade it"), lead=hazard.what,
    )  # fmt: skip


@either
def assign(request, pk):
    hazard = one_hazard(request, pk)
    form = forms.AssignForm(initial={"owner_post": hazard.owner_post, "due_on": hazard.due_on}, **_sent(request))
    return _asked(
        request, hazard, form, actions.assign_hazard, needs=permissions.GRADE_HAZARDS,
        title=_("Who puts it right?"), submit=_("Assign"), lead=hazard.what,
    )  # fmt: skip


@either
def fix(request, pk):
    hazard = one_hazard(request, pk)
    return _asked(
        request, hazard, forms.FixForm(**_sent(request)), actions.fix_hazard, needs=permissions.FIX_HAZARDS,
        title=_("What was done?"), submit=_("Record as put right"), lead=hazard.what,
        offline=True,
    )  # fmt: skip


@either
def verify(request, pk):
    hazard = one_hazard(request, pk)
    return _asked(
        request, hazard, forms.VerifyForm(**_sent(request)), actions.verify_hazard, needs=permissions.VERIFY_HAZARDS,
        title=_("Is it put right?"), submit=_("Verify and close the hazard"), lead=hazard.what,
        offline=True,
    )  # fmt: skip


@either
def send_back(request, pk):
    hazard = one_hazard(request, pk)
    return _asked(
        request, hazard, forms.SendBackForm(**_sent(request)), actions.send_back_hazard,
        needs=permissions.VERIFY_HAZARDS, title=_("What is not right yet?"), submit=_("Send back"), lead=hazard.what,
        offline=True,
    )  # fmt: skip


@either
def report_up(request, pk):
    hazard = one_hazard(request, pk)
    return _asked(
        request, hazard, forms.ReportUpForm(**_sent(request)), actions.report_hazard_up,
        needs=permissions.REPORT_HAZARDS_UP, title=_("Reported to the bureau"), submit=_("Record the report"),
        lead=hazard.what,
    )  # fmt: skip


@either
def note(request, pk):
    hazard = one_hazard(request, pk)
    return _asked(
        request, hazard, forms.NoteForm(**_sent(request)), actions.note_on_hazard, needs=permissions.REPORT_HAZARDS,
        title=_("What is known meanwhile?"), submit=_("Add the note"), lead=hazard.what,
        offline=True,
    )  # fmt: skip


@either
def stop(request, pk):
    hazard = one_hazard(request, pk)
    form = forms.StopForm(hazard=hazard, on=hazard.school.localdate(request.now), **_sent(request))
    return _asked(
        request, hazard, form, actions.stop_use, needs=permissions.GRADE_HAZARDS, title=_("Put out of use"),
        submit=_("Put out of use"),
        lead=_("Nobody uses it until the hazard is verified and the principal releases it."),
    )  # fmt: skip


@either
def release(request, pk):
    stop = get_object_or_404(StopUse.objects.visible_to(request.user), pk=pk)
    hazard = one_hazard(request, stop.hazard_id)
    return _asked(
        request, hazard, forms.ReleaseForm(**_sent(request)), actions.release_stop, needs=permissions.RELEASE_STOPS,
        title=_("Let “{name}” be used again").format(name=stop.name), submit=_("Use again"), lead=hazard.what,
        stop=stop,
    )  # fmt: skip
