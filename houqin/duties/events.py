"""What the engine writes in the journal: what silence led to, and who decided otherwise.

One entry tells of all duties of a school that fell late in the same pass, so that 150 duties a day are a dozen
entries. That a duty was done needs no entry: the record that answers it is one.
"""

import re

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import DUTIES
from houqin.journal.kinds import entry_kind
from houqin.people.events import post_name


def title(code: str, subject: str) -> str:
    """What a duty is called, in the reader's language; the code of one that is no longer declared."""
    return str(DUTIES[code].title).format(subject=subject) if code in DUTIES else code


def bare_title(code: str) -> str:
    """What a duty is called when it is about nothing in particular: “Taste”, “Ask … for a new licence”."""
    text = re.sub("《…》|“…”", "…", title(code, "…")).strip(" …:：,，")
    return re.sub(" (of|at)$", "", text)  # “Keep samples of …”


def titles(duties: list[list[str]]) -> list[str]:
    return [title(code, subject) for code, subject in duties]


def posts(codes: list[str]) -> list[str]:
    return [str(post_name(code)) for code in codes]


LATE = entry_kind("duties.late", _("Late"), _("{duties}"), {"duties": titles})
TOLD = entry_kind(
    "duties.told", _("Told of the delay"), _("{posts} ({names}): {duties}"), {"duties": titles, "posts": posts}
)
MISSED = entry_kind("duties.missed", _("Missed"), _("{duties}"), {"duties": titles})
WITHDRAWN = entry_kind("duties.withdrawn", _("No longer asked for"), _("{duties}"), {"duties": titles})
PROVEN = entry_kind("duties.proven", _("Done in time, recorded late"), _("{duties}"), {"duties": titles})
EXCUSED = entry_kind("duties.excused", _("Excused"), _("{duties}: {reason}"), {"duties": titles})
TUNED = entry_kind("duties.tuned", _("Tightened"), _("{duties} from {valid_from}: {reason}"), {"duties": titles})
