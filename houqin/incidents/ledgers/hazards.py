"""The registers of cases, as inspectors know them."""

from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.incidents.models import Hazard, HazardStep
from houqin.incidents.permissions import SEE_HAZARDS
from houqin.tenancy.posts import Post


@ledger(
    "hazards", form_number="HQ-台账-15", title=gettext_lazy("Hazard register"), permission=SEE_HAZARDS,
    period=Period.MONTH,
    columns=[
        Column("code", gettext_lazy("Hazard no."), 25), Column("found_at", gettext_lazy("Seen at"), 16),
        Column("what", gettext_lazy("What is unsafe"), 38, "start"), Column("category", gettext_lazy("Kind"), 24),
        Column("where", gettext_lazy("Where"), 18), Column("found_by", gettext_lazy("Found by"), 18),
        Column("grade", gettext_lazy("Hazard grade"), 16), Column("owner", gettext_lazy("Put right by"), 25),
        Column("due_on", gettext_lazy("Deadline"), 16), Column("fix", gettext_lazy("What was done"), 32, "start"),
        Column("fixed", gettext_lazy("Put right"), 20), Column("verified", gettext_lazy("Verified and closed"), 20),
    ],
    note=gettext_lazy("Nobody verifies what they put right themselves (GT-19)."),
    signatures=[Post.GENERAL_AFFAIRS_DIRECTOR.label, Post.PRINCIPAL.label],
)  # fmt: skip
def hazards(school, span):
    """Those found in the period; a fix that did not hold is struck.

    Two queries, two more where the clock wrote some.
    """
    rows = Hazard.objects.of(school).filter(found_at__gte=span.begins_at, found_at__lt=span.ends_at)
    rows = rows.select_related("school", "place", "owner", "found_by", "fixed_by", "verified_by")
    found = rows.order_by("found_at", "pk")
    fixes = HazardStep.objects.of(school).filter(hazard__in=found, kind=HazardStep.Kind.FIXED).order_by("pk")
    done = dict(fixes.values_list("hazard", "note"))
    for hazard in found:
        is_late = school.localdate(hazard.received_at) != school.localdate(hazard.found_at)
        fix = done.get(hazard.pk, "")
        did_not_hold = fix and hazard.state in (Hazard.State.FOUND, Hazard.State.FIXING)
        yield Row(
            _row(hazard, fix), key=hazard.pk, entered_at=hazard.received_at if is_late else None,
            struck=("fix", "fixed") if did_not_hold else (), remark=hazard.get_state_display(),
        )  # fmt: skip


def _row(hazard: Hazard, fix: str) -> dict:
    return {
        "code": hazard.code, "found_at": hazard.found_at, "what": hazard.what,
        "category": hazard.get_category_display(), "where": hazard.where, "found_by": hazard.found_by.shown_name,
        "grade": hazard.get_grade_display() if hazard.grade else "",
        "owner": hazard.owner.name if hazard.owner else hazard.get_owner_post_display(), "due_on": hazard.due_on,
        "fix": fix, "fixed": _signed(hazard, hazard.fixed_by, hazard.fixed_at) if fix else "",
        "verified": _signed(hazard, hazard.verified_by, hazard.closed_at),
    }  # fmt: skip


def _signed(hazard: Hazard, who, when) -> str:
    return f"{who.shown_name}\n{hazard.school.localtime(when):%m-%d %H:%M}" if who else ""
