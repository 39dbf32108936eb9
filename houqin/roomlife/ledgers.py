"""The registers of the life of rooms. Heads and turns name children and are for the circle; the rest names rooms."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.kernel.shown import shown
from houqin.roomlife.inspection_items import FULL_POINTS
from houqin.roomlife.models import Finding, Inspection, RoomAward, RoomHead
from houqin.roomlife.permissions import SEE_CHILDREN, SEE_ROOMS
from houqin.roomlife.selectors.dangers import doubted
from houqin.roomlife.selectors.rota import turns_of
from houqin.tenancy.posts import Post

BUILDING = Column("room.space.building.name", gettext_lazy("Building"), 26, "start")
ROOM = Column("room.space.name", gettext_lazy("Dorm room"), 22)
WITH_ROOM = "room__space__building"


@ledger(
    "room-heads", form_number="HQ-台账-32", title=gettext_lazy("Register of room heads"), permission=SEE_CHILDREN,
    period=Period.RANGE,
    columns=[
        BUILDING, ROOM, Column("pupil.name", gettext_lazy("Room head"), 26),
        Column("term.name", gettext_lazy("Term"), 24), Column("how", gettext_lazy("How"), 20),
        Column("starts_on", gettext_lazy("From"), 18, shows="year"),
        Column("appointed_by.name", gettext_lazy("Appointed by"), 22),
        Column("ends_on", gettext_lazy("Until"), 18, shows="year"),
        Column("why_ended", gettext_lazy("Why it ended"), 40, "start"),
    ],
    note=gettext_lazy("One head a room, elected each term (SF-06)."), signatures=[Post.DORM_MANAGER.label],
)  # fmt: skip
def room_heads(school, span):
    """Appointed in these days. One query."""
    rows = RoomHead.objects.of(school).filter(starts_on__range=(span.first, span.last))
    rows = rows.select_related(WITH_ROOM, "pupil", "term", "appointed_by").order_by("starts_on", "pk")
    for head in rows:
        head.how = _("elected") if head.election_id else _("followed")
        yield Row(head, key=head.pk)


@ledger(
    "cleaning-rota", form_number="HQ-台账-33", title=gettext_lazy("Cleaning rota and its checks"),
    permission=SEE_CHILDREN, period=Period.MONTH,
    columns=[
        Column("on", gettext_lazy("Day"), 14), BUILDING, ROOM, Column("who", gettext_lazy("Duty pupil"), 40),
        Column("done", gettext_lazy("Done"), 16), Column("note", gettext_lazy("What was left undone"), 50, "start"),
        Column("checked_by", gettext_lazy("Looked at by"), 22), Column("happened_at", gettext_lazy("Seen at"), 22),
    ],
    note=gettext_lazy("By bed; a substitute stands with whom they stand in for."),
    signatures=[Post.DORM_MANAGER.label],
)  # fmt: skip
def cleaning_rota(school, span):
    """One query."""
    turns = turns_of(school, span.first, span.last).select_related("check_of__checked_by")
    for turn in turns.order_by("on", "room__space__building__name", "room__floor", "room__space__code"):
        check = getattr(turn, "check_of", None)
        yield Row(
            {
                "on": turn.on, "room": turn.room, "who": turn.who, "note": check.note if check else "",
                "done": (_("done") if check.is_done else _("not done")) if check else "",
                "checked_by": check.checked_by.name if check else "", "happened_at": check and check.happened_at,
            },
            key=turn.pk,
        )  # fmt: skip


@ledger(
    "room-inspections", form_number="HQ-台账-34", title=gettext_lazy("Register of room inspections"),
    permission=SEE_ROOMS, period=Period.WEEK,
    columns=[
        Column("happened_at", gettext_lazy("Seen at"), 22), BUILDING, ROOM, Column("score", gettext_lazy("Score"), 14),
        Column("found", gettext_lazy("Something not in order"), 80, "start"), Column("kind", gettext_lazy("Kind"), 18),
        Column("done_by.name", gettext_lazy("Looked at by"), 22),
    ],
    note=gettext_lazy("Nothing found is a record as well. Rooms are named, children are not (CL-05, DR-08)."),
    signatures=[Post.DORM_MANAGER.label, Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def room_inspections(school, span):
    """Two queries."""
    rows = Inspection.objects.of(school).filter(on__range=(span.first, span.last))
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.filter(inspection__in=rows).order_by("pk"):
        found[finding.inspection_id].append(finding)
    rows = rows.select_related(WITH_ROOM, "done_by", "school").order_by("happened_at", "pk")
    for row in rows:
        findings = found[row.pk]
        row.score = max(FULL_POINTS - sum(one.points for one in findings), 0)
        row.found = [str(one) for one in findings] or _("nothing found")
        row.kind = _("spot check") if row.draw_id else _("daily")
        is_late = school.localdate(row.received_at) != row.on and not row.corrects_id
        yield Row(
            row, key=row.pk, corrects=row.corrects_id, why=row.note if row.corrects_id else "",
            entered_at=row.received_at if is_late else None, remark="" if row.corrects_id else row.note,
        )  # fmt: skip


@ledger(
    "civilised-rooms", form_number="HQ-台账-35", title=gettext_lazy("Register of civilised rooms"),
    permission=SEE_ROOMS, period=Period.RANGE,
    columns=[
        Column("of_month", gettext_lazy("Month"), 20), BUILDING, ROOM, Column("score", gettext_lazy("Score"), 16),
        Column("awarded_by.name", gettext_lazy("Awarded by"), 26),
        Column("awarded_at", gettext_lazy("Awarded on"), 22, shows="date"),
    ],
    note=gettext_lazy("The mean of the first look of each day of the month; a danger found is a veto (EV-07)."),
    signatures=[Post.PRINCIPAL.label],
)  # fmt: skip
def civilised_rooms(school, span):
    """Awarded in these days; what was withdrawn stays, struck through. Two queries."""
    rows = RoomAward.objects.of(school).filter(awarded_at__gte=span.begins_at, awarded_at__lt=span.ends_at)
    rows = list(rows.select_related(WITH_ROOM, "awarded_by").order_by("month", "pk"))
    danger_on = doubted(rows)
    for award in rows:
        award.of_month = f"{award.month:%Y-%m}"
        said = _("danger on {day}").format(day=shown(danger_on[award.pk])) if award.pk in danger_on else ""
        yield Row(award, key=award.pk, struck=award.withdrawn_at is not None, remark=award.why_withdrawn or said)
