"""What the records of the work add up to: every measure of a month beside the month before it."""

from datetime import date, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.duties.permissions import SEE_DUTIES
from houqin.kernel.http import show
from houqin.kernel.measures import HIGHER, MEASURES, Measure, Measured, said
from houqin.kernel.permissions import authorise
from houqin.web.completeness import AREAS


@require_safe
def measures(request):
    """`month`: 2026-03, this month when there is none. Two numbers for each measure, from the rows as they stand."""
    authorise(request.user, SEE_DUTIES, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    first = _month(request.GET.get("month", "")) or today.replace(day=1)
    last = min((first + timedelta(days=32)).replace(day=1) - timedelta(days=1), max(today, first))
    before_last = first - timedelta(days=1)
    groups: dict[str, list[dict]] = {}
    for one in MEASURES.values():
        now = one.ask(request.school, first=first, last=last)
        before = one.ask(request.school, first=before_last.replace(day=1), last=before_last)
        groups.setdefault(one.code.split(".")[0], []).append(_line(one, now, before))
    return show(
        request, "web/measures.html", groups=[(AREAS.get(app, app), lines) for app, lines in groups.items()],
        first=first, last=last, before=f"{before_last:%Y-%m}",
        after=f"{last + timedelta(days=1):%Y-%m}" if last < today else "",
    )  # fmt: skip


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _line(one: Measure, now: Measured, before: Measured) -> dict:
    worse = None
    if now.value is not None and before.value is not None and now.value != before.value:
        worse = (now.value < before.value) == (one.better == HIGHER)
    return {
        "label": str(one.title), "url": _address(one.view), "state": "late" if worse else "",
        "quiet": _("Month before: {value}").format(value=_said(one, before)), "end": _said(one, now),
    }  # fmt: skip


def _said(one: Measure, measured: Measured) -> str:
    return _("nothing to measure") if measured.value is None else said(measured.value, one.unit)


def _address(view: str) -> str:
    try:
        return reverse(view) if view else ""
    except NoReverseMatch:
        return ""
