"""Tags and filters that every template has without loading them. Small on purpose."""

import uuid
from datetime import datetime, timedelta
from functools import cache

from django import template
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.shown import shown as kernel_shown

register = template.Library()

#: The seven states and the word each shows when the page gives no better one.
STATE_WORDS = {
    "waiting": _("Waiting"),
    "due": _("Due"),
    "late": _("Late"),
    "missed": _("Missed"),
    "done": _("Done"),
    "blocked": _("Blocked"),
    "held": _("Held"),
}


# A page draws two hundred of them, out of a few dozen: each is made once.
@register.simple_tag
@cache
def icon(name: str):
    """An outline icon from the built sprite. It never stands without words beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', static("vendor/icons.svg"), name
    )


@register.simple_tag
@cache
def shape(state: str):
    """The shape of a state: readable without colour. The word stands beside it."""
    url = static("houqin/shapes.svg")
    return format_html('<svg class="shape {}" aria-hidden="true"><use href="{}#s-{}"/></svg>', state, url, state)


@register.simple_tag(takes_context=True)
def csrf(context):
    """The token field, also inside `{% include … only %}`, where Django's own tag finds nothing."""
    request = getattr(context, "request", None)
    if request is None:
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag
def entry_key() -> str:
    """A key for one form on one page: sent twice, it counts once."""
    return uuid.uuid4().hex


@register.simple_tag
def share_left(since: datetime, until: datetime, now: datetime) -> int:
    """How much of the time is left, 0 to 100: the ring of a clock badge."""
    whole = (until - since).total_seconds()
    if whole <= 0:
        return 0
    return max(0, min(100, round(100 * (until - now).total_seconds() / whole)))


@register.simple_tag
def urgency(since: datetime | None, until: datetime, now: datetime) -> str:
    """The colour of a clock badge: red under a quarter or 15 minutes, amber under half, else indigo."""
    left = until - now
    share = share_left(since, until, now) if since else 100
    if left <= timedelta(minutes=15) or share < 25:
        return "missed"
    return "late" if share < 50 else "due"


@register.filter
def message_state(message) -> str:
    """Which of the seven states a message of Django's speaks in."""
    return {"error": "missed", "warning": "late"}.get(message.level_tag, "done")


@register.filter
def state_word(state: str) -> str:
    return STATE_WORDS.get(state, "")


@register.filter
def shown(value) -> str:
    """Any value as people read it: kernel.shown."""
    return kernel_shown(value)


@register.filter
def qty(amount, unit=None) -> str:
    """`{{ quantity|qty }}` or `{{ lot.amount|qty:lot.article.base_unit }}`: 12.4 kg, 80 g, 660 pcs."""
    if amount is None:
        return ""
    return str(amount if isinstance(amount, Quantity) else Quantity(int(amount), BaseUnit(unit)))


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def clock(value) -> str:
    """13:05, in the school's zone."""
    return f"{_local(value):%H:%M}" if value else ""


@register.filter
def day(value) -> str:
    """11-19, as tables write it."""
    return f"{_local(value):%m-%d}" if value else ""


@register.filter
def moment(value) -> str:
    """11-19 13:05, in the school's zone."""
    return f"{_local(value):%m-%d %H:%M}" if value else ""


@register.filter
def today_line(value: datetime) -> str:
    """Wednesday 19 November, 13:18: where the reader is in time."""
    local = _local(value)
    facts = {"weekday": date_format(local, "l"), "day": kernel_shown(local.date()), "time": f"{local:%H:%M}"}
    return gettext("%(weekday)s %(day)s, %(time)s") % facts


@register.filter
def celsius(value) -> str:
    """4.2 ℃; nothing when it was not measured."""
    return f"{kernel_shown(value)} ℃" if value is not None and value != "" else ""


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        if rest == 0:
            return gettext("%(hours)d h") % {"hours": hours}
        return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
    return gettext("%(days)d d") % {"days": minutes // (24 * 60)}


@register.filter
def time_left(until: datetime, now: datetime) -> str:
    """`{{ due_at|time_left:now }}`: “in 42 min”, “2 h 48 min late”: nobody has to subtract."""
    if not until or not now:
        return ""
    if now > until:
        return gettext("%(span)s late") % {"span": _span(now - until)}
    return gettext("in %(span)s") % {"span": _span(until - now)}


@register.filter
def paired(columns, row):
    """Columns beside the cells of a row, for rows.html."""
    return zip(columns, row, strict=True)
