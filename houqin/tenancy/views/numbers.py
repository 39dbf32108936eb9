"""The numbers in force, and the rules behind them."""

from itertools import groupby

from django.http import Http404
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy import actions
from houqin.tenancy.asking import carried_out, crumb, sent
from houqin.tenancy.forms import ParameterForm
from houqin.tenancy.models import ParameterValue
from houqin.tenancy.parameters import InForce, ParameterKind, in_force, parameter_kinds, words_on
from houqin.tenancy.permissions import SEE_SETTINGS, SET_PARAMETERS
from houqin.tenancy.rulebook import Rule, rules, sections


def _crumbs(*further):
    return [crumb(_("Settings"), "tenancy:settings"), *further]


@require_safe
def parameters(request):
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    numbers = in_force(request.school, on=request.school.localdate(request.now))
    own = sum(number.row is not None for number in numbers)
    sentence = _("Every number is the nation's.")
    if own:
        sentence = ngettext(
            "%(count)d number is other than the nation's.", "%(count)d numbers are other than the nation's.", own
        ) % {"count": own}
    groups = groupby(numbers, key=lambda number: rules()[number.kind.rule].section)
    cards = [{"title": section_title(number), "lines": [_line(one) for one in ones]} for number, ones in groups]
    return show(request, "tenancy/parameters.html", crumbs=_crumbs(), sentence=sentence, cards=cards)


def _line(number: InForce) -> dict:
    return {
        "label": number.kind.title,
        "url": f"{number.kind.key}/",
        "quiet": _("%(scope)s, rule %(rule)s") % {"scope": scope_name(number.scope), "rule": number.kind.rule},
        "end": amount(number.kind, number.value),
        "icon": "ruler-2",
    }


def scope_name(scope) -> str:
    return scope.name if scope else _("the nation")


def amount(kind: ParameterKind, value) -> str:
    return f"{shown(value)} {kind.unit_word}"


def section_title(number: int) -> str:
    return sections()[number]["zh" if (get_language() or "zh").startswith("zh") else "en"]


def which_way(kind: ParameterKind) -> str:
    """Which values a school may set, as a sentence."""
    if not kind.settled or kind.tighter == "none":
        return _("Practice, not law: a school may set it either way, with its basis.")
    if kind.tighter == "higher":
        return _("A school may set more, never less.")
    return _("A school may set less, never more.")


@require_http_methods(["GET", "POST"])
def parameter(request, key):
    """One number: what holds, who said so, under which rule, and a form for a stricter one."""
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    kind = parameter_kinds().get(key)
    if kind is None:
        raise Http404
    today = request.school.localdate(request.now)
    form = ParameterForm(sent(request), kind=kind, initial={"valid_from": today})
    may_set = request.user.may(SET_PARAMETERS, school=request.school, at=request.now)
    if request.method == "POST":
        authorise(request.user, SET_PARAMETERS, school=request.school, at=request.now)
        if carried_out(form, request, actions.set_parameter, school=request.school, key=key):
            return go(request.path)
    number = next(one for one in in_force(request.school, on=today) if one.kind.key == key)
    rule = rules()[kind.rule]
    facts = [
        (_("Set by"), scope_name(number.scope)),
        (_("In force from"), number.row and f"{number.row.valid_from:%Y-%m-%d}"),
        (_("Basis"), number.row.source if number.row else rule.source),
        (_("The nation's"), amount(kind, kind.value) if number.row else None),
    ]
    return show(
        request, "tenancy/parameter.html", form=form, kind=kind, facts=facts, rule=rule, which_way=which_way(kind),
        amount=amount(kind, number.value), may_set=may_set, crumbs=_crumbs(crumb(_("Numbers"), "tenancy:parameters")),
        words=[word_line(kind, word) for word in words_on(request.school, key)],
    )  # fmt: skip


def word_line(kind: ParameterKind, word: ParameterValue) -> dict:
    """One setting of a number, past or present: since when, by whom, on what basis."""
    facts = {
        "day": f"{word.valid_from:%Y-%m-%d}", "scope": scope_name(word.school or word.bureau),
        "name": word.set_by.name, "source": word.source,
    }  # fmt: skip
    said = _("since %(day)s, %(scope)s (%(name)s): %(source)s") % facts
    return {"label": amount(kind, word.value), "quiet": said, "icon": "ruler-2"}


@require_safe
def rule_library(request):
    """The sections; one of them; or what a search finds, across all of them."""
    authorise(request.user, SEE_SETTINGS, school=request.school, at=request.now)
    asked = request.GET.get("q", "").strip()[:60]
    chosen = request.GET.get("section", "")
    chosen = int(chosen) if chosen.isascii() and chosen.isdigit() and int(chosen[:4]) in sections() else None
    everything = list(rules().values())
    found, sentence = [], ngettext("%(count)d rule in %(sections)d sections.",
                                   "%(count)d rules in %(sections)d sections.", len(everything)) % {
        "count": len(everything), "sections": len(sections()),
    }  # fmt: skip
    if asked:
        found = [rule for rule in everything if _mentions(rule, asked.casefold())]
        sentence = ngettext(
            "%(count)d rule speaks of “%(asked)s”.", "%(count)d rules speak of “%(asked)s”.", len(found)
        )
        sentence %= {"count": len(found), "asked": asked}
    elif chosen:
        found = [rule for rule in everything if rule.section == chosen]
        sentence = section_title(chosen)
    counted = [
        {"label": section_title(number), "url": f"?section={number}", "icon": "book-2",
         "end": str(sum(rule.section == number for rule in everything))}
        for number in sections()
    ]  # fmt: skip
    return show(
        request, "tenancy/rules.html", crumbs=_crumbs(), asked=asked, found=found, sentence=sentence,
        sections=[] if asked or chosen else counted, chosen=chosen,
    )  # fmt: skip


def _mentions(rule: Rule, asked: str) -> bool:
    return any(asked in text.casefold() for text in (rule.id, rule.topic, rule.zh, rule.text, rule.source))
