"""The charter: every clause with what keeps it, who answers, its evidence and its state."""

from collections import Counter

from django.http import Http404
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.documents.ledgers import LEDGERS
from houqin.duties.events import bare_title
from houqin.governance.selectors.charter import (
    LATE,
    QUIET,
    STANDS,
    UNBUILT,
    UNPROVEN,
    ClauseLine,
    clause_lines,
    evidence_of,
    page_of,
)
from houqin.governance.views.seeing import charter_crumb, looked_at
from houqin.governance.words import CLAUSE_WORDS
from houqin.kernel.http import show
from houqin.tenancy import rulebook


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def part_title(letter: str) -> str:
    return rulebook.parts()[letter]["zh" if _chinese() else "en"]


@require_safe
def charter(request):
    """All clauses by part; `state` and `part` narrow them. Five queries."""
    school = looked_at(request)
    lines = clause_lines(school, at=request.now)
    state, part = request.GET.get("state", ""), request.GET.get("part", "")
    state, part = state if state in CLAUSE_WORDS else "", part if part in rulebook.parts() else ""
    counted = Counter(line.state for line in lines)
    chosen = [line for line in lines if state in ("", line.state) and part in ("", line.clause.id[0])]
    cards = [
        {"letter": letter, "title": part_title(letter),
         "lines": [_shown(line) for line in chosen if line.clause.id[0] == letter and line.state != UNBUILT],
         "unbuilt": [_shown(line) for line in chosen if line.clause.id[0] == letter and line.state == UNBUILT]}
        for letter in rulebook.parts()
    ]  # fmt: skip
    keep = f"&part={part}" if part else ""
    counters = [
        {"value": counted[code], "label": word, "state": shape, "current": state == code,
         "url": f"?state={'' if state == code else code}{keep}"}
        for code, (shape, word) in CLAUSE_WORDS.items()
    ]  # fmt: skip
    parts = [{"letter": letter, "title": part_title(letter)} for letter in rulebook.parts()]
    return show(
        request, "governance/charter.html", sentence=_sentence(counted, len(lines)), counters=counters,
        cards=[card for card in cards if card["lines"] or card["unbuilt"]], parts=parts, state=state, chosen_part=part,
    )  # fmt: skip


def _sentence(counted: Counter, number: int) -> str:
    built = counted[STANDS] + counted[QUIET] + counted[LATE] + counted[UNPROVEN]
    words = [
        _("Of %(all)d clauses %(built)d are built and %(unbuilt)d are not built yet.")
        % {"all": number, "built": built, "unbuilt": counted[UNBUILT]}
    ]
    if counted[LATE]:
        words.append(
            ngettext("For %(late)d a duty is late.", "For %(late)d a duty is late.", counted[LATE])
            % {"late": counted[LATE]}
        )
    elif counted[QUIET]:
        words.append(
            ngettext("%(quiet)d is quiet for long.", "%(quiet)d are quiet for long.", counted[QUIET])
            % {"quiet": counted[QUIET]}
        )
    return " ".join(words) if not _chinese() else "".join(words)


def _shown(line: ClauseLine) -> dict:
    clause, (shape, word) = line.clause, CLAUSE_WORDS[line.state]
    return {
        "id": clause.id, "phrases": clause.phrases, "demand": clause.zh if _chinese() else clause.demand,
        "shape": shape, "word": word, "latest": line.latest, "late": line.late,
        "held": [(post.label, names) for post, names in line.held], "vacant": [post.label for post in line.vacant],
        "keeps": _keeps(line),
    }  # fmt: skip


def _keeps(line: ClauseLine) -> str:
    """What implements it, in numbers: “2 gates, 1 duty, 1 register”."""
    parts = [
        (len(line.behind.gates), lambda n: ngettext("%(n)d gate", "%(n)d gates", n)),
        (len(line.behind.duties), lambda n: ngettext("%(n)d duty", "%(n)d duties", n)),
        (len(line.behind.ledgers), lambda n: ngettext("%(n)d register", "%(n)d registers", n)),
        (len(line.written), lambda n: ngettext("%(n)d written rule", "%(n)d written rules", n)),
    ]
    return _(", ").join(words(count) % {"n": count} for count, words in parts if count)


@require_safe
def clause(request, clause):
    """One clause, down to the rows that prove it."""
    school = looked_at(request)
    if clause not in rulebook.clauses():
        raise Http404
    [line] = clause_lines(school, at=request.now, only=clause)
    one, gates = line.clause, rulebook.gates()
    return show(
        request, "governance/clause.html", line=_shown(line), clause=one, crumbs=[charter_crumb()],
        part_name=part_title(one.id[0]), how=one.how if not _chinese() else "",
        duties=[(bare_title(kind.code), kind.owner.label) for kind in line.behind.duties],
        gates=[gates[code] for code in line.behind.gates], written=line.written,
        ledgers=[LEDGERS[code] for code in line.behind.ledgers if code in LEDGERS],
        pages=[(view, url) for view in line.behind.views if (url := page_of(view))],
        evidence=evidence_of(line, school, count=12), rules=rulebook.rules_of(one)[:12],
    )  # fmt: skip
