"""Search by number, code or title."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from houqin.governance.models import Meeting, Plan, Policy, Rule
from houqin.governance.permissions import SEE_GOVERNANCE

MOST_OF_A_KIND = 8


class Found(NamedTuple):
    """One answer. None of these carries a label."""

    label: str
    kind: str
    url: str


def find(text: str, *, school, actor) -> list[Found]:
    """Policies, rules, plans and meetings of the school whose number or title holds `text`. Four queries."""
    text = text.strip()
    if not text or not {school.pk} & actor.visible_school_ids():
        return []
    if not actor.may(SEE_GOVERNANCE, school=school, at=actor.as_of):
        return []
    asked = (
        (Policy, _("Policy"), ("title", "number")), (Rule, _("Rule"), ("title", "number")),
        (Plan, _("School plan"), ("title",)), (Meeting, _("Meeting"), ("title", "code")),
    )  # fmt: skip
    found = []
    for model, kind, names in asked:
        wanted = Q()
        for name in names:
            wanted |= Q(**{f"{name}__icontains": text})
        rows = model.objects.of(school).filter(wanted).order_by("-pk")[:MOST_OF_A_KIND]
        found += [Found(row.title, kind, row.get_absolute_url()) for row in rows]
    return found
