"""Which plan stands for which kind of incident."""

from houqin.incidents.incident_kinds import incident_kinds
from houqin.incidents.models import ContingencyPlan
from houqin.tenancy.posts import Post


def plans_by_kind(school) -> dict[str, ContingencyPlan]:
    """The newest version in force of each kind; where none is, the newest draft. One query."""
    found: dict[str, ContingencyPlan] = {}
    for plan in ContingencyPlan.objects.of(school).select_related("school").order_by("version"):
        if plan.approved_at or plan.kind not in found or not found[plan.kind].approved_at:
            found[plan.kind] = plan
    return found


def stands_in_for(school, kind: str) -> dict[str, str]:
    """What a new version begins with: the one before, or the first-hour card. Empty for an unknown kind."""
    known = incident_kinds().get(kind)
    if known is None:
        return {}
    last = ContingencyPlan.objects.of(school).filter(kind=kind).order_by("version").last()
    if last:
        return {"kind": kind, "title": last.title, "steps": last.steps, "people": last.people}
    return {
        "kind": kind, "title": str(known), "steps": "\n".join(str(step) for step in known.steps),
        "people": "\n".join(dict.fromkeys(str(Post(step.post).label) for step in known.steps)),
    }  # fmt: skip
