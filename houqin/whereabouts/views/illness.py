"""A sick child: the case, its steps, and the notes for the few."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.kernel.http import show
from houqin.tenancy.asking import ask, sent
from houqin.whereabouts import actions, permissions
from houqin.whereabouts.forms import illness as forms
from houqin.whereabouts.gates import illness as gates
from houqin.whereabouts.models import AwayKind, Illness, IllnessStep
from houqin.whereabouts.selectors.classes import classes_of
from houqin.whereabouts.views.board import board_crumb, history_of
from houqin.whereabouts.views.reaching import illness_of, may, pupil_of, see


@dataclass(frozen=True)
class Act:
    verb: Callable
    form: type
    title: Any
    submit: Any
    icon: str


ACTS = {
    "check": Act(actions.check_child, forms.CheckForm, gettext_lazy("Check the child"), gettext_lazy("Save"),
                 icon="thermometer"),
    "guardian": Act(actions.call_guardian, forms.CallGuardianForm, gettext_lazy("Call a guardian"),
                    gettext_lazy("Save the call"), icon="phone"),
    "doctor": Act(actions.call_doctor, forms.CallDoctorForm, gettext_lazy("Call a doctor"),
                  gettext_lazy("Save the call"), icon="stethoscope"),
    "emergency": Act(actions.call_emergency, forms.EmergencyForm, gettext_lazy("Call 120"),
                     gettext_lazy("Save the call"), icon="urgent"),
    "hospital": Act(actions.take_to_hospital, forms.HospitalForm, gettext_lazy("Take to hospital"),
                    gettext_lazy("They leave now"), icon="ambulance"),
    "note": Act(actions.note_illness, forms.NoteForm, gettext_lazy("Add a note"), gettext_lazy("Save"), icon="pencil"),
    "close": Act(actions.close_illness, forms.OutcomeForm, gettext_lazy("The child is well, or at home"),
                 gettext_lazy("End the case"), icon="check"),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def report(request, pk):
    one = pupil_of(request, pk)
    page = reverse("whereabouts:pupil", args=[one.pk])
    return ask(
        request, forms.ReportForm(sent(request), school=request.school), actions.report_illness,
        needs=permissions.CARE, pupil=one, about=[one], title=_("{name} is sick").format(name=one.name),
        submit=_("To the sick room"), back=page, crumbs=[board_crumb(), (one.name, page)], lands=True, offline=True,
        lead=_("In danger: call 120 first. What you write here only the doctor, leaders and head teacher read."),
    )  # fmt: skip


@require_safe
def illness(request, pk):
    see(request, permissions.CARE)
    return _page(request, illness_of(request, pk))


def _page(request, one: Illness, form=None, notes=None):
    steps = list(one.steps.select_related("by", "guardian").order_by("happened_at", "pk"))
    school_class = classes_of([one.pupil_id], on=request.school.localdate(request.now)).get(one.pupil_id)
    posts = request.user.posts_in(request.school, request.now)
    verbs = [
        {"label": act.title, "icon": act.icon, "url": reverse("whereabouts:illness-step", args=[one.pk, name])}
        for name, act in ACTS.items()
        if name != "hospital" or one.away.kind != AwayKind.HOSPITAL
    ]
    return show(
        request, "whereabouts/illness.html", form=form, illness=one, school_class=school_class, notes=notes,
        lines=[_line(step) for step in steps], verbs=verbs if not one.closed_at else [], crumbs=[board_crumb()],
        may_read=may(request, permissions.READ_NOTES)
        and not list(gates.may_read(request.user, posts=posts, school_class=school_class)),
        why_not_close=list(gates.may_close(one, steps)), entries=history_of(one),
        pupil_page=reverse("whereabouts:pupil", args=[one.pupil_id]), missing=_missing(steps),
    )  # fmt: skip


def _missing(steps: list[IllnessStep]) -> str:
    """What the page asks for now: what DV-06 wants and nobody has done."""
    done = {step.kind for step in steps}
    if IllnessStep.Kind.GUARDIAN not in done:
        return _("No guardian has been called yet.")
    if IllnessStep.Kind.DOCTOR not in done and IllnessStep.Kind.EMERGENCY not in done:
        return _("No doctor has been called yet.")
    return ""


def _line(step: IllnessStep) -> dict:
    """What anybody on duty may know of a step: no word and no number of health."""
    reached = {True: _("reached"), False: _("not reached"), None: ""}[step.was_reached]
    said = [
        step.guardian.name if step.guardian else "", step.person, step.get_escort_display(), step.place,
        step.reference, reached, step.by.name,
    ]  # fmt: skip
    local = step.school.localtime(step.happened_at)
    return {
        "label": step.get_kind_display(), "state": "late" if step.was_reached is False else "done",
        "quiet": _(", ").join(part for part in said if part), "end": f"{local:%H:%M}",
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def step(request, pk, name):
    act = ACTS.get(name)
    if act is None:
        raise Http404
    one = illness_of(request, pk)
    return ask(
        request, act.form(sent(request), illness=one), act.verb, needs=permissions.CARE, illness=one, about=[one],
        title=act.title, submit=act.submit, back=one.get_absolute_url(), offline=True,
        crumbs=[board_crumb(), (one.pupil.name, one.get_absolute_url())],
    )  # fmt: skip


@never_cache
@require_POST
def notes(request, pk):
    """Reading is an act that stands in the journal, so it is asked for by a button."""
    one = illness_of(request, pk)
    form = VerbForm(request.POST)
    found = form.submit(request, actions.read_notes, about=[one], illness=one)
    return _page(request, one, form, notes=found if isinstance(found, list) else None)
