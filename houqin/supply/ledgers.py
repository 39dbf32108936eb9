"""The registers of the store, as inspectors know them."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.kernel.shown import shown
from houqin.supply.goods_classes import class_title, document_kinds
from houqin.supply.models import DeliveryLine, Movement, StoreCheck, Supplier
from houqin.supply.permissions import SEE_STORE
from houqin.tenancy.posts import Post

#: Entered longer than this after the truck came is a late entry and says so (charter §6). A house rule.
LATE_AFTER = timedelta(minutes=30)


@ledger(
    "goods-in", form_number="HQ-台账-01", title=gettext_lazy("Goods-in register"), permission=SEE_STORE,
    period=Period.MONTH,
    columns=[
        Column("arrived", gettext_lazy("Arrived"), 13), Column("name", gettext_lazy("Goods and spec"), 22, "start"),
        Column("stated", gettext_lazy("Amount"), 14, "end"),
        Column("lot", gettext_lazy("Lot no. or production date"), 22),
        Column("life", gettext_lazy("Shelf life"), 24), Column("supplier", gettext_lazy("Supplier"), 24, "start"),
        Column("contact", gettext_lazy("Address and contact"), 30, "start"),
        Column("degrees", gettext_lazy("Vehicle / goods ℃"), 14),
        Column("papers", gettext_lazy("Papers"), 28, "start"),
        Column("decision", gettext_lazy("Decision"), 24, "start"),
        Column("inspectors", gettext_lazy("Inspected by"), 18, "start"),
    ],
    note=gettext_lazy("Kept for six months beyond the shelf life, two years when none is stated (GR-02)."),
    signatures=[Post.STOREKEEPER.label, Post.FOOD_SAFETY_OFFICER.label],
)  # fmt: skip
def goods_in(school, span):
    """Fields of GR-01. Four queries."""
    lines = DeliveryLine.objects.filter(
        school=school, delivery__arrived_at__gte=span.begins_at, delivery__arrived_at__lt=span.ends_at
    )
    lines = lines.select_related("article", "delivery__supplier").prefetch_related(
        "papers", "delivery__signatures__user"
    )
    for line in lines.order_by("delivery__arrived_at", "delivery_id", "number"):
        delivery = line.delivery
        late = delivery.received_at - delivery.arrived_at > LATE_AFTER
        yield Row(_received(line), key=line.pk, entered_at=delivery.received_at if late else None, remark=_about(line))


def _received(line) -> dict:
    delivery, supplier = line.delivery, line.delivery.supplier
    dates = [line.supplier_lot, f"{line.production_date:%Y-%m-%d}" if line.production_date else ""]
    life = [_("{days} days").format(days=line.shelf_life_days) if line.shelf_life_days else ""]
    life.append(_("until {day}").format(day=f"{line.expiration_date:%Y-%m-%d}") if line.expiration_date else "")
    degrees = [delivery.vehicle_temperature_c, line.arrival_temperature_c]
    return {
        "arrived": delivery.arrived_at,
        "name": f"{line.article.name} {line.article.spec}".strip(),
        "stated": line.quantity,
        "lot": "\n".join(filter(None, dates)),
        "life": "\n".join(filter(None, life)),
        "supplier": supplier.name,
        "contact": " ".join(filter(None, [supplier.address, supplier.contact, supplier.phone])),
        "degrees": " / ".join("—" if one is None else shown(one) for one in degrees),
        "papers": [_paper(paper) for paper in line.papers.all() if not paper.withdrawn_at],
        "decision": _decision(line),
        "inspectors": [signature.user.name for signature in delivery.signatures.all()],
    }


def _paper(paper) -> str:
    kind = document_kinds().get(paper.kind)
    return f"{kind.title if kind else paper.kind} {paper.number}".strip()


def _decision(line) -> str:
    if line.delivery.called_off_at:
        return _("entered by mistake")
    if line.accepted_amount is None:
        return _("not inspected yet")
    parts = [
        (_("accepted {quantity}"), line.accepted_amount), (_("returned {quantity}"), line.returned_amount),
        (_("quarantined {quantity}"), line.quarantined_amount),
    ]  # fmt: skip
    return _(", ").join(words.format(quantity=line.article.quantity(amount)) for words, amount in parts if amount)


def _about(line) -> str:
    """Why goods went back, what was noted, and papers that came after the inspection."""
    inspected = line.delivery.inspected_at
    late = [one for one in line.papers.all() if inspected and one.recorded_at > inspected and not one.withdrawn_at]
    said = [line.get_reject_reason_display(), line.remark, line.delivery.called_off_reason]
    said += [_("{paper} entered late").format(paper=_paper(one)) for one in late]
    return _(", ").join(filter(None, said))


@ledger(
    "stock-movements", form_number="HQ-台账-02", title=gettext_lazy("Stock movement register"), permission=SEE_STORE,
    period=Period.MONTH,
    columns=[
        Column("moved_at", gettext_lazy("Time"), 20), Column("article", gettext_lazy("Goods"), 30, "start"),
        Column("lot", gettext_lazy("Lot"), 24), Column("kind", gettext_lazy("Movement"), 20),
        Column("came", gettext_lazy("In"), 18, "end"), Column("went", gettext_lazy("Out"), 18, "end"),
        Column("left", gettext_lazy("Left of the lot"), 20, "end"),
        Column("purpose", gettext_lazy("Purpose"), 44, "start"), Column("by", gettext_lazy("By"), 20),
    ],
    signatures=[Post.STOREKEEPER.label, Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def stock_movements(school, span):
    """Every movement of the period with the lot's balance after it. Two queries."""
    rows = Movement.objects.filter(school=school, moved_at__gte=span.begins_at, moved_at__lt=span.ends_at)
    moved = list(rows.select_related("lot__article", "issue", "preparation", "moved_by").order_by("moved_at", "pk"))
    earlier = Movement.objects.filter(lot__in={one.lot_id for one in moved}, moved_at__lt=span.begins_at)
    left = defaultdict(int, earlier.order_by().values_list("lot").annotate(Sum("amount")))
    for one in moved:
        left[one.lot_id] += one.amount
        quantity = one.lot.article.quantity
        purpose = one.issue.purpose if one.issue_id else one.preparation.code if one.preparation_id else one.note
        yield Row(
            {
                "moved_at": one.moved_at, "article": one.lot.article.name, "lot": one.lot.code,
                "kind": one.get_kind_display(), "came": quantity(one.amount) if one.amount > 0 else None,
                "went": quantity(-one.amount) if one.amount < 0 else None, "left": quantity(left[one.lot_id]),
                "purpose": purpose, "by": one.moved_by.name,
            },
            key=one.pk,
            remark=_(", ").join(filter(None, [one.deviation_reason, one.note if one.note != purpose else ""])),
        )  # fmt: skip


