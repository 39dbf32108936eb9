"""How a value reads: `shown` for people in their language, `plain` for JSON and the journal."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language


def shown(value: Any) -> str:
    """Text for a sentence: dates as the reader writes them, moments in the active zone to the minute."""
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{shown(moment.date())} {moment:%H:%M}"
    if isinstance(value, date):
        chinese = (get_language() or "zh").startswith("zh")
        return f"{value.month} 月 {value.day} 日" if chinese else date_format(value, "j F")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | tuple | set | frozenset):
        chinese = (get_language() or "zh").startswith("zh")
        return ("、" if chinese else ", ").join(shown(one) for one in value)
    if value is None:
        return ""
    return str(value)


def plain(value: Any) -> Any:
    """A JSON value that means the same in every language. Moments in UTC, decimals as text."""
    if isinstance(value, bool | int | str) and not isinstance(value, Enum):
        return value
    if value is None:
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Promise):
        return str(value)
    if hasattr(value, "plain"):
        return value.plain()
    return str(value)
