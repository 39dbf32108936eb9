"""The rule library: policies from above, the school's own rules, who has read them."""

from collections import Counter

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.governance import actions
from houqin.governance.forms import (
    ApproveForm,
    EndPolicyForm,
    EndRuleForm,
    PolicyForm,
    PublishForm,
    ReadersForm,
    ReviewRuleForm,
    RuleForm,
    VersionForm,
)
from houqin.governance.gates.rules import may_acknowledge
from houqin.governance.models import Policy, Rule, RuleVersion
from houqin.governance.permissions import ACKNOWLEDGE, APPROVE_RULES, PUBLISH_POLICIES, WRITE_RULES
from houqin.governance.selectors.rules import readers_of, rules_on, status_of
from houqin.governance.views.seeing import files, history, looked_at, may, press, thing, today
from houqin.governance.words import STATE_WORDS
from houqin.kernel.http import show
from houqin.people.events import post_name
from houqin.tenancy.asking import ask, crumb, sent

#: A rule is looked at again after a year unless somebody says otherwise; a house number.
REVIEW_AFTER_YEARS = 1


def _library():
    return crumb(_("Rule library"), "governance:rules")


def _policies():
    return crumb(_("Policies"), "governance:policies")


@require_safe
def rules(request):
    """Every rule with its state and how many have read it; `state` narrows. Seven queries."""
    school = looked_at(request)
    on = today(request)
    statuses = rules_on(school, on)
    must = readers_of(statuses, school, on)
    unread = [
        one for one in statuses if any(not read and user == request.user for user, read in must[one.rule.pk].people)
    ]
    state = request.GET.get("state", "")
    state = state if state in STATE_WORDS else ""
    counted = Counter(one.state for one in statuses)
    counters = [
        {"value": counted[code], "label": word, "state": shape, "url": f"?state={'' if state == code else code}",
         "current": state == code}
        for code, (shape, word) in STATE_WORDS.items()
    ]  # fmt: skip
    kinds: dict[str, list] = {}
    for one in statuses:
        if state in ("", one.state):
            kinds.setdefault(one.rule.kind, []).append(_line(one, must[one.rule.pk]))
    sentence = ngettext("%(count)d rule is in force.", "%(count)d rules are in force.", counted["in_force"])
    sentence %= {"count": counted["in_force"] + counted["review_due"]}
    if counted["review_due"]:
        sentence = ngettext(
            "%(count)d rule is due for its review.", "%(count)d rules are due for their review.", counted["review_due"]
        ) % {"count": counted["review_due"]}  # fmt: skip
    return show(
        request, "governance/rules.html", sentence=sentence, counters=counters, kinds=list(kinds.items()),
        unread=[_line(one, must[one.rule.pk]) for one in unread], state=state, may=may(request, WRITE_RULES),
        policies=Policy.objects.of(school).in_force(on).count(),
    )  # fmt: skip


def _line(status, readers) -> dict:
    rule, (shape, word) = status.rule, STATE_WORDS[status.state]
    quiet = [rule.number, str(word)]
    if status.approval:
        quiet.append(_("review %(day)s") % {"day": f"{status.approval.review_on:%Y-%m-%d}"})
    if status.awaits and status.approval:
        quiet.append(_("version %(number)d awaits approval") % {"number": status.awaits.number})
    if readers.people:
        quiet.append(_("read %(read)d/%(all)d") % {"read": readers.read, "all": len(readers.people)})
    return {"label": rule.title, "url": rule.get_absolute_url(), "state": shape, "quiet": _(", ").join(quiet)}


def _rule(request, pk) -> Rule:
    rows = Rule.objects.select_related("superseded_by").prefetch_related(
        "versions__approvals__approved_by", "versions__drafted_by", "versions__attachment", "policies"
    )
    return thing(request, rows, pk)


