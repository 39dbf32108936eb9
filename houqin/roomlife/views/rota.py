"""The cleaning rota: the week on one page, planning, substitutes, the check, the sheet for the wall."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.roomlife import actions, permissions
from houqin.roomlife.forms.by_exception import CheckTurnsForm
from houqin.roomlife.forms.rooms import PlanRotaForm, StandInForm
from houqin.roomlife.selectors.heads import lodgings, rooms_in_use, sleepers, slept_in_on
from houqin.roomlife.selectors.ratings import week_of
from houqin.roomlife.selectors.rota import cleaning_days, turns_of
from houqin.roomlife.views.reaching import crumbs, may, room_url, see, turn_of
from houqin.tenancy.asking import ask, sent

either = require_http_methods(["GET", "HEAD", "POST"])
WEEK = timedelta(days=7)
#: Turns that nobody has looked at are offered for so long, and a phone without network is heard; practice, no rule.
CHECK_BACK = timedelta(days=7)


def _rota() -> tuple[str, str]:
    return _("Cleaning rota"), reverse("roomlife:rota")


@require_safe
def rota(request):
    """This week or the next, a row for each room."""
    see(request, permissions.SEE_CHILDREN)
    school = request.school
    today = school.localdate(request.now)
    is_next = request.GET.get("week") == "next"
    monday, sunday = week_of(today + WEEK if is_next else today)
    days = cleaning_days(school, monday, sunday)
    rooms = list(rooms_in_use(school, today))
    turns = {(turn.room_id, turn.on): turn for turn in turns_of(school, monday, sunday)}
    left = [on for on in days if on >= today]
    # Nobody can be planned for days after the last night in a room.
    stays = lodgings([school], monday, sunday)[school.pk]
    missing = sum(any((room.pk, on) not in turns and slept_in_on(on, stays[room.pk]) for on in left) for room in rooms)
    said = ngettext(
        "{number} room has days without a turn this week.", "{number} rooms have days without a turn this week.",
        missing,
    )  # fmt: skip
    if is_next:
        said = ngettext(
            "{number} room has days without a turn next week.", "{number} rooms have days without a turn next week.",
            missing,
        )  # fmt: skip
    return show(
        request, "roomlife/rota.html", is_next=is_next, may_plan=may(request, permissions.PLAN_ROTA),
        may_check=may(request, permissions.CHECK_ROTA),
        sentence=said.format(number=missing) if missing or not rooms else _("Every room has its rota."),
        columns=[{"label": _("Dorm room")}, *({"label": f"{on:%m-%d}"} for on in days)],
        rows=[
            [{"text": str(room), "url": room_url(room)}, *(_cell(turns.get((room.pk, on)), today) for on in days)]
            for room in rooms
        ],
    )  # fmt: skip


def _cell(turn, today):
    if turn is None:
        return "—"
    check = getattr(turn, "check_of", None)
    if check:
        return {"text": turn.who, "state": "done" if check.is_done else "missed"}
    if turn.on < today:
        return {"text": turn.who, "state": "late"}
    return {"text": turn.who, "url": reverse("roomlife:stand-in", args=[turn.pk])}


@either
def plan(request):
    school = request.school
    today = school.localdate(request.now)
    rooms = list(rooms_in_use(school, today))
    _monday, sunday = week_of(today)
    # From Friday on it is the next week that has no plan.
    last = sunday + WEEK if today.weekday() >= 4 else sunday
    form = PlanRotaForm(sent(request), rooms=rooms, initial={"first": today, "last": last})
    return ask(
        request, form, actions.plan_rota, needs=permissions.PLAN_ROTA, title=_("Plan the cleaning rota"),
        submit=_("Plan"), back=reverse("roomlife:rota"), crumbs=crumbs(_rota()), about=[school], school=school,
        lead=_("By bed, going on where each room stopped. Who is away is passed over, and who has cleaned least stands "
               "in. Days that are planned stay."),
    )  # fmt: skip


@either
def stand_in(request, pk):
    turn = turn_of(request, pk)
    see(request, permissions.PLAN_ROTA, turn.school)
    there = sleepers(turn.school, turn.on, rooms=[turn.room]).get(turn.room_id, [])
    form = StandInForm(sent(request), pupils=[pupil for pupil in there if pupil.pk != turn.pupil_id])
    lead = _("{day}: {who}. Whoever stands in has the credit.").format(day=shown(turn.on), who=turn.who)
    return ask(
        request, form, actions.stand_in, needs=permissions.PLAN_ROTA,
        title=_("Substitute in {room}").format(room=turn.room), submit=_("Let them stand in"),
        back=room_url(turn.room), crumbs=crumbs(_rota(), (str(turn.room), room_url(turn.room))), about=[turn],
        turn=turn, lead=lead,
    )  # fmt: skip


@either
def check(request):
    """The turns of a day that nobody has looked at: today's, or with `?on=` those of a day before.

    What a phone sends later speaks of the day of the turns that its page showed.
    """
    school = request.school
    see(request, permissions.CHECK_ROTA)
    today = school.localdate(request.now)
    rows = turns_of(school, today - CHECK_BACK, today)
    waiting = dict(rows.filter(check_of=None).order_by("on").values_list("on").annotate(number=Count("pk")))
    on = next((day for day in waiting if f"{day}" == request.GET.get("on")), today)
    is_sent = request.method == "POST"
    data = {"data": request.POST, "files": request.FILES} if is_sent else {}
    form = CheckTurnsForm(turns=list(rows if is_sent else rows.filter(check_of=None, on=on)), **data)
    if is_sent:
        on = form.turns[0].on if form.turns else on
        if form.submit(request, actions.check_turns, about=[school], school=school, on=on):
            messages.success(request, _("Recorded."))
            return go(reverse("roomlife:rota"))
    number = len(form.turns)
    sentence = ngettext("{number} room to check", "{number} rooms to check", number).format(number=number)
    return show(
        request, "roomlife/check_turns.html", form=form, on=on, is_today=on == today,
        sentence=sentence if number else _("No turn of today waits for a check."),
        may_plan=may(request, permissions.PLAN_ROTA),
        waiting=[
            {"label": shown(day), "url": f"?on={day}", "state": "late" if day < today else "due", "end": str(left)}
            for day, left in waiting.items() if day != on
        ],
    )  # fmt: skip
