"""Who may deliver what, and whose papers run out."""

from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet

from houqin.kernel.prepared import Prepared, give
from houqin.supply.goods_classes import class_title
from houqin.supply.models import Approval, Certificate, Supplier, Suspension

#: Papers that end within this time are shown as running out (PH-05).
PAPERS_WARNING = timedelta(days=60)


#: Rows of a supplier that GT-01 reads.
STANDING = ("approvals", "suspensions", "certificates")


def _rows_of(model) -> Prepared:
    return Prepared(lambda suppliers: model.objects.filter(supplier__in=suppliers))


STANDING_ROWS = dict(zip(STANDING, map(_rows_of, (Approval, Suspension, Certificate)), strict=True))
WITH_SCHOOL = Prepared(lambda key: Supplier.objects.filter(pk=key).select_related("school"))


def give_standing(*suppliers: Supplier) -> None:
    """Load everything GT-01 reads of suppliers that are loaded. Three queries."""
    for name, rows in STANDING_ROWS.items():
        give(suppliers, name, rows(suppliers=[one.pk for one in suppliers]), attrgetter("supplier_id"))


def supplier_with_standing(key: int) -> Supplier:
    """One, as it is now, `with_standing`. Four queries."""
    [supplier] = WITH_SCHOOL(key=key)
    give_standing(supplier)
    return supplier


def with_standing(suppliers: QuerySet) -> QuerySet:
    """With everything GT-01 reads. Three queries more, whatever the number of suppliers."""
    return suppliers.select_related("school").prefetch_related(*STANDING)


def approved(on: date) -> Exists:
    return Exists(Approval.objects.in_force(on).filter(supplier=OuterRef("pk")))


def suspended() -> Exists:
    return Exists(Suspension.objects.filter(supplier=OuterRef("pk"), lifted_at=None))


def papers_run_out(on: date) -> Exists:
    """A paper ends soon or has ended, and no newer one of its kind goes on."""
    limit = on + PAPERS_WARNING
    newer = Certificate.objects.filter(
        supplier=OuterRef("supplier"), kind=OuterRef("kind"), withdrawn_at=None, valid_until__gt=limit
    )
    ending = Certificate.objects.filter(Q(valid_until__lte=limit), supplier=OuterRef("pk"), withdrawn_at=None)
    return Exists(ending.filter(~Exists(newer)))


def approved_suppliers(school, *, on: date) -> QuerySet:
    """Suppliers with at least one approval in force: who is offered when ordering or receiving."""
    return Supplier.objects.of(school).filter(approved(on)).order_by("name")


@dataclass(frozen=True)
class ClassStanding:
    """Where a supplier stands with one class today. `state` is one of the seven."""

    goods_class: str
    title: str
    state: str
    approval: Approval | None
    suspension: Suspension | None


def standing(supplier: Supplier, *, on: date) -> list[ClassStanding]:
    """One row per class ever approved or suspended, what holds today first. No query on a supplier `with_standing`."""
    best: dict[str, Approval] = {}
    for one in sorted(supplier.approvals.all(), key=lambda one: (one.ends_on, one.pk)):
        if not one.withdrawn_at:
            best[one.goods_class] = one
    stopped = {one.goods_class: one for one in supplier.suspensions.all() if one.lifted_at is None}
    rows = []
    for code in dict.fromkeys([*best, *stopped]):
        approval, suspension = best.get(code), stopped.get(code)
        in_force = approval is not None and approval.starts_on <= on <= approval.ends_on
        if suspension:
            state = "held"
        elif in_force:
            state = "late" if approval.ends_on <= on + PAPERS_WARNING else "done"
        else:
            state = "waiting" if approval and approval.starts_on > on else "missed"
        rows.append(ClassStanding(code, class_title(code), state, approval, suspension))
    order = ("held", "done", "late", "waiting", "missed")
    return sorted(rows, key=lambda row: (order.index(row.state), row.title))
