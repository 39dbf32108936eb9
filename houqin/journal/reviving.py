"""From the journal's JSON back to values that read well in any language."""

import re
from datetime import date, datetime
from typing import Any

from houqin.kernel.quantities import BaseUnit, Quantity
from houqin.kernel.shown import shown
from houqin.kernel.spoken import Spoken, is_spoken

MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


def revive(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"amount", "unit"}:
            return Quantity(value["amount"], BaseUnit(value["unit"]))
        if is_spoken(value):
            return Spoken(value)
        return {key: revive(one) for key, one in value.items()}
    if isinstance(value, list):
        return [revive(one) for one in value]
    if isinstance(value, str) and MOMENT.match(value):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and DAY.match(value):
        return date.fromisoformat(value)
    return value


class Revived(dict):
    """Facts for `str.format_map`: each shown to people, a missing one as nothing."""

    def __getitem__(self, name):
        return shown(self.get(name))

    def __missing__(self, name):
        return ""
