"""One page for each verb of an overnight stay."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houqin.kernel.shown import shown
from houqin.tenancy.asking import ask, crumb, sent
from houqin.visitors import actions, permissions
from houqin.visitors.forms import stays as forms
from houqin.visitors.views.stays import one_stay

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def apply(request):
    school = request.school
    form = forms.ApplyForm(sent(request), school=school, on=school.localdate(request.now))
    return ask(
        request, form, actions.apply_for_stay, needs=permissions.APPLY_FOR_STAYS,
        title=_("Apply for an overnight stay"), submit=_("Apply"), back=reverse("visitors:stays"),
        crumbs=[crumb(_("Overnight guests"), "visitors:stays")],
        lead=_("A leader decides. The key is given after the document is registered, for a guest room only."),
        lands=True, school=school,
    )  # fmt: skip


def _asked(request, stay, form, verb, *, needs, title, submit, offline=False, lead=""):
    request.school = stay.school
    who = _("{name}, {relation} of {pupil}, {arrives_on} to {leaves_on}").format(
        name=stay.name, relation=stay.relation, pupil=stay.pupil.name, arrives_on=shown(stay.arrives_on),
        leaves_on=shown(stay.leaves_on),
    )  # fmt: skip
    return ask(
        request, form, verb, needs=needs, title=title, submit=submit, back=stay.get_absolute_url(), lead=lead or who,
        crumbs=[crumb(_("Overnight guests"), "visitors:stays"), (stay.code, stay.get_absolute_url())], about=[stay],
        offline=offline, stay=stay,
    )  # fmt: skip


@either
def approve(request, pk):
    return _asked(
        request, one_stay(request, pk), forms.ApproveStayForm(sent(request)), actions.approve_stay,
        needs=permissions.DECIDE_STAYS, title=_("Let them stay?"), submit=_("Approve"),
    )  # fmt: skip


@either
def decline(request, pk):
    return _asked(
        request, one_stay(request, pk), forms.WhyForm(sent(request)), actions.decline_stay,
        needs=permissions.DECIDE_STAYS, title=_("Why not?"), submit=_("Decline"),
    )  # fmt: skip


@either
def register(request, pk):
    return _asked(
        request, one_stay(request, pk), forms.RegisterForm(sent(request)), actions.register_guest,
        needs=permissions.REGISTER_GUESTS, title=_("Register the document"), submit=_("Register"), offline=True,
    )  # fmt: skip


@either
def lodge(request, pk):
    stay = one_stay(request, pk)
    form = forms.LodgeForm(sent(request), school=stay.school, on=stay.school.localdate(request.now))
    return _asked(
        request, stay, form, actions.lodge_guest, needs=permissions.LODGE_GUESTS, title=_("Give the key"),
        submit=_("Give the key"), offline=True,
    )  # fmt: skip


@either
def depart(request, pk):
    return _asked(
        request, one_stay(request, pk), forms.DepartForm(sent(request)), actions.depart_guest,
        needs=permissions.LODGE_GUESTS, title=_("Take the key back"), submit=_("They have left"), offline=True,
    )  # fmt: skip


@either
def call_off(request, pk):
    return _asked(
        request, one_stay(request, pk), forms.WhyForm(sent(request)), actions.call_off_stay,
        needs=permissions.APPLY_FOR_STAYS, title=_("Why do they not come?"), submit=_("They do not come"),
    )  # fmt: skip
