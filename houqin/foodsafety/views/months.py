"""The month's dispatch: what the director reports, what is decided, whose signature stands under it."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.foodsafety.actions import hold_dispatch
from houqin.foodsafety.actions.months import held_from
from houqin.foodsafety.forms import MonthlyForm
from houqin.foodsafety.gates.signing import month_may_be_held
from houqin.foodsafety.ledgers import month_in_words
from houqin.foodsafety.models import MonthlyDispatch
from houqin.foodsafety.permissions import HOLD_DISPATCH
from houqin.foodsafety.selectors.periods import month_of
from houqin.foodsafety.views.asking import asked_day, may_see, thing
from houqin.foodsafety.views.lines import week_lines
from houqin.governance.actions import sign_minutes
from houqin.governance.gates.meetings import may_sign
from houqin.governance.permissions import SIGN_MINUTES
from houqin.journal.doors import attempt
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.people.selectors import holders
from houqin.tenancy.posts import FOOD_SAFETY, LEADERS


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    school = may_see(request)
    authorise(request.user, HOLD_DISPATCH, school=school, at=request.now)
    today = school.localdate(request.now)
    # In the first days of a month the last one is meant.
    day = min(asked_day(request, "month", today - timedelta(days=14)), today)
    month = day.replace(day=1)
    known = MonthlyDispatch.objects.of(school).filter(month=month).first()
    if known and request.method != "POST":
        return go(known)
    seen = month_of(school, month, until=today)
    form = MonthlyForm(request.POST or None, is_missing=bool(seen.missing))
    if request.method == "POST":
        made = form.submit(
            request, hold_dispatch, school=school, month=month,
            attendees=[held.user for held in holders(school, on=today) if held.post in FOOD_SAFETY | LEADERS],
        )  # fmt: skip
        if made:
            return go(made)
    refusals = month_may_be_held(seen, missing_reason="—", from_on=held_from(month), held_on=today)
    return show(
        request, "foodsafety/new_monthly.html", form=form, seen=seen, month=month, weeks=week_lines(seen),
        refusals=list(refusals), hazards_url=reverse("incidents:hazards"),
    )  # fmt: skip


def _rows():
    return MonthlyDispatch.objects.select_related("meeting__chair", "meeting__school").prefetch_related(
        "meeting__attendees", "meeting__items", "meeting__minutes__signatures__user"
    )


@require_safe
def one(request, pk):
    dispatch = thing(request, _rows(), pk)
    text = _latest(dispatch)
    signed = [one.user_id for one in text.signatures.all()]
    may = request.user.may(SIGN_MINUTES, school=dispatch.school, at=request.now)
    posts = request.user.posts_in(dispatch.school, request.now)
    refusals = may_sign(text, actor=request.user, posts=posts, latest=text.number, signed_by=set(signed))
    return show(
        request, "foodsafety/monthly.html", dispatch=dispatch, words=list(month_in_words(dispatch)),
        signed=bool(signed), refusals=list(refusals) if may else [], may_sign=may and not signed,
        sign_url=reverse("foodsafety:sign-monthly", args=[dispatch.pk]), history=list(Entry.objects.about(dispatch)),
        ledger=f"?period={dispatch.month:%Y-%m}",
        sentence=_("Signed by the principal") if signed else _("The principal has not signed yet"),
    )  # fmt: skip


def _latest(dispatch: MonthlyDispatch):
    text = max(dispatch.meeting.minutes.all(), key=lambda text: text.number)
    text.meeting = dispatch.meeting
    return text


@require_POST
def sign(request, pk):
    dispatch = thing(request, _rows(), pk)
    attempt(
        sign_minutes, actor=request.user, at=request.now, chain=dispatch.school_id, about=[dispatch],
        entry_key=request.POST.get("entry_key", "")[:64], minutes=_latest(dispatch),
    )  # fmt: skip
    return go(dispatch)
