"""The roster of a month: who leads, who watches; planning it, naming somebody, swapping."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.nightwatch import actions
from houqin.nightwatch.forms.roster import NameForm, PlanForm, SwapForm
from houqin.nightwatch.models import NightDuty, Role, Swap
from houqin.nightwatch.permissions import PLAN_ROSTER, SWAP_NIGHTS
from houqin.nightwatch.selectors.roster import last_of_month, on_duty, posts_held, roster_of, watched_buildings
from houqin.nightwatch.views.seeing import may, may_see, tonight_of
from houqin.tenancy.asking import ask, crumb, sent
from houqin.tenancy.calendar import days_between

either = require_http_methods(["GET", "HEAD", "POST"])


def _month(request, tonight: date) -> date:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')[:7]}-01")
    except ValueError:
        return tonight.replace(day=1)


def _next_month(month: date) -> date:
    return date.fromordinal(last_of_month(month).toordinal() + 1)


@require_safe
def roster(request):
    may_see(request)
    school, tonight = request.school, tonight_of(request)
    month = _month(request, tonight)
    last = last_of_month(month)
    plans, swaps_nights = may(request, PLAN_ROSTER), may(request, SWAP_NIGHTS)
    swaps = Swap.objects.of(school).waiting().filter(given__night__gte=tonight)
    swaps = swaps.select_related("given__user", "wanted__user", "asked_by").order_by("asked_at", "pk")
    buildings = watched_buildings(school)
    told = {"plans": plans, "swaps_nights": swaps_nights}
    rows = list(_rows(school, month, last, tonight, buildings, request.user, **told))
    before = date.fromordinal(month.toordinal() - 1)
    return show(
        request, "nightwatch/roster.html", month=month, sentence=_sentence(on_duty(school, tonight, at=request.now)),
        columns=[{"label": _("Night")}, {"label": _("Leads")}, *({"label": str(one)} for one in buildings)],
        rows=[row for on, row in rows if on >= tonight or last < tonight],
        past=[row for on, row in rows if on < tonight <= last],
        swaps=[_swap_line(swap, request.user, plans) for swap in swaps], plans=plans,
        before=f"{before:%Y-%m}", after=f"{_next_month(month):%Y-%m}",
    )  # fmt: skip


def _sentence(duty) -> str:
    if duty.is_leader_named:
        return _("{name} leads tonight.").format(name=duty.leader.name)
    if duty.leader:
        return _("Nobody is named for tonight. {names} answers for the post.").format(
            names=shown([user.name for user in duty.leaders])
        )
    return _("Nobody leads tonight. Name somebody.")


def _rows(school, month, last, tonight, buildings, reader, *, plans: bool, swaps_nights: bool):
    """One row a boarding night, and each other night that somebody has. Four queries with the calendar."""
    by_slot = {one.slot: one for one in roster_of(school, month, last)}
    taken = {night for night, _role, _building in by_slot}
    for on, day in days_between(school, month, last).items():
        if not day.is_boarding_night and on not in taken:
            continue
        cells = [by_slot.get((on, Role.LEADER, None))]
        cells += [by_slot.get((on, Role.WATCHER, one.pk)) for one in buildings]
        open_for = plans and on >= tonight
        first = {
            "text": f"{on:%m-%d}", "url": reverse("nightwatch:name", args=[on.isoformat()]) if open_for else "",
            "state": "due" if on == tonight else "",
        }  # fmt: skip
        yield on, [first, *(_cell(one, on, tonight, reader, plans, swaps_nights) for one in cells)]


def _cell(duty: NightDuty | None, on: date, tonight: date, reader, plans: bool, swaps_nights: bool) -> dict:
    if duty is None:
        return {"text": _("not named yet") if on >= tonight else "—"}
    can_swap = on >= tonight and swaps_nights and (plans or duty.user_id == reader.pk)
    return {"text": duty.user.name, "url": reverse("nightwatch:swap", args=[duty.pk]) if can_swap else ""}


def _swap_line(swap: Swap, reader, plans: bool) -> dict:
    words = _("{name} gives {given} to {other} and takes {wanted}").format(
        name=swap.given.user.name, given=shown(swap.given.night), other=swap.wanted.user.name,
        wanted=shown(swap.wanted.night),
    )  # fmt: skip
    return {
        "swap": swap, "words": words, "may_agree": plans or swap.wanted.user_id == reader.pk,
        "may_decline": plans or reader.pk in (swap.wanted.user_id, swap.asked_by_id),
    }  # fmt: skip


def _people(request) -> dict:
    held, users = posts_held(request.school, on=request.school.localdate(request.now))
    return {"held": held, "users": users, "buildings": watched_buildings(request.school)}


@either
def plan(request):
    this = tonight_of(request).replace(day=1)
    form = PlanForm(sent(request), months=[this, _next_month(this)], **_people(request))
    return ask(
        request, form, actions.plan_month, needs=PLAN_ROSTER, title=_("Plan who has the nights"), submit=_("Plan"),
        back=reverse("nightwatch:roster"), crumbs=[crumb(_("Roster"), "nightwatch:roster")],
        lead=_("Nights that are taken stay as they are."), school=request.school,
    )  # fmt: skip


@either
def name(request, night: str):
    try:
        on = date.fromisoformat(night)
    except ValueError as error:
        raise Http404 from error
    form = NameForm(sent(request), **_people(request))
    return ask(
        request, form, actions.name_on_duty, needs=PLAN_ROSTER,
        title=_("Name somebody for the night of {night}").format(night=shown(on)), submit=_("Name"),
        back=reverse("nightwatch:roster") + f"?month={on:%Y-%m}", crumbs=[crumb(_("Roster"), "nightwatch:roster")],
        school=request.school, night=on,
    )  # fmt: skip


@either
def swap(request, pk):
    rows = NightDuty.objects.visible_to(request.user).standing().select_related("user", "school__bureau")
    given = get_object_or_404(rows, pk=pk, school=request.school)
    form = SwapForm(sent(request), given=given, tonight=tonight_of(request))
    return ask(
        request, form, actions.ask_swap, needs=SWAP_NIGHTS, submit=_("Ask"), about=[given], given=given,
        title=_("Swap the night of {night}").format(night=shown(given.night)), back=given.get_absolute_url(),
        crumbs=[crumb(_("Roster"), "nightwatch:roster")], lead=_("It counts when the other says yes."),
    )  # fmt: skip


@require_POST
def answer(request, pk):
    found = get_object_or_404(Swap.objects.visible_to(request.user).select_related("given"), pk=pk)
    form = VerbForm(request.POST)
    agrees = request.POST.get("agrees") == "yes"
    made = form.submit(request, actions.answer_swap, about=[found], swap=found, agrees=agrees)
    if made is not None:
        messages.success(request, _("The nights are swapped.") if agrees else _("The swap is declined."))
    elif form.refused:
        for refusal in form.refused.refusals:
            messages.warning(request, refusal.sentence)
    return go(found)
