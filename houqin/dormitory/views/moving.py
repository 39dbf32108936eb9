"""Changes of bed: asked for, listed, decided."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.dormitory import actions
from houqin.dormitory.forms.beds import AskMoveForm, DeclineForm
from houqin.dormitory.models import Move, MoveDecision
from houqin.dormitory.permissions import ASK_MOVE, DECIDE_MOVE
from houqin.dormitory.selectors.moves import waiting_moves, why_not
from houqin.dormitory.views.placing import pupil_of, stays_url
from houqin.dormitory.views.seeing import may, may_see_dormitory, rooms_crumb, thing, tonight
from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy.asking import ask, carried_out, crumb, sent

DECIDED_LISTED = 50
SHAPES = {"": "due", "approved": "done", "declined": "missed", "withdrawn": "waiting"}


@require_safe
def moves(request):
    """What waits for a decision, then what was decided last."""
    school = may_see_dormitory(request)
    waiting = waiting_moves(school)
    decided = Move.objects.of(school).filter(~Q(decision=None)).with_all().order_by("-decision__at")[:DECIDED_LISTED]
    sentence = _("No change of bed waits for a decision.")
    if waiting:
        said = ngettext("{count} change of bed waits for a decision.", "{count} changes of bed wait for a decision.",
                        len(waiting))  # fmt: skip
        sentence = said.format(count=len(waiting))
    return show(
        request, "dormitory/moves.html", sentence=sentence, waiting=[line_of(one) for one in waiting],
        decided=[line_of(one) for one in decided], crumbs=[rooms_crumb()],
    )  # fmt: skip


def line_of(move: Move) -> dict:
    decision = getattr(move, "decision", None)
    label = _("{name}: {from_bed} → {to_bed}").format(name=move.pupil.name, from_bed=move.from_bed, to_bed=move.to_bed)
    if move.other_id:
        label = _("{name} and {other} swap: {from_bed} ⇄ {to_bed}").format(
            name=move.pupil.name, other=move.other.name, from_bed=move.from_bed, to_bed=move.to_bed
        )
    first = decision.starts_on if decision and decision.starts_on else move.starts_on
    facts = [_("from the night of {on}").format(on=shown(first)), move.why, move.asked_by.name]
    return {
        "label": label, "url": move.get_absolute_url(), "quiet": _(", ").join(facts),
        "state": SHAPES[decision.outcome if decision else ""],
        "end": decision.get_outcome_display() if decision else "",
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def ask_for(request, pk):
    pupil = pupil_of(request, pk)
    authorise(request.user, ASK_MOVE, school=pupil.school, at=request.now)
    night = tonight(request)
    form = AskMoveForm(sent(request), pupil=pupil, night=night, initial={"starts_on": night})
    return ask(
        request, form, actions.ask_move, needs=ASK_MOVE, pupil=pupil, about=[pupil],
        title=_("{name} changes bed").format(name=pupil.name), submit=_("Ask for it"), lands=True,
        lead=_("Another person decides; until then everybody stays in their bed."), back=stays_url(pupil),
        crumbs=[rooms_crumb(), (pupil.name, stays_url(pupil))],
    )  # fmt: skip


@require_safe
def move(request, pk):
    one = thing(request, Move.objects.with_all(), pk)
    decision = getattr(one, "decision", None)
    able = may(request, decide=DECIDE_MOVE, ask=ASK_MOVE)
    deciding = able["decide"] and decision is None
    refusals = why_not(one, actor=request.user, at=request.now) if deciding else []
    own = [refusal for refusal in refusals if refusal.reason == "asked_by_you"]
    return show(
        request, "dormitory/move.html", one=one, line=line_of(one), decision=decision, facts=_facts(one, decision),
        crumbs=[rooms_crumb(), crumb(_("Changes of bed"), "dormitory:moves")], deciding=deciding, refusals=refusals,
        own=own, may_withdraw=able["ask"] and decision is None and one.asked_by_id == request.user.pk,
        entries=Entry.objects.about(one)[:20],
    )  # fmt: skip


def _facts(one: Move, decision: MoveDecision | None) -> list:
    facts = [
        {"label": _("Pupil"), "value": one.pupil.name, "url": stays_url(one.pupil)},
        {"label": _("From"), "value": str(one.from_bed), "url": one.from_bed.room.get_absolute_url()},
        {"label": _("To"), "value": str(one.to_bed), "url": one.to_bed.room.get_absolute_url()},
    ]
    if one.other_id:
        facts.append({"label": _("Swaps with"), "value": one.other.name, "url": stays_url(one.other)})
    facts += [
        {"label": _("First night"), "value": decision.starts_on if decision and decision.starts_on else one.starts_on},
        {"label": _("Why"), "value": one.why}, {"label": _("Asked by"), "value": one.asked_by.name},
    ]  # fmt: skip
    if decision:
        facts += [
            {"label": _("Decided by"), "value": decision.by.name}, {"label": _("Note"), "value": decision.note},
        ]  # fmt: skip
    return facts


@require_POST
def approve(request, pk):
    one = thing(request, Move.objects.with_all(), pk)
    return _at_once(request, one, actions.decide_move, needs=DECIDE_MOVE, approve=True)


@require_POST
def withdraw(request, pk):
    one = thing(request, Move.objects.with_all(), pk)
    return _at_once(request, one, actions.withdraw_move, needs=ASK_MOVE)


def _at_once(request, one: Move, verb, *, needs, **arguments):
    authorise(request.user, needs, school=one.school, at=request.now)
    form = VerbForm(request.POST)
    if carried_out(form, request, verb, about=[one], move=one, **arguments):
        return go(reverse("dormitory:moves"))
    return show(
        request, "tenancy/ask.html", form=form, title=_("Change of bed"), submit=_("Try again"),
        back=one.get_absolute_url(), crumbs=[rooms_crumb(), crumb(_("Changes of bed"), "dormitory:moves")],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def decline(request, pk):
    one = thing(request, Move.objects.with_all(), pk)
    return ask(
        request, DeclineForm(sent(request)), actions.decide_move, needs=DECIDE_MOVE, move=one, approve=False,
        about=[one], title=_("Decline the move of {name}").format(name=one.pupil.name), submit=_("Decline"),
        back=reverse("dormitory:moves"), crumbs=[rooms_crumb(), crumb(_("Changes of bed"), "dormitory:moves")],
    )  # fmt: skip
