"""Rooms and beds, who sleeps where, who changed bed: the lists that hang in the duty room (D-01, D-21, DB-06)."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.dormitory.models import Move
from houqin.dormitory.permissions import SEE_DORMITORY
from houqin.dormitory.selectors.charges import charges_of
from houqin.dormitory.selectors.rooms import rooms_on, slept_on
from houqin.people.selectors import sits_in
from houqin.tenancy.posts import Post

#: A bed that was given longer than this after its first night began is a late entry and says so. A house rule.
LATE_AFTER = timedelta(days=1)


@ledger(
    "dorm-rooms", form_number="HQ-台账-29", title=gettext_lazy("Register of dorm rooms and beds"),
    permission=SEE_DORMITORY, period=Period.MONTH,
    columns=[
        Column("building", gettext_lazy("Building"), 24, "start"), Column("room", gettext_lazy("Room"), 26, "start"),
        Column("code", gettext_lazy("Code"), 16), Column("floor", gettext_lazy("Floor"), 10),
        Column("whose", gettext_lazy("Whose room"), 14), Column("section", gettext_lazy("Section"), 14),
        Column("area", gettext_lazy("Floor space m²"), 14, "end"),
        Column("beds", gettext_lazy("Beds in use"), 12, "end"),
        Column("most", gettext_lazy("Standard"), 12, "end"), Column("heads", gettext_lazy("Sleep here"), 12, "end"),
        Column("managers", gettext_lazy("In charge"), 22, "start"),
    ],
    note=gettext_lazy(
        "As on the last day of the period. Beds beyond the standard are taken out of use (DB-01, DB-08)."
    ),
    signatures=[Post.DORM_MANAGER.label, Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def dorm_rooms(school, span):
    """Six queries."""
    charges = charges_of(school, span.last)
    for one in rooms_on(school, span.last, later=False):
        space = one.room.space
        yield Row(
            {
                "building": space.building.name, "room": space.name, "code": space.code, "floor": one.room.floor,
                "whose": one.room.get_gender_display(), "section": one.room.get_section_display(),
                "area": one.room.area_m2, "beds": one.in_use, "most": one.standard.most_beds,
                "heads": len(one.sleepers),
                "managers": [charge.user.name for charge in charges.get(space.building_id, [])],
            },
            key=one.room.pk, remark=" ".join(refusal.sentence for refusal in one.beyond),
        )  # fmt: skip


@ledger(
    "dorm-sleepers", form_number="HQ-台账-30", title=gettext_lazy("Register of who sleeps where"),
    permission=SEE_DORMITORY, period=Period.DAY, portrait=True,
    columns=[
        Column("building", gettext_lazy("Building"), 26, "start"), Column("room", gettext_lazy("Room"), 28, "start"),
        Column("bed", gettext_lazy("Bed"), 10), Column("name", gettext_lazy("Full name"), 34, "start"),
        Column("number", gettext_lazy("Pupil number"), 26), Column("school_class", gettext_lazy("Class"), 28, "start"),
        Column("since", gettext_lazy("Since"), 20, shows="year"),
    ],
    note=gettext_lazy("The night that begins on the evening of the day. One pupil, one bed (DB-08)."),
    signatures=[Post.DORM_MANAGER.label],
)  # fmt: skip
def dorm_sleepers(school, span):
    """Six queries."""
    rooms = slept_on(school, span.first)
    classes = sits_in([stay.pupil for one in rooms for stay in one.sleepers], on=span.first)
    for one in rooms:
        for stay in one.sleepers:
            late = school.localdate(stay.placed_at) - stay.starts_on > LATE_AFTER
            yield Row(
                {
                    "building": one.room.space.building.name, "room": one.room.space.name, "bed": stay.bed.number,
                    "name": stay.pupil.name, "number": stay.pupil.number,
                    "school_class": str(classes.get(stay.pupil_id, "")), "since": stay.starts_on,
                },
                key=stay.pk, entered_at=stay.placed_at if late else None,
            )  # fmt: skip


@ledger(
    "bed-moves", form_number="HQ-台账-31", title=gettext_lazy("Register of changes of bed"), permission=SEE_DORMITORY,
    period=Period.MONTH,
    columns=[
        Column("asked_at", gettext_lazy("Asked at"), 18), Column("name", gettext_lazy("Full name"), 26, "start"),
        Column("number", gettext_lazy("Pupil number"), 22), Column("from_bed", gettext_lazy("From"), 30, "start"),
        Column("to_bed", gettext_lazy("To"), 30, "start"), Column("other", gettext_lazy("Swaps with"), 22, "start"),
        Column("why", gettext_lazy("Why"), 34, "start"), Column("asked_by", gettext_lazy("Asked by"), 18),
        Column("decision", gettext_lazy("Answer"), 16), Column("decided_by", gettext_lazy("Decided by"), 18),
        Column("first", gettext_lazy("First night"), 14),
    ],
    note=gettext_lazy("Nobody changes bed without the word of a second person (DV-03)."),
    signatures=[Post.DORM_MANAGER.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def bed_moves(school, span):
    """One query."""
    rows = Move.objects.filter(school=school, asked_at__gte=span.begins_at, asked_at__lt=span.ends_at)
    for move in rows.with_all().order_by("asked_at", "pk"):
        decision = getattr(move, "decision", None)
        yield Row(
            {
                "asked_at": move.asked_at, "name": move.pupil.name, "number": move.pupil.number,
                "from_bed": str(move.from_bed), "to_bed": str(move.to_bed),
                "other": move.other.name if move.other_id else None, "why": move.why, "asked_by": move.asked_by.name,
                "decision": decision.get_outcome_display() if decision else _("waits for a decision"),
                "decided_by": decision.by.name if decision else None, "first": decision.starts_on if decision else None,
            },
            key=move.pk, remark=decision.note if decision else "",
        )  # fmt: skip
