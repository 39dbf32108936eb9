"""Terms, days that differ, times of the day."""

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy import actions
from houqin.tenancy.asking import Nothing, ask, crumb, sent
from houqin.tenancy.calendar import days_between
from houqin.tenancy.forms import CalendarDayForm, TermForm, TimeForm
from houqin.tenancy.models import CalendarDay, Term, TimetableEntry
from houqin.tenancy.permissions import MANAGE_CALENDAR, SEE_SETTINGS
from houqin.tenancy.times import in_season_later, nights, times_on

A_WEEK = timedelta(days=7)


def _crumbs(*further):
    return [crumb(_("Settings"), "tenancy:settings"), *further]


def _calendar():
    return crumb(_("Calendar"), "tenancy:calendar")


@require_safe
def calendar(request):
    """One month, Monday first, whole weeks; then the terms and the days marked from today on."""
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    month = _month(request.GET.get("month"), today)
    first = month - timedelta(days=month.weekday())
    after = _next_month(month)
    last = after - timedelta(days=1)
    last += timedelta(days=6 - last.weekday())
    days = days_between(request.school, min(first, today), max(last, today))
    notes = {day.on: day for day in CalendarDay.objects.of(request.school).filter(on__range=(first, last))}
    weeks = [
        [_cell(first + timedelta(days=7 * row + column), days, notes, month, today) for column in range(7)]
        for row in range(((last - first).days + 1) // 7)
    ]
    return show(
        request, "tenancy/calendar.html", crumbs=_crumbs(), weeks=weeks, month=month, before=month - timedelta(days=1),
        after=after, heads=_weekdays(), sentence=_today_sentence(days[today]),
        terms=Term.objects.of(request.school).order_by("-starts_on"),
        coming=CalendarDay.objects.of(request.school).filter(on__gte=today).order_by("on")[:30],
        may_manage=request.user.may(MANAGE_CALENDAR, school=request.school, at=request.now),
    )  # fmt: skip


def _cell(on, days, notes, month, today) -> dict:
    day = days[on]
    return {
        "on": on,
        "is_taught": day.is_taught,
        "is_night": day.is_boarding_night,
        "note": notes[on].note or notes[on].get_kind_display() if on in notes else "",
        "is_marked": day.is_marked,
        "is_outside": on.month != month.month,
        "is_today": on == today,
    }


def _today_sentence(day) -> str:
    if day.is_taught and day.is_boarding_night:
        return _("Today is a school day; boarders stay tonight.")
    if day.is_taught:
        return _("Today is a school day; boarders go home tonight.")
    if day.is_boarding_night:
        return _("No school today; boarders stay tonight.")
    return _("No school today; nobody stays tonight.")


def _weekdays() -> list[str]:
    return [
        pgettext("weekday", "Mon"), pgettext("weekday", "Tue"), pgettext("weekday", "Wed"), pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"), pgettext("weekday", "Sat"), pgettext("weekday", "Sun"),
    ]  # fmt: skip


def _month(text, today: date) -> date:
    """The first of the month asked for as 2026-03.  Raises Http404."""
    if not text:
        return today.replace(day=1)
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if not 1990 <= month.year <= 2100:
        raise Http404
    return month


def _next_month(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


@require_http_methods(["GET", "POST"])
def add_term(request):
    return ask(
        request, TermForm(sent(request)), actions.add_term, needs=MANAGE_CALENDAR, school=request.school,
        title=_("Add a term"), submit=_("Add a term"), back=reverse("tenancy:calendar"), crumbs=_crumbs(_calendar()),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_term(request, pk):
    terms = Term.objects.visible_to(request.user).of(request.school).select_related("school")
    term = get_object_or_404(terms, pk=pk)
    known = {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
    return ask(
        request, TermForm(sent(request), initial=known), actions.change_term, needs=MANAGE_CALENDAR, term=term,
        about=[term], title=_("Change %(term)s") % {"term": term.name}, submit=_("Save"),
        back=reverse("tenancy:calendar"), crumbs=_crumbs(_calendar()),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def mark_day(request):
    asked = _day(request.GET.get("on"))
    known = CalendarDay.objects.of(request.school).filter(on=asked).first() if asked else None
    initial = {"on": asked}
    if known:
        initial |= {"kind": known.kind, "is_boarding_night": known.is_boarding_night, "note": known.note}
    return ask(
        request, CalendarDayForm(sent(request), initial=initial), actions.mark_day, needs=MANAGE_CALENDAR,
        school=request.school, title=_("Mark a day"), submit=_("Save"), back=_month_page(asked),
        crumbs=_crumbs(_calendar()),
        lead=_("A holiday, or a weekend taught in exchange. Unmarked days follow their weekday and the term."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def clear_day(request, pk):
    days = CalendarDay.objects.visible_to(request.user).of(request.school).select_related("school")
    day = get_object_or_404(days, pk=pk)
    return ask(
        request, Nothing(sent(request)), actions.clear_day, needs=MANAGE_CALENDAR, day=day,
        title=_("Clear %(day)s?") % {"day": shown(day.on)}, submit=_("Clear the mark"), back=_month_page(day.on),
        crumbs=_crumbs(_calendar()), lead=_("The day follows its weekday and the term again."),
    )  # fmt: skip


def _month_page(on) -> str:
    page = reverse("tenancy:calendar")
    return f"{page}?month={on:%Y-%m}" if on else page


def _day(text) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@require_safe
def timetable(request):
    """What holds today, what is announced, and what held before."""
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    now = times_on(request.school, today)
    everything = TimetableEntry.objects.of(request.school).order_by("-valid_from", "at_time")
    holding = {entry.pk for entry in now}
    # A season of a later month is neither over nor announced: it waits for its days.
    waiting = {entry.pk for entry in in_season_later(everything, today)}
    lunch = next((entry for entry in now if entry.what == TimetableEntry.What.LUNCH), None)
    sentence = _("No mealtimes yet. Without them no meal can be planned.")
    if lunch:
        sentence = _("Lunch is at %(time)s.") % {"time": f"{lunch.at_time:%H:%M}"}
    elif now:
        sentence = _("No time for lunch yet.")
    past = [one for one in everything if one.valid_from <= today and one.pk not in holding | waiting]
    return show(
        request, "tenancy/timetable.html", crumbs=_crumbs(), sentence=sentence,
        now_lines=[_time_line(entry) for entry in now],
        announced=[_time_line(entry) for entry in everything if entry.valid_from > today],
        seasons=[_time_line(entry) for entry in everything if entry.pk in waiting],
        before=[_time_line(entry) for entry in past],
        nights=[_night(request.school, night) for night in nights(request.school, today)],
        may_manage=request.user.may(MANAGE_CALENDAR, school=request.school, at=request.now),
    )  # fmt: skip


def _time_line(entry) -> dict:
    quiet = [_("since %(day)s") % {"day": f"{entry.valid_from:%Y-%m-%d}"}]
    if entry.season:
        days = {"season": entry.get_season_display(), "from": entry.season_from, "until": entry.season_until}
        quiet.insert(0, _("%(season)s, %(from)s to %(until)s every year") % days)
    label = entry.get_what_display()
    if entry.section:
        label = pgettext("thing of the day, section", "%(what)s, %(section)s") % {
            "what": label, "section": entry.get_section_display(),
        }  # fmt: skip
    return {"label": label, "quiet": shown(quiet), "end": f"{entry.at_time:%H:%M}", "icon": "clock"}


def _length(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    if not minutes:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes} if hours else _("%d min") % minutes


def _night(school, night) -> dict:
    """One section's night as lines, and what is wrong with its sleep by DR-07."""
    lines = [
        {"label": what.label, "end": f"{school.localtime(moment):%H:%M}", "icon": "clock"}
        for what, moment in night.moments
    ]
    sleep = short = ""
    if night.sleep is not None:
        facts = {"sleep": _length(night.sleep), "needed": _length(night.needed)}
        sleep = _("%(sleep)s of sleep; %(needed)s are needed.") % facts
        if night.short:
            words = _("%(short)s of sleep are missing (DR-07). Put the lights out earlier, or let them get up later.")
            short = words % {"short": _length(night.short)}
    return {"section": night.section.label, "lines": lines, "sleep": sleep, "short": short}


@require_http_methods(["GET", "POST"])
def set_time(request):
    form = TimeForm(sent(request), initial={"valid_from": request.school.localdate(request.now)})
    return ask(
        request, form, actions.set_time, needs=MANAGE_CALENDAR, school=request.school, title=_("Set a time"),
        submit=_("Save"), back=reverse("tenancy:timetable"), lead=_("What held before that day stays on record."),
        crumbs=_crumbs(crumb(_("Timetable"), "tenancy:timetable")),
    )  # fmt: skip
