"""The registers of incidents and drills."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.incidents.models import Drill, Incident, ReportForm, SentReport
from houqin.incidents.permissions import SEE_INCIDENTS, SEE_PLANS
from houqin.tenancy.posts import Post

SIGNED = [Post.GENERAL_AFFAIRS_DIRECTOR.label, Post.PRINCIPAL.label]


@ledger(
    "incidents",
    form_number="HQ-台账-17",
    title=gettext_lazy("Incident register"),
    permission=SEE_INCIDENTS,
    period=Period.MONTH,
    signatures=SIGNED,
    columns=[
        Column("code", gettext_lazy("Code"), 26),
        Column("kind", gettext_lazy("Kind"), 24, "start"),
        Column("found", gettext_lazy("Discovered at"), 22),
        Column("place", gettext_lazy("Where"), 26, "start"),
        Column("summary", gettext_lazy("What happened"), 50, "start"),
        Column("grade", gettext_lazy("Gravity"), 14),
        Column("first", gettext_lazy("First report"), 22),
        Column("handler", gettext_lazy("Handler"), 20),
        Column("closed", gettext_lazy("Closed at"), 20),
        Column("closer", gettext_lazy("Verified by"), 20),
    ],
    note=gettext_lazy(
        "Every clock runs from the discovery (ER-01). Confidential cases have a dossier each, kept apart."
    ),
)
def incidents(school, span):
    """Two queries. Confidential cases are not here: whoever may open this sheet need not be whom they concern."""
    rows = Incident.objects.filter(
        school=school, is_confidential=False, discovered_at__gte=span.begins_at, discovered_at__lt=span.ends_at
    )
    rows = list(rows.select_related("space", "handler", "closed_by").order_by("discovered_at", "pk"))
    first: dict[int, object] = {}
    reports = SentReport.objects.filter(incident__in=rows, addressee="education", form=ReportForm.PHONE)
    for incident, sent_at in reports.order_by("-sent_at").values_list("incident_id", "sent_at"):
        first[incident] = sent_at
    for one in rows:
        values = {
            "code": one.code, "kind": one.kind_words, "found": one.discovered_at, "place": one.where,
            "summary": one.summary, "grade": one.get_grade_display(), "first": first.get(one.pk),
            "handler": one.handler.name, "closed": one.closed_at, "closer": one.closed_by and one.closed_by.name,
        }  # fmt: skip
        yield Row(values, key=one.pk, entered_at=one.received_at if one.is_late else None)


@ledger(
    "drills",
    form_number="HQ-台账-18",
    title=gettext_lazy("Drill register"),
    permission=SEE_PLANS,
    period=Period.RANGE,
    signatures=SIGNED,
    columns=[
        Column("code", gettext_lazy("Code"), 26),
        Column("kind", gettext_lazy("Kind"), 28, "start"),
        Column("held", gettext_lazy("Drill held at"), 22),
        Column("place", gettext_lazy("Where"), 28, "start"),
        Column("planned", gettext_lazy("Planned\ns"), 16),
        Column("actual", gettext_lazy("Actual\ns"), 16),
        Column("heads", gettext_lazy("Heads counted,\nexpected"), 24),
        Column("faults", gettext_lazy("What went wrong"), 44, "start"),
        Column("improvement", gettext_lazy("What will change"), 44, "start"),
        Column("by", gettext_lazy("Led by"), 20),
    ],
    note=gettext_lazy(
        "Evacuation every month, food accident every year, from the dormitory at night every term (DD-01 to DD-06)."
    ),
)
def drills(school, span):
    """One query."""
    rows = Drill.objects.filter(school=school, happened_at__gte=span.begins_at, happened_at__lt=span.ends_at)
    for one in rows.select_related("led_by").order_by("happened_at", "pk"):
        values = {
            "code": one.code, "kind": one.get_kind_display(), "held": one.happened_at, "place": one.place,
            "planned": one.planned_seconds, "actual": one.actual_seconds,
            "heads": _("{counted} of {expected}").format(counted=one.heads_counted, expected=one.heads_expected),
            "faults": one.faults, "improvement": one.improvement, "by": one.led_by.name,
        }  # fmt: skip
        is_late = school.localdate(one.entered_at) != school.localdate(one.happened_at)
        yield Row(values, key=one.pk, entered_at=one.entered_at if is_late else None)
