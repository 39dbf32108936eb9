"""Civilised rooms: the computed ranking, what a leader makes of it, and the papers that go on a wall."""

from datetime import date, timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from houqin.dormitory.models import DormRoom
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.roomlife import actions, permissions
from houqin.roomlife.actions.helping import award_needs
from houqin.roomlife.forms.rooms import AwardForm, WhyForm
from houqin.roomlife.gates.inspections import may_have_award
from houqin.roomlife.models import RoomAward
from houqin.roomlife.selectors.dangers import doubted, open_dangers
from houqin.roomlife.selectors.ratings import days_looked, month_of, ranking, ratings
from houqin.roomlife.views.reaching import award_of, crumbs, may, room_url, see
from houqin.tenancy.asking import ask, carried_out, sent

either = require_http_methods(["GET", "HEAD", "POST"])
DAY = timedelta(days=1)


def month_asked(request, today: date) -> date:
    """The month of the address, the last one that is over when it names none."""
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return month_of(today.replace(day=1) - DAY)[0]
    return min(asked, today.replace(day=1))


@either
def awards(request):
    school = request.school
    see(request)
    today = school.localdate(request.now)
    month = month_asked(request, today)
    first, last = month_of(month)
    least, given = award_needs(school, last), RoomAward.objects.of(school).filter(month=first, withdrawn_at=None)
    given = list(given.select_related("room__space__building").order_by("-score", "pk"))
    awarded = {one.room_id for one in given}
    may_award = may(request, permissions.AWARD_ROOMS)
    ranked = ranking(ratings(school, first, last), least=least)
    needs = {
        "least": least, "looked": days_looked(school, first, last),
        "dangers": open_dangers(school, [one.room for one in ranked]),
    }  # fmt: skip
    able = [one.room.pk for one in ranked if not list(may_have_award(one, is_awarded=one.room.pk in awarded, **needs))]
    danger_on = doubted(given)
    form = AwardForm(sent(request), rooms=DormRoom.objects.filter(pk__in=able))
    if request.method == "POST":
        see(request, permissions.AWARD_ROOMS)
        if carried_out(form, request, actions.award_rooms, about=[school], school=school, month=first):
            messages.success(request, _("Awarded. Print the certificates and hang up the list."))
            return go(f"{reverse('roomlife:awards')}?month={first:%Y-%m}")
    number = len(given)
    said = ngettext("{number} civilised room in {month}", "{number} civilised rooms in {month}", number)
    return show(
        request, "roomlife/awards.html", form=form, month=first, before=first - DAY, after=last + DAY,
        has_after=last < today, is_over=last < today, may_award=may_award, able=able,
        sentence=said.format(number=number, month=f"{first:%Y-%m}") if number else _(
            "No room is awarded for {month} yet."
        ).format(month=f"{first:%Y-%m}"),
        given=[_given(one, may_award, danger_on.get(one.pk)) for one in given],
        # Who did badly is nobody's business outside the circle that helps.
        ranked=[_ranked(one, awarded, needs) for one in ranked] if may(request, permissions.SEE_CHILDREN) else [],
        least=least,
    )  # fmt: skip


def _given(one: RoomAward, may_award: bool, danger_on: date | None) -> dict:
    return {
        "room": one.room, "danger": _("danger on {day}").format(day=shown(danger_on)) if danger_on else "",
        "score": one.score, "url": reverse("roomlife:certificate", args=[one.pk]),
        "withdraw": reverse("roomlife:withdraw-award", args=[one.pk]) if may_award else "",
    }  # fmt: skip


def _ranked(one, awarded, needs: dict) -> dict:
    danger = needs["dangers"].get(one.room.pk)
    reasons = list(may_have_award(one, is_awarded=False, **needs))
    seen = ngettext("seen on {number} day", "seen on {number} days", len(one.scores)).format(number=len(one.scores))
    why = _("danger on {day}").format(day=shown(one.danger_on)) if one.danger_on else ""
    still = _("hazard {code} still open").format(code=danger.code) if danger else ""
    state = "done" if one.room.pk in awarded else "waiting" if reasons else ""
    return {
        "label": str(one.room), "url": room_url(one.room), "end": one.score, "icon": "bed",
        "state": "blocked" if one.danger_on or danger else state,
        "quiet": _(", ").join(part for part in (seen, why, still) if part),
    }  # fmt: skip


@either
def withdraw(request, pk):
    award = award_of(request, pk)
    see(request, permissions.AWARD_ROOMS, award.school)
    return ask(
        request, WhyForm(sent(request)), actions.withdraw_award, needs=permissions.AWARD_ROOMS,
        title=_("Withdraw the award of {room}").format(room=award.room), submit=_("Withdraw"),
        back=f"{reverse('roomlife:awards')}?month={award.month:%Y-%m}",
        crumbs=crumbs((_("Civilised rooms"), reverse("roomlife:awards"))), about=[award], award=award,
        lead=_("It stays on record, with the reason."),
    )  # fmt: skip
