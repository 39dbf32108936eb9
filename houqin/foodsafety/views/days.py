"""The day's sheet: filled from the rows, confirmed part by part, signed."""

from django.views.decorators.http import require_http_methods, require_safe

from houqin.foodsafety.actions import sign_daily_control
from houqin.foodsafety.forms import DailyForm
from houqin.foodsafety.models import DailyControl
from houqin.foodsafety.permissions import SIGN_DAY
from houqin.foodsafety.scopes import LOOK_AT
from houqin.foodsafety.selectors.day_facts import by_scope, facts_in, facts_of_day
from houqin.foodsafety.views.asking import asked_day, corrected, may_see, thing
from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    school = may_see(request)
    authorise(request.user, SIGN_DAY, school=school, at=request.now)
    today = school.localdate(request.now)
    corrects = corrected(request, DailyControl)
    on = corrects.on if corrects else min(asked_day(request, "on", today), today)
    known = DailyControl.objects.of(school).standing().filter(on=on).first()
    if known and corrects is None and request.method != "POST":
        return go(known)
    form = DailyForm(request.POST or None, corrects=corrects)
    if request.method == "POST":
        made = form.submit(request, sign_daily_control, school=school, on=on, corrects=corrects)
        if made:
            return go(made)
    facts = by_scope(facts_of_day(school, on))
    parts = form.parts(facts)
    for part in parts:
        part["look"] = LOOK_AT[part["scope"]]
    late = sum(fact.is_late for found in facts.values() for fact in found)
    return show(request, "foodsafety/new_daily.html", form=form, parts=parts, on=on, late=late, corrects=corrects)


@require_safe
def one(request, pk):
    control = thing(request, DailyControl.objects.select_related("corrects", "corrected_by"), pk)
    facts = by_scope(facts_in(control.facts))
    parts = [
        {
            "scope": scope, "look": LOOK_AT[scope], "facts": facts[scope.value],
            "is_ok": scope.value in control.looked_at, "remark": control.remarks.get(scope.value, ""),
            "is_late": any(fact.is_late for fact in facts[scope.value]),
        }
        for scope in LOOK_AT
    ]  # fmt: skip
    hazards = [
        {"label": hazard.what, "url": hazard.get_absolute_url(), "quiet": hazard.code,
         "end": hazard.get_state_display(), "state": "done" if hazard.state == "closed" else "late"}
        for hazard in Hazard.objects.because_of(control).order_by("pk")
    ]  # fmt: skip
    return show(
        request, "foodsafety/daily.html", control=control, parts=parts, hazards=hazards,
        newer=getattr(control, "corrected_by", None), history=list(Entry.objects.about(control)),
        may_correct=request.user.may(SIGN_DAY, school=control.school, at=request.now),
        ledger=f"?period={control.on.isoformat()}",
    )  # fmt: skip