@ledger(
    "suppliers", form_number="HQ-台账-03", title=gettext_lazy("Supplier register"), permission=SEE_STORE,
    period=Period.MONTH,
    columns=[
        Column("name", gettext_lazy("Supplier"), 34, "start"), Column("address", gettext_lazy("Address"), 34, "start"),
        Column("contact", gettext_lazy("Contact"), 24, "start"), Column("licence", gettext_lazy("Licence no."), 24),
        Column("approved", gettext_lazy("Approved for"), 44, "start"),
        Column("certificates", gettext_lazy("Certificates, valid until"), 62, "start"),
    ],
    signatures=[Post.FOOD_SAFETY_DIRECTOR.label, Post.PRINCIPAL.label],
)  # fmt: skip
def suppliers(school, span):
    """Approvals and certificates that held in the period. Four queries."""
    rows = Supplier.objects.of(school).prefetch_related("approvals", "certificates", "suspensions").order_by("code")
    for supplier in rows:
        approvals = [
            one for one in supplier.approvals.all()
            if one.starts_on <= span.last and one.ends_on >= span.first and not one.withdrawn_at
        ]  # fmt: skip
        held = [
            one for one in supplier.certificates.all()
            if one.valid_from <= span.last and one.valid_until >= span.first and not one.withdrawn_at
        ]  # fmt: skip
        stopped = [
            one for one in supplier.suspensions.all()
            if one.since < span.ends_at and (one.lifted_at is None or one.lifted_at >= span.begins_at)
        ]  # fmt: skip
        yield Row(
            {
                "name": f"{supplier.name} {supplier.code}",
                "address": supplier.address,
                "contact": " ".join(filter(None, [supplier.contact, supplier.phone])),
                "licence": supplier.licence_number,
                "approved": [f"{class_title(one.goods_class)} {one.ends_on:%Y-%m-%d}" for one in approvals],
                "certificates": [f"{_paper(one)} {one.valid_until:%Y-%m-%d}" for one in held],
            },
            key=supplier.pk,
            remark=_(", ").join(
                _("suspended for {goods}: {reason}").format(goods=class_title(one.goods_class), reason=one.reason)
                for one in stopped
            ),
        )


@ledger(
    "store-checks", form_number="HQ-台账-04", title=gettext_lazy("Store check and temperature register"),
    permission=SEE_STORE, period=Period.MONTH,
    columns=[
        Column("at", gettext_lazy("Checked at"), 20), Column("readings", gettext_lazy("Cold units ℃"), 70, "start"),
        Column("warm", gettext_lazy("Out of limits"), 30, "start"),
        Column("expired", gettext_lazy("Past their date"), 34, "start"),
        Column("near", gettext_lazy("Near their date"), 40, "start"),
        Column("order", gettext_lazy("All else"), 18), Column("by", gettext_lazy("By"), 20),
    ],
    note=gettext_lazy(
        "Twice a day: chillers 0 to 8 ℃, freezers −12 ℃ or colder (ST-04, ST-05); dates looked at (ST-01)."
    ),
    signatures=[Post.STOREKEEPER.label, Post.FOOD_SAFETY_OFFICER.label],
)  # fmt: skip
def store_checks(school, span):
    """A clean round is a row too. Two queries."""
    rows = StoreCheck.objects.filter(school=school, checked_at__gte=span.begins_at, checked_at__lt=span.ends_at)
    for one in rows.select_related("by").prefetch_related("readings__space").order_by("checked_at", "pk"):
        readings = sorted(one.readings.all(), key=lambda row: row.space.code)
        yield Row(
            {
                "at": one.checked_at, "readings": [f"{row.space.name} {row.degrees_c}" for row in readings],
                "warm": [row.space.name for row in readings if not row.is_within] or _("none"),
                "expired": one.expired or _("none"), "near": one.near_expiry or _("none"),
                "order": _("in order") if one.is_in_order else _("not in order"), "by": one.by.name,
            },
            key=one.pk, remark=one.remark,
            entered_at=one.received_at if one.received_at - one.checked_at > LATE_AFTER else None,
        )  # fmt: skip
