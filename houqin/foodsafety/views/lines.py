"""Days and weeks as short rows."""

import re
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.foodsafety.scopes import FACTS
from houqin.foodsafety.selectors.periods import MonthSeen, WeekSeen
from houqin.kernel.shown import shown


def day_lines(seen: WeekSeen, *, today: date) -> list[dict]:
    """The signed days, and the school days up to now that nobody signed."""
    lines = [
        (day["on"], {
            "label": shown(date.fromisoformat(day["on"])), "url": reverse("foodsafety:daily", args=[day["record"]]),
            "quiet": day["name"], "end": said(day), "state": "late" if day["late"] or day["findings"] else "done",
        })
        for day in seen.days
    ]  # fmt: skip
    lines += [
        (on.isoformat(), {
            "label": shown(on), "url": f"{reverse('foodsafety:new-daily')}?on={on.isoformat()}",
            "end": _("not signed"), "state": "due" if on == today else "missed",
        })
        for on in seen.missing if on <= today
    ]  # fmt: skip
    return [line for _on, line in sorted(lines, key=lambda pair: pair[0])]


def said(day: dict) -> str:
    """In two or three words."""
    return in_words(day["findings"], len(day["late"]))


def in_words(findings: int, late: int) -> str:
    words = []
    if findings:
        words.append(_("findings: {number}").format(number=findings))
    if late:
        words.append(_("out of order: {number}").format(number=late))
    return shown(words) or _("nothing found")


def trend_lines(trend: dict) -> list[dict]:
    return [
        {"label": re.split("[:：]", str(FACTS[code]))[0].replace("{limit} ", ""),
         "end": f"{before} → {now}", "state": "late" if now > before else "done"}
        for code, (before, now) in trend.items()
    ]  # fmt: skip


def week_lines(seen: MonthSeen) -> list[dict]:
    lines = [
        {"label": _("Week from {day}").format(day=shown(date.fromisoformat(week["monday"]))),
         "url": reverse("foodsafety:weekly", args=[week["record"]]), "quiet": week["name"],
         "end": in_words(week["findings"], week["late"]),
         "state": "late" if week["findings"] or week["late"] else "done"}
        for week in seen.weeks
    ]  # fmt: skip
    return lines + [
        {"label": _("Week from {day}").format(day=shown(monday)),
         "url": f"{reverse('foodsafety:new-weekly')}?week={monday.isoformat()}", "end": _("not signed"),
         "state": "missed"}
        for monday in seen.missing
    ]  # fmt: skip
