"""The registers of the gate and the guest rooms, as inspectors know them. No whole document number."""

from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.tenancy.posts import Post
from houqin.visitors.models import GuestStay, Visit
from houqin.visitors.permissions import SEE_STAYS, SEE_VISITS

IN_AND_OUT = [Column("in_at", gettext_lazy("In at"), 20), Column("out_at", gettext_lazy("Left"), 20)]
WHO = [
    Column("code", gettext_lazy("Pass no."), 24), Column("name", gettext_lazy("Visitor's name"), 22),
    Column("heads", gettext_lazy("How many people"), 12), Column("document", gettext_lazy("Identity document"), 26),
    Column("phone", gettext_lazy("Phone"), 24),
]  # fmt: skip
NOTE = gettext_lazy("Of a document only its last four signs are kept (PD-05).")
GATE_KEEPERS = gettext_lazy("Let in by"), gettext_lazy("Let out by")


def _visits(school, span, kind):
    rows = Visit.objects.of(school).filter(kind=kind, in_at__gte=span.begins_at, in_at__lt=span.ends_at)
    loaded = ("school", "host_staff", "host_pupil", "escort", "building", "let_in_by", "let_out_by", "approval")
    for visit in rows.select_related(*loaded, "approval__approved_by").order_by("in_at", "pk"):
        is_late = school.localdate(visit.received_at) != school.localdate(visit.in_at)
        yield Row(_row(visit), key=visit.pk, entered_at=visit.received_at if is_late else None, remark=_remark(visit))


def _row(visit: Visit) -> dict:
    return {
        "code": visit.code, "name": visit.name, "heads": visit.heads, "document": _document(visit),
        "phone": visit.phone, "why": " ".join(filter(None, [visit.why, visit.work_order])),
        "host": str(visit.host_pupil or visit.host_staff or ""), "where": visit.building.name if visit.building else "",
        "items": visit.items, "company": visit.company, "escort": visit.escort.name if visit.escort else "",
        "in_at": visit.in_at, "out_at": visit.out_at, "let_in_by": visit.let_in_by.shown_name,
        "let_out_by": visit.let_out_by.shown_name if visit.let_out_by else "",
    }  # fmt: skip


def _document(row) -> str:
    return f"{row.get_document_kind_display()} …{row.document_ending}" if row.document_ending else ""


def _remark(visit: Visit) -> str:
    approved = visit.approval.approved_by.name if visit.approval else ""
    return " ".join(filter(None, [approved, visit.urgent_why]))


@ledger(
    "visitors", form_number="HQ-台账-41", title=gettext_lazy("Visitor register"), permission=SEE_VISITS,
    period=Period.MONTH,
    columns=[
        *WHO, Column("why", gettext_lazy("Why they come"), 30, "start"),
        Column("host", gettext_lazy("Whom they visit"), 20), Column("where", gettext_lazy("Goes to"), 20),
        Column("items", gettext_lazy("What they carry"), 20), *IN_AND_OUT,
        Column("let_in_by", GATE_KEEPERS[0], 18), Column("let_out_by", GATE_KEEPERS[1], 18),
    ],
    note=NOTE, signatures=[Post.GUARD.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def visitors(school, span):
    """Those who came in the period. One query."""
    return _visits(school, span, Visit.Kind.VISITOR)


@ledger(
    "overnight-guests", form_number="HQ-台账-42", title=gettext_lazy("Overnight guest register"), permission=SEE_STAYS,
    period=Period.MONTH,
    columns=[
        Column("code", gettext_lazy("Stay no."), 24), Column("name", gettext_lazy("Guest"), 22),
        Column("pupil", gettext_lazy("Pupil"), 20), Column("relation", gettext_lazy("Relation to the pupil"), 16),
        Column("heads", gettext_lazy("How many people"), 10), Column("document", gettext_lazy("Identity document"), 24),
        Column("why", gettext_lazy("Why they come"), 28, "start"), Column("applied", gettext_lazy("Applied by"), 20),
        Column("decided", gettext_lazy("Decided by"), 20), Column("registered", gettext_lazy("Registered by"), 20),
        Column("room", gettext_lazy("Guest room"), 18), Column("lodged_at", gettext_lazy("Key given"), 20),
        Column("departed_at", gettext_lazy("Key back"), 20),
    ],
    note=gettext_lazy("Application, approval by another, document, guest room, departure (DV-01, GT-15)."),
    signatures=[Post.DORM_MANAGER.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def overnight_guests(school, span):
    """Those applied for in the period. One query."""
    rows = GuestStay.objects.of(school).filter(applied_at__gte=span.begins_at, applied_at__lt=span.ends_at)
    rows = rows.select_related("school", "pupil", "room", "applied_by", "decided_by", "registered_by")
    for stay in rows.order_by("applied_at", "pk"):
        yield Row(_stay(stay), key=stay.pk, remark=stay.get_state_display())


def _stay(stay: GuestStay) -> dict:
    def signed(who, when):
        return f"{who.shown_name}\n{stay.school.localtime(when):%m-%d %H:%M}" if who else ""

    return {
        "code": stay.code, "name": stay.name, "pupil": stay.pupil.name, "relation": stay.relation,
        "heads": stay.heads, "document": _document(stay), "why": stay.why,
        "applied": signed(stay.applied_by, stay.applied_at), "decided": signed(stay.decided_by, stay.decided_at),
        "registered": signed(stay.registered_by, stay.registered_at), "room": stay.room.name if stay.room else "",
        "lodged_at": stay.lodged_at, "departed_at": stay.departed_at,
    }  # fmt: skip


@ledger(
    "workers", form_number="HQ-台账-43", title=gettext_lazy("Register of workers let in"), permission=SEE_VISITS,
    period=Period.MONTH,
    columns=[
        *WHO, Column("company", gettext_lazy("Company"), 26, "start"),
        Column("why", gettext_lazy("Job to do"), 32, "start"), Column("where", gettext_lazy("Goes to"), 20),
        Column("escort", gettext_lazy("Goes along"), 18), *IN_AND_OUT, Column("let_in_by", GATE_KEEPERS[0], 18),
        Column("let_out_by", GATE_KEEPERS[1], 18),
    ],
    note=NOTE, signatures=[Post.GUARD.label, Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def workers(school, span):
    """Those who came in the period. One query."""
    return _visits(school, span, Visit.Kind.WORKER)