@require_safe
def rule(request, pk):
    """One rule: the text in force, what is coming, who has read it, its versions."""
    found = _rule(request, pk)
    on = today(request)
    status = status_of(found, on)
    readers = readers_of([status], found.school, on)[found.pk]
    text = status.to_read or status.newest
    mine = [read for user, read in readers.people if user == request.user]
    refusals = may_acknowledge(found, approvals=status.to_read, has_read=any(mine))
    shape, word = STATE_WORDS[status.state]
    facts = [
        (_("Number"), found.number), (_("Kind"), found.kind), (_("Issuer"), found.issuer),
        (_("In force from"), status.approval and f"{status.approval.effective_on:%Y-%m-%d}"),
        (_("Look again on"), status.approval and f"{status.approval.review_on:%Y-%m-%d}"),
        (_("Approved by"), status.approval and status.approval.approved_by.name),
        (_("Must be read by"), [str(post_name(post)) for post in found.readers] or None),
        (_("Ended on"), found.ended_on and f"{found.ended_on:%Y-%m-%d}"),
        {"label": _("Replaced by"), "value": found.superseded_by and found.superseded_by.title,
         "url": found.superseded_by and found.superseded_by.get_absolute_url()},
    ]  # fmt: skip
    return show(
        request, "governance/rule.html", rule=found, status=status, text=text, readers=readers, shape=shape, word=word,
        must_read=bool(mine), has_read=any(mine), refusals=list(refusals), facts=facts, history=history(found),
        may=may(request, WRITE_RULES, APPROVE_RULES, ACKNOWLEDGE), crumbs=[_library()],
        versions=sorted(found.versions.all(), key=lambda one: -one.number),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request):
    school = looked_at(request)
    kinds = list(Rule.objects.of(school).order_by("kind").values_list("kind", flat=True).distinct()[:12])
    form = RuleForm(school=school, kinds=kinds, **files(request))
    return ask(
        request, form, actions.write_rule, needs=WRITE_RULES, school=school, title=_("Write a rule"),
        submit=_("Keep the draft"), back=reverse("governance:rules"), crumbs=[_library()],
        lead=_("It binds nobody before the principal has approved it."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request, pk):
    found = _rule(request, pk)
    latest = max(found.versions.all(), key=lambda one: one.number)
    form = VersionForm(initial={"text": latest.text}, **files(request))
    return _of_rule(
        request, found, form, actions.write_version, WRITE_RULES, _("A new text for {title}"), _("Keep the draft"),
        lead=_("The text in force stays until this one is approved and its day has come."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def set_readers(request, pk):
    found = _rule(request, pk)
    form = ReadersForm(sent(request), initial={"readers": found.readers})
    return _of_rule(request, found, form, actions.set_readers, WRITE_RULES, _("Who must read {title}"), _("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
def review_rule(request, pk):
    found = _rule(request, pk)
    form = ReviewRuleForm(sent(request), initial={"review_on": _next_year(today(request))})
    return _of_rule(
        request, found, form, actions.review_rule, APPROVE_RULES, _("Leave {title} as it is"), _("It stays"),
        lead=_("You have looked again, and the text need not change."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def end_rule(request, pk):
    found = _rule(request, pk)
    form = EndRuleForm(sent(request), rule=found, initial={"ended_on": today(request)})
    return _of_rule(request, found, form, actions.end_rule, APPROVE_RULES, _("End {title}"), _("End"))


def _of_rule(request, found, form, verb, needs, title, submit, lead=""):
    return ask(
        request, form, verb, needs=needs, title=title.format(title=found.title), submit=submit, lead=lead,
        back=found.get_absolute_url(), crumbs=[_library(), (found.title, found.get_absolute_url())], about=[found],
        rule=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def approve_version(request, pk):
    version = thing(request, RuleVersion.objects.select_related("rule__school"), pk)
    found, on = version.rule, today(request)
    form = ApproveForm(sent(request), initial={"effective_on": on, "review_on": _next_year(on)})
    return ask(
        request, form, actions.approve_version, needs=APPROVE_RULES, version=version, about=[found],
        title=_("Approve {title}, version {number}").format(title=found.title, number=version.number),
        submit=_("Approve"), back=found.get_absolute_url(),
        crumbs=[_library(), (found.title, found.get_absolute_url())],
        lead=_("Whoever must read it is asked to, and its review becomes a duty."),
    )  # fmt: skip


def _next_year(on):
    return on.replace(year=on.year + REVIEW_AFTER_YEARS, day=min(on.day, 28))


@require_POST
def acknowledge(request, pk):
    version = thing(request, RuleVersion.objects.select_related("rule__school"), pk)
    return press(
        request, actions.acknowledge, back=version.rule, done=_("Kept: you have read and understood it."),
        about=[version.rule], version=version,
    )  # fmt: skip


@require_safe
def policies(request):
    """What was issued from above, in force first. Three queries."""
    school = looked_at(request)
    on = today(request)
    rows = list(Policy.objects.of(school).select_related("bureau").order_by("-issued_on", "-pk"))
    holding = [row for row in rows if row.holds(on)]
    sentence = ngettext("%(count)d policy is in force.", "%(count)d policies are in force.", len(holding))
    return show(
        request, "governance/policies.html", sentence=sentence % {"count": len(holding)}, crumbs=[_library()],
        lines=[_policy_line(row, "done") for row in holding],
        ended=[_policy_line(row, "held") for row in rows if row not in holding],
        may=may(request, WRITE_RULES), bureaus=_bureaus(request),
    )  # fmt: skip


def _policy_line(row: Policy, shape: str) -> dict:
    facts = [row.number, row.issuer, f"{row.issued_on:%Y-%m-%d}"]
    if row.bureau_id:
        facts.append(_("published by %(bureau)s") % {"bureau": row.bureau.name})
    return {"label": row.title, "url": row.get_absolute_url(), "quiet": _(", ").join(facts), "state": shape}


def _bureaus(request) -> list:
    """Where this person may publish, the nearest to the school first."""
    held = [one.bureau for one in request.user.holdings_at(request.now) if one.bureau_id]
    above = request.school.bureau.ancestor_ids
    return [one for one in held if one.pk in above and request.user.may(
        PUBLISH_POLICIES, school=None, bureau=one, at=request.now)]  # fmt: skip


def _policy(request, pk) -> Policy:
    school = looked_at(request)
    rows = Policy.objects.of(school).select_related("bureau", "school__bureau", "superseded_by", "attachment")
    return get_object_or_404(rows, pk=pk)


@require_safe
def policy(request, pk):
    found = _policy(request, pk)
    facts = [
        (_("Number"), found.number), (_("Issuer"), found.issuer), (_("Issued on"), f"{found.issued_on:%Y-%m-%d}"),
        (_("Published by"), found.bureau and found.bureau.name),
        (_("Ended on"), found.ended_on and f"{found.ended_on:%Y-%m-%d}"),
        {"label": _("Replaced by"), "value": found.superseded_by and found.superseded_by.title,
         "url": found.superseded_by and found.superseded_by.get_absolute_url()},
    ]  # fmt: skip
    mine = found.bureau in _bureaus(request) if found.bureau_id else may(request, WRITE_RULES)["write_rules"]
    carried_out = found.rules.of(request.school).order_by("number")
    return show(
        request, "governance/policy.html", policy=found, facts=facts, crumbs=[_library(), _policies()],
        holds=found.holds(today(request)), may_end=mine and not found.ended_on, history=history(found),
        rules=[{"label": one.title, "quiet": one.number, "url": one.get_absolute_url()} for one in carried_out],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new_policy(request):
    school = looked_at(request)
    return ask(
        request, PolicyForm(**files(request)), actions.keep_policy, needs=WRITE_RULES, school=school,
        title=_("Keep a policy"), submit=_("Keep"), back=reverse("governance:policies"), crumbs=[_policies()],
        lead=_("What was issued to the school: its number, its issuer, its day."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def publish_policy(request):
    """For an officer: to every school under the bureau."""
    looked_at(request)
    bureau = next(iter(_bureaus(request)), request.school.bureau)
    return ask(
        request, PublishForm(sent(request), initial={"issued_on": today(request)}), actions.publish_policy,
        needs=PUBLISH_POLICIES,
        title=_("Publish a policy"), submit=_("Publish"), back=reverse("governance:policies"), crumbs=[_policies()],
        lead=_("Every school under {bureau} sees it at once.").format(bureau=bureau.name), bureau=bureau,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def end_policy(request, pk):
    found = _policy(request, pk)
    form = EndPolicyForm(sent(request), policy=found, initial={"ended_on": today(request)})
    return ask(
        request, form, actions.end_policy, needs=PUBLISH_POLICIES if found.bureau_id else WRITE_RULES, policy=found,
        title=_("End {title}").format(title=found.title), submit=_("End"), back=found.get_absolute_url(),
        crumbs=[_policies(), (found.title, found.get_absolute_url())], about=[found] if found.school_id else (),
    )  # fmt: skip
