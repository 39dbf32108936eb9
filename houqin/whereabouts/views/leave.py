"""One leave: its page and each of its steps."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.tenancy.asking import ask, sent
from houqin.whereabouts import actions, permissions
from houqin.whereabouts.forms import leave as forms
from houqin.whereabouts.gates import leave as gates
from houqin.whereabouts.models import Leave
from houqin.whereabouts.nights import mark_overnight
from houqin.whereabouts.selectors import whereabouts
from houqin.whereabouts.selectors.classes import classes_of, teachers_present
from houqin.whereabouts.views.board import board_crumb, history_of, leave_line
from houqin.whereabouts.views.reaching import leave_of, may, pupil_of
from houqin.whereabouts.words import state_of, stations_of


@require_http_methods(["GET", "POST"])
def ask_for(request, pk):
    one = pupil_of(request, pk)
    return ask(
        request, forms.AskForm(sent(request)), actions.ask_leave, needs=permissions.ASK_LEAVE, pupil=one, about=[one],
        title=_("Leave for {name}").format(name=one.name), submit=_("Ask for leave"), back=_pupil_page(one),
        crumbs=[board_crumb(), (one.name, _pupil_page(one))], lands=True,
        lead=_("A guardian confirms it next, then the head teacher approves."),
    )  # fmt: skip


def _pupil_page(one) -> str:
    return reverse("whereabouts:pupil", args=[one.pk])


@require_safe
def leave(request, pk):
    return _page(request, leave_of(request, pk))


def _page(request, one: Leave, form=None):
    mark_overnight([one], request.school)
    shape, word = state_of(one, at=request.now)
    classes = classes_of([one.pupil_id], on=request.school.localdate(request.now))
    school_class = classes.get(one.pupil_id)
    posts = request.user.posts_in(request.school, request.now)
    known = {"actor": request.user, "posts": posts, "school_class": school_class,
             "present": teachers_present(classes.values(), at=request.now)}  # fmt: skip
    longer = list(one.prolongations.select_related("pupil").order_by("pk"))
    links = one.links.filter(revoked_at=None).select_related("guardian").order_by("pk")
    return show(
        request, "whereabouts/leave.html", form=form, leave=one, shape=shape, word=word,
        stations=stations_of(one, at=request.now), school_class=school_class, crumbs=[board_crumb()],
        facts=_facts(one, longer), entries=history_of(one), links=[_link_line(link, request.now) for link in links],
        may_ask=may(request, permissions.ASK_LEAVE), may_approve=may(request, permissions.APPROVE_LEAVE),
        may_sign=may(request, permissions.COUNTERSIGN_LEAVE), may_hand=may(request, permissions.HAND_OVER),
        why_not_approve=[*gates.may_approve(one, **known), *gates.is_of_use(one, at=request.now)],
        why_not_sign=[*gates.may_countersign(one, actor=request.user), *gates.is_of_use(one, at=request.now)],
        why_not_go=_why_not_go(request, one),
        why_not_prolong=list(gates.may_prolong(one, under_way=[row for row in longer if row.is_open])),
        related=[leave_line(row, request.now) for row in ([one.prolongs] if one.prolongs else longer)],
        pupil_page=_pupil_page(one.pupil),
        files=[file for file in (one.paper, one.hand_over_signature, one.return_signature) if file],
    )  # fmt: skip


def _why_not_go(request, one: Leave) -> list:
    elsewhere = whereabouts(request.school, at=request.now, pupils=[one.pupil_id]).get(one.pupil_id)
    return list(gates.may_go(one, happened_at=request.now, elsewhere=elsewhere))


def _facts(one: Leave, longer: list[Leave]) -> list:
    earlier = _(", ").join(shown(row.starts_at) for row in longer if row.prolonged_at)
    collects = _(", ").join(
        part for part in (one.collector_name, one.collector_relation, one.collector_phone) if part
    )  # fmt: skip
    proof = _(", ").join(part for part in (one.get_proof_kind_display(), one.proof_last4) if part)
    said = one.guardian and _(", ").join([f"{one.guardian.name}", one.guardian.relation])
    return [
        (_("Was due back at") if one.prolongs else _("Leaves at"), one.starts_at),
        (_("Back by"), one.until_at), (_("Back by, before it was prolonged"), earlier),
        (_("Boarding night"), _("yes, a leader countersigns") if one.is_overnight else _("no")),
        (_("Why"), one.reason), (_("Who collects"), collects), (_("Asked by"), one.asked_by.name),
        (_("Guardian"), said or ""), (_("Confirmed at"), one.confirmed_at),
        (_("How it was confirmed"), one.get_confirmed_how_display()),
        (_("Photographed by"), one.paper_by and one.paper_by.name),
        (_("Approved by"), one.approved_by and one.approved_by.name),
        (_("Countersigned by"), one.countersigned_by and one.countersigned_by.name),
        (_("Handed over at"), one.handed_over_at),
        (_("Child handed over by"), one.handed_over_by and one.handed_over_by.name),
        (_("Who took the child"), one.taken_by), (_("Proof of identity"), proof),
        (_("Guardian who agreed, and how"), one.consent),
        (_("Returned at"), one.returned_at), (_("Who brought the child"), one.brought_by),
        (_("Taken back by"), one.returned_to and one.returned_to.name),
        (_("Refused by"), one.refused_by.name if one.refused_by else _("the guardian") if one.refused_at else ""),
        (_("Leave called off by"), one.called_off_by and one.called_off_by.name),
        (_("Why not"), one.why_not or (gates.how_closed(one) if gates.is_back_meanwhile(one) else "")),
    ]  # fmt: skip


def _link_line(link, now) -> dict:
    if link.answered_at:
        state, said = "done", _("answered")
    elif link.locked_at:
        state, said = "blocked", _("locked after wrong codes")
    elif link.expires_at <= now:
        state, said = "missed", _("ended")
    else:
        state, said = "waiting", _("not answered yet")
    return {"label": link.guardian.name, "quiet": link.guardian.relation, "state": state, "end": said}


@require_POST
def approve(request, pk):
    return _do(request, pk, actions.approve_leaves, _("Approved."))


@require_POST
def countersign(request, pk):
    return _do(request, pk, actions.countersign_leaves, _("Countersigned."))


def _do(request, pk, verb, said: str):
    one = leave_of(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, verb, about=[one], leaves=[one]):
        messages.success(request, said)
        return go(one)
    return _page(request, one, form)


def _step(request, one: Leave, form, verb, needs, *, title: str, submit: str, lead="", offline=False, **extra):
    return ask(
        request, form, verb, needs=needs, about=[one], title=title.format(name=one.pupil.name), submit=submit,
        lead=lead, back=one.get_absolute_url(), offline=offline,
        crumbs=[board_crumb(), (one.pupil.name, one.get_absolute_url())], **extra,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def paper(request, pk):
    one = leave_of(request, pk)
    form = forms.PaperForm(sent(request), request.FILES or None, leave=one)
    return _step(
        request, one, form, actions.confirm_on_paper, permissions.ASK_LEAVE, submit=_("Save the paper"),
        title=_("A guardian of {name} signed on paper"), lead=_("A call alone is no confirmation (DR-06)."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def hand_over(request, pk):
    one = leave_of(request, pk)
    named = _(", ").join(gates.who_may_collect(one, one.pupil.guardians.order_by("pk")))
    form = forms.HandOverForm(sent(request), request.FILES or None, leave=one)
    return _step(
        request, one, form, actions.hand_over, permissions.HAND_OVER, submit=_("Hand over the child"), offline=True,
        title=_("Hand over {name}"),
        lead=_(
            "Named to take the child: {names}. From anybody else ask for a document, and call a guardian first. "
            "Compare face and proof. Only four characters are kept."
        ).format(names=named or _("nobody is named yet")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def take_back(request, pk):
    one = leave_of(request, pk)
    form = forms.ReturnForm(sent(request), request.FILES or None, leave=one)
    return _step(
        request, one, form, actions.take_back, permissions.HAND_OVER, submit=_("Receive back"), offline=True,
        title=_("{name} is back"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def prolong(request, pk):
    one = leave_of(request, pk)
    return _step(
        request, one, forms.ProlongForm(sent(request)), actions.ask_to_prolong, permissions.ASK_LEAVE,
        submit=_("Ask for a longer leave"), title=_("{name} cannot be back in time"), leave=one, lands=True,
        lead=_("Expected back at {until_at}. A guardian confirms the later end next; until all words are there, the "
               "old end holds.").format(until_at=shown(one.until_at)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def call_off(request, pk):
    one = leave_of(request, pk)
    title = _("Call off the longer leave of {name}") if one.prolongs else _("Call off the leave of {name}")
    return _step(
        request, one, forms.WhyForm(sent(request)), actions.call_off_leave, permissions.ASK_LEAVE,
        submit=_("Call off the longer leave") if one.prolongs else _("Call the leave off"), title=title, leave=one,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def refuse(request, pk):
    one = leave_of(request, pk)
    title = _("Refuse the longer leave of {name}") if one.prolongs else _("Refuse the leave of {name}")
    return _step(
        request, one, forms.WhyForm(sent(request)), actions.refuse_leave, permissions.APPROVE_LEAVE,
        submit=_("Refuse"), title=title, leave=one,
    )  # fmt: skip
