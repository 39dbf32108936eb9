"""Today: what each person sees first. Composes what the domain apps know; decides nothing itself."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Station:
    """One step of a meal. `state` is one of the seven."""

    state: str
    label: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class MealLine:
    title: str
    url: str
    quiet: str
    stations: list[Station]


@dataclass(frozen=True)
class Counter:
    value: str
    label: str
    url: str
    state: str = ""
    current: bool = False


@dataclass(frozen=True)
class Duty:
    """One thing to do; the fields of ui/duties.html."""

    state: str
    title: str
    url: str = ""
    when: str = ""
    detail: str = ""
    verb: str = ""
    verb_url: str = ""
    primary: bool = False
    urgent: bool = False
    refusals: list = field(default_factory=list)


@dataclass(frozen=True)
class Today:
    """The page as data. `sentence` is the answer the page opens with; `nothing` says why no duty is listed,
    and `next_url` with `next_label` where to go then."""

    sentence: str
    nothing: str = ""
    next_url: str = ""
    next_label: str = ""
    beside: str = ""
    meals: list[MealLine] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    later: list[Duty] = field(default_factory=list)
    done: list[Duty] = field(default_factory=list)


def today_for(actor, *, school, at: datetime) -> Today:
    """Today of one person at one school. A fixed number of queries, whatever the history."""
    return Today(sentence=_("No meal is planned for today."))
