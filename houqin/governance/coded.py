"""Policies, rules, plans and meetings, found by number, code or title. None of these carries a label."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.documents.coded import MOST_OF_A_KIND, Answer, coded
from houqin.governance.models import Meeting, Plan, Policy, Rule
from houqin.governance.permissions import SEE_GOVERNANCE


@coded("policy", _("Policy"), place=40, needs=SEE_GOVERNANCE)
def policies(text, *, school, actor):
    return _holding(text, Policy, ("title", "number"), school, actor)


@coded("rule", _("Rule"), place=41, needs=SEE_GOVERNANCE)
def rules(text, *, school, actor):
    return _holding(text, Rule, ("title", "number"), school, actor)


@coded("plan", _("School plan"), place=42, needs=SEE_GOVERNANCE)
def plans(text, *, school, actor):
    return _holding(text, Plan, ("title",), school, actor)


@coded("meeting", _("Meeting"), place=43, needs=SEE_GOVERNANCE)
def meetings(text, *, school, actor):
    return _holding(text, Meeting, ("title", "code"), school, actor)


def _holding(text: str, model, names: tuple[str, ...], school, actor) -> list[Answer]:
    if not {school.pk} & actor.visible_school_ids() or not actor.may(SEE_GOVERNANCE, school=school, at=actor.as_of):
        return []
    wanted = Q()
    for name in names:
        wanted |= Q(**{f"{name}__icontains": text})
    rows = model.objects.of(school).filter(wanted).order_by("-pk")[:MOST_OF_A_KIND]
    return [Answer(row.title, row.get_absolute_url()) for row in rows]
