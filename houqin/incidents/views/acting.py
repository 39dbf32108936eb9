"""Every verb on one incident, each on a page that asks for what it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from houqin.incidents import actions, permissions
from houqin.incidents.forms import incidents as forms
from houqin.incidents.models import Incident, OwedReport
from houqin.incidents.views.reaching import colleagues, evidence_of, incident_of
from houqin.kernel.permissions import Permission
from houqin.tenancy.asking import ask, sent


@dataclass(frozen=True)
class Act:
    """One verb: its form, its words, who may. `more(request, thing)` gives the form what it needs besides."""

    verb: Callable
    form: type
    title: Any
    submit: Any
    needs: Permission
    more: Callable = field(default=lambda request, thing: {})
    lead: Any = ""


def _people(request, thing) -> dict:
    return {"people": colleagues(request, thing.school)}


def _sealing(request, thing: Incident) -> dict:
    return {"people": colleagues(request, thing.school), "incident": thing}


ACTS = {
    "update": Act(actions.add_update, forms.UpdateForm, _("Add what is known"), _("Add it"),
                  permissions.HANDLE_INCIDENTS),
    "call": Act(actions.log_call, forms.CallForm, _("Log a call"), _("Save"), permissions.HANDLE_INCIDENTS),
    "protect": Act(actions.protect_scene, forms.ProtectForm, _("Protect the scene"), _("Save"),
                   permissions.HANDLE_INCIDENTS),
    "release-scene": Act(actions.release_scene, forms.TextForm, _("Release the scene"), _("Release it"),
                         permissions.HAND_OVER_EVIDENCE, lead=_("On whose word, and what was taken along.")),
    "seal": Act(actions.seal_evidence, forms.SealForm, _("Seal evidence"), _("Seal"), permissions.SEAL_EVIDENCE,
                _sealing, _("Two people sign. Photograph the thing with its seal.")),
    "grade": Act(actions.grade_incident, forms.GradeForm, _("Grade the incident"), _("Set the grade"),
                 permissions.GRADE_INCIDENTS),
    "assign": Act(actions.assign_incident, forms.AssignForm, _("Say who handles it"), _("Assign"),
                  permissions.ASSIGN_INCIDENTS, _people),
    "investigate": Act(actions.open_investigation, forms.InvestigationForm, _("Begin the investigation"), _("Begin"),
                       permissions.INVESTIGATE),
    "finding": Act(actions.record_finding, forms.FindingForm, _("Record the finding"), _("Record"),
                   permissions.INVESTIGATE),
    "sanction": Act(actions.record_sanction, forms.SanctionForm, _("Record a sanction"), _("Record"),
                    permissions.INVESTIGATE),
    "publish": Act(actions.publish_findings, forms.PublishForm, _("Publish the findings"), _("Publish"),
                   permissions.INVESTIGATE),
    "rectify": Act(actions.demand_rectification, forms.RectifyForm, _("Demand a rectification"), _("Demand"),
                   permissions.INVESTIGATE, lead=_("It becomes a hazard. The incident cannot close before it.")),
    "end": Act(actions.end_incident, forms.TextForm, _("The danger is over"), _("End"), permissions.END_INCIDENTS,
               lead=_("From now on the closing report is owed, and another person verifies.")),
    "close": Act(actions.close_incident, forms.TextForm, _("Verify and close"), _("Close the case"),
                 permissions.CLOSE_INCIDENTS, lead=_("What did you look at, and what did you find?")),
    "reopen": Act(actions.reopen_incident, forms.WhyForm, _("Reopen the incident"), _("Reopen"),
                  permissions.REOPEN_INCIDENTS),
}  # fmt: skip

CUSTODY = {
    "hand-over": Act(actions.hand_over_evidence, forms.HandOverForm, _("Hand over evidence"), _("Hand it over"),
                     permissions.HAND_OVER_EVIDENCE),
    "take-back": Act(actions.take_back_evidence, forms.TakeBackForm, _("Evidence came back"), _("Save"),
                     permissions.HAND_OVER_EVIDENCE),
    "release": Act(actions.release_evidence, forms.ReleaseForm, _("Release evidence"), _("Release it"),
                   permissions.HAND_OVER_EVIDENCE),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def act(request, pk, name):
    found = incident_of(request, pk)
    if name == "send":
        return _send(request, found)
    return _ask(request, ACTS, name, found, found, incident=found)


@require_http_methods(["GET", "POST"])
def custody(request, pk, name):
    found = evidence_of(request, pk)
    return _ask(request, CUSTODY, name, found, found.incident, evidence=found)


def _ask(request, known: dict[str, Act], name: str, thing, case: Incident, /, **arguments):
    if name not in known:
        raise Http404
    asked = known[name]
    form = asked.form(sent(request), _files(request), **asked.more(request, thing))
    return ask(
        request, form, asked.verb, needs=asked.needs, title=str(asked.title), submit=str(asked.submit),
        back=thing.get_absolute_url(), crumbs=[(str(case), case.get_absolute_url())], lead=str(asked.lead),
        about=[case], **arguments,
    )  # fmt: skip


def _files(request):
    return request.FILES if request.method == "POST" else None


def _send(request, found: Incident):
    """`?owed=7` answers the report that is due; without it, a continuing one."""
    key = request.GET.get("owed", "")
    owed = None
    if key:
        if not (key.isascii() and key.isdigit() and len(key) < 18):
            raise Http404
        owed = get_object_or_404(OwedReport.objects.filter(incident=found), pk=key)
    form = forms.SendReportForm(sent(request), _files(request), owed=owed)
    return ask(
        request, form, actions.send_report, needs=permissions.SEND_REPORTS, title=str(owed or _("Send a report")),
        submit=str(_("Save the report")), back=found.get_absolute_url(),
        crumbs=[(str(found), found.get_absolute_url())], about=[found], incident=found, owed=owed,
        lead=str(_("Report first; then write down who took it and keep the proof.")),
    )  # fmt: skip
