"""One child elsewhere without leave: said, looked at, back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import show
from houqin.people.selectors import holders
from houqin.tenancy.asking import ask, sent
from houqin.whereabouts import actions, permissions
from houqin.whereabouts.forms.away import AwayForm, BackForm, VouchForm
from houqin.whereabouts.models import AwayKind
from houqin.whereabouts.views.board import board_crumb, history_of
from houqin.whereabouts.views.reaching import away_of, colleagues, may, pupil_of


@require_http_methods(["GET", "POST"])
def note(request, pk):
    """`?kind=` chooses where."""
    one = pupil_of(request, pk)
    page = reverse("whereabouts:pupil", args=[one.pk])
    kind = request.GET.get("kind", "")
    initial = {"confirmed_by": request.user.pk} | ({"kind": kind} if kind in AwayKind.values else {})
    form = AwayForm(sent(request), school=request.school, colleagues=colleagues(request), initial=initial)
    return ask(
        request, form, actions.note_away, needs=permissions.NOTE_AWAY, pupil=one, about=[one], offline=True,
        title=_("Where is {name}?").format(name=one.name), submit=_("Save"), back=page,
        crumbs=[board_crumb(), (one.name, page)],
    )  # fmt: skip


@require_safe
def away(request, pk):
    one = away_of(request, pk)
    facts = [
        (_("Where"), one.where), (_("Since"), one.starts_at), (_("Expected back"), one.until_at),
        (_("Who vouches for it"), one.confirmed_by.name), (_("Recorded by"), one.recorded_by.name),
        (_("Back since"), one.ended_at), (_("Said by"), one.ended_by and one.ended_by.name),
    ]  # fmt: skip
    by = one.confirmed_by
    is_vouched = any(held.user_id == by.pk for held in holders(one.school, on=one.school.localdate(request.now)))
    case = one.illnesses.order_by("-pk").first() if may(request, permissions.CARE) else None
    return show(
        request, "whereabouts/away.html", away=one, facts=facts, crumbs=[board_crumb()], entries=history_of(one),
        is_overdue=one.ended_at is None and one.until_at is not None and one.until_at < request.now, case=case,
        is_vouched=is_vouched,
        may_note=may(request, permissions.NOTE_AWAY), pupil_page=reverse("whereabouts:pupil", args=[one.pupil_id]),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def vouch(request, pk):
    """Where who vouched has left, or somebody else has the child in their care now."""
    one = away_of(request, pk)
    form = VouchForm(sent(request), colleagues=colleagues(request), initial={"confirmed_by": request.user.pk})
    return ask(
        request, form, actions.vouch_for, needs=permissions.NOTE_AWAY, away=one, about=[one, one.pupil],
        title=_("Who vouches for {name}?").format(name=one.pupil.name), submit=_("Save"), back=one.get_absolute_url(),
        crumbs=[board_crumb(), (one.pupil.name, one.get_absolute_url())],
        lead=_("Whoever vouches has seen the child, or has asked whoever has it in their care."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end(request, pk):
    one = away_of(request, pk)
    return ask(
        request, BackForm(sent(request)), actions.end_away, needs=permissions.NOTE_AWAY, away=one,
        about=[one, one.pupil], title=_("{name} is back").format(name=one.pupil.name), submit=_("Is back"),
        offline=True, back=reverse("whereabouts:index"),
        crumbs=[board_crumb(), (one.pupil.name, one.get_absolute_url())],
    )  # fmt: skip
