"""What happened in a night. Each app declares its part in `night_facts.py`; the hand-over of a shift collects them.

@night_facts(_("Roll call"), place=10)
def roll(school, night):
    first, last = night_span(school, night)
    for one in …:
        yield Fact(str(one), url=one.get_absolute_url(), state="late", quiet=_("…"))

`night` is the day on whose evening it begins. A part that yields nothing says so with its empty sentence: that nothing
happened is a fact as well. Written once in each language of the house, so a part is asked once for each.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from houqin.kernel.shown import shown
from houqin.nightwatch.times import night_span

__all__ = ["Fact", "facts_of", "night_facts", "night_span"]

#: More lines of one part than this are its own page's business; how many more is said.
MOST_LINES = 60

PARTS: list["Declared"] = []


@dataclass(frozen=True)
class Fact:
    """One line of the report. `state` is one of the seven, empty for what is as it should be."""

    label: str
    url: str = ""
    quiet: str = ""
    state: str = ""
    end: str = ""


class Ask(Protocol):
    def __call__(self, school, night: date) -> Iterable[Fact]: ...


@dataclass(frozen=True)
class Declared:
    title: Any
    place: int
    ask: Ask
    empty: Any


def night_facts(title, *, place: int, empty: Any = "") -> Callable[[Ask], Ask]:
    """Declare what an app knows of a night; `place` orders the report, `empty` says that there was nothing."""

    def declare(ask: Ask) -> Ask:
        PARTS.append(Declared(title, place, ask, empty))
        PARTS.sort(key=lambda one: one.place)
        return ask

    return declare


def sections_of(school, night: date) -> list[dict]:
    """[{title, empty, lines}] in the active language, by the school's clock. As many queries as the parts ask."""
    with timezone.override(school.zone):
        return [_section(one, school, night) for one in PARTS]


def _section(part: Declared, school, night: date) -> dict:
    facts = list(part.ask(school, night))
    lines = [{name: shown(value) for name, value in asdict(one).items()} for one in facts[:MOST_LINES]]
    if len(facts) > MOST_LINES:
        lines.append(asdict(Fact(_("and {number} more").format(number=len(facts) - MOST_LINES))))
    return {"title": str(part.title), "empty": str(part.empty or _("Nothing to report.")), "lines": lines}


def facts_of(school, night: date) -> dict[str, list[dict]]:
    """The report in every language of the house, as it is kept when somebody signs it."""
    said = {}
    for language, _title in settings.LANGUAGES:
        with translation.override(language):
            said[language] = sections_of(school, night)
    return said
