"""Three registers: what there is, what was seen of it each month, what was serviced and tested."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.campus.actions.checks import said_of
from houqin.campus.models import Equipment, EquipmentCheck, Service, SystemTest
from houqin.campus.permissions import SEE_EQUIPMENT
from houqin.campus.selectors.past import Past, standings_then
from houqin.campus.words import WORDS
from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.tenancy.posts import Post

SIGNED = [Post.GENERAL_AFFAIRS_DIRECTOR.label, Post.PRINCIPAL.label]


@ledger(
    "equipment", form_number="HQ-台账-47", title=gettext_lazy("Register of equipment"), permission=SEE_EQUIPMENT,
    period=Period.RANGE,
    columns=[
        Column("code", gettext_lazy("Code"), 16), Column("kind", gettext_lazy("Kind"), 26, "start"),
        Column("where", gettext_lazy("Where"), 40, "start"),
        Column("plate", gettext_lazy("Maker, model, number"), 40, "start"),
        Column("made_on", gettext_lazy("Made on"), 20, shows="year"),
        Column("in_service_on", gettext_lazy("In service from"), 20, shows="year"),
        Column("next", gettext_lazy("Next service"), 20, shows="year"),
        Column("ends", gettext_lazy("Scrap by"), 20, shows="year"), Column("state", gettext_lazy("State"), 18),
    ],
    note=gettext_lazy("Every piece that hung in the period; when it is due is reckoned from its services (DP-10)."),
    signatures=SIGNED,
)  # fmt: skip
def equipment(school, span):
    """As they stood on the last day of the period, or stand today while it runs; scrapped ones struck through.

    Five queries. What is moved, serviced, put right or scrapped after the period leaves its sheet as it was.
    """
    rows = Equipment.objects.of(school).filter(registered_at__lt=span.ends_at)
    rows = rows.exclude(scrapped_at__lt=span.begins_at)
    today = school.localdate(span.seen_at) if span.seen_at else span.last
    for one, where in standings_then(school, rows, on=min(span.last, today)):
        piece = one.piece
        plate = _(", ").join(part for part in (piece.maker, piece.model, piece.serial) if part)
        yield Row(
            {"code": piece.code, "kind": str(piece.kind_of), "where": where, "plate": plate, "made_on": piece.made_on,
             "in_service_on": piece.in_service_on, "next": one.service_on, "ends": one.ends_on,
             "state": str(WORDS[one.state])},
            key=piece.pk, struck=bool(piece.scrapped_at), remark=piece.scrapped_reason or piece.stopped_reason,
        )  # fmt: skip


@ledger(
    "equipment-checks", form_number="HQ-台账-48", title=gettext_lazy("Register of equipment checks"),
    permission=SEE_EQUIPMENT, period=Period.MONTH,
    columns=[
        Column("when", gettext_lazy("Looked at on"), 18), Column("what", gettext_lazy("Equipment"), 36, "start"),
        Column("where", gettext_lazy("Where"), 36, "start"),
        Column("found", gettext_lazy("What was seen"), 50, "start"),
        Column("how", gettext_lazy("Occasion"), 18), Column("who", gettext_lazy("Looked at by"), 18),
    ],
    note=gettext_lazy("Looked at once a month at least, led by a responsible person (DP-04)."), signatures=SIGNED,
)  # fmt: skip
def checks(school, span):
    """One query."""
    rows = EquipmentCheck.objects.of(school).filter(checked_at__gte=span.begins_at, checked_at__lt=span.ends_at)
    for check in rows.select_related("equipment", "space__building", "by").order_by("checked_at", "pk"):
        late = school.localdate(check.received_at) != school.localdate(check.checked_at)
        found = f"{said_of(check)} {'' if check.corrects_id else check.note}".strip()
        yield Row(
            {"when": check.checked_at, "what": str(check.equipment), "where": f"{check.space.building} {check.space}",
             "found": found, "how": _("monthly check") if check.round_id else _("in passing"), "who": check.by.name},
            key=check.pk, corrects=check.corrects_id, why=check.note if check.corrects_id else "",
            entered_at=check.received_at if late else None,
        )  # fmt: skip


@ledger(
    "equipment-services", form_number="HQ-台账-49", title=gettext_lazy("Register of services and tests"),
    permission=SEE_EQUIPMENT, period=Period.RANGE,
    columns=[
        Column("on", gettext_lazy("Done on"), 20, shows="year"),
        Column("what", gettext_lazy("Equipment or system"), 44, "start"),
        Column("where", gettext_lazy("Where"), 36, "start"),
        Column("by_whom", gettext_lazy("Serviced or tested by"), 36, "start"),
        Column("said", gettext_lazy("What was done or found"), 50, "start"),
        Column("next", gettext_lazy("Next one"), 20, shows="year"), Column("who", gettext_lazy("Recorded by"), 18),
    ],
    note=gettext_lazy("The papers are kept with each entry (DP-05, DP-10, DE-02, DE-03)."), signatures=SIGNED,
)  # fmt: skip
def services(school, span):
    """Where it hung when it was serviced, not where it was carried since. Four queries."""
    first, last, past = span.first, span.last, Past(school)
    found = []
    rows = Service.objects.of(school).filter(done_on__range=(first, last))
    for row in rows.select_related("equipment__space__building", "recorded_by", "corrected_by"):
        evening = school.moment(row.done_on + timedelta(days=1), time.min)
        where = past.where(row.equipment, min(row.recorded_at, evening))
        found.append((row, str(row.equipment), where, row.what, row.next_due_on))
    rows = SystemTest.objects.of(school).filter(tested_on__range=(first, last))
    for row in rows.select_related("recorded_by", "corrected_by"):
        result = _("passed") if row.passed else _("not passed")
        found.append((row, row.get_system_display(), "", f"{result} {row.findings}".strip(), None))
    for row, what, where, said, due in sorted(found, key=lambda one: (_on(one[0]), one[0].recorded_at, one[0].pk)):
        kind, on, newer = type(row).__name__, _on(row), getattr(row, "corrected_by", None)
        # A correction of the same period strikes what differs; one of another period is not on this sheet.
        gone = _on(newer) if newer and not first <= _on(newer) <= last else None
        yield Row(
            {"on": on, "what": what, "where": where, "by_whom": row.by_whom, "said": said, "next": due,
             "who": row.recorded_by.name},
            key=f"{kind}{row.pk}", corrects=f"{kind}{row.corrects_id}" if row.corrects_id else None,
            entered_at=row.recorded_at if school.localdate(row.recorded_at) != on else None, struck=gone is not None,
            remark=_("Corrected: it was done on {day}.").format(day=gone.isoformat()) if gone else "",
        )  # fmt: skip


def _on(row: Service | SystemTest) -> date:
    return row.done_on if isinstance(row, Service) else row.tested_on
