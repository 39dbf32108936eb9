"""What of supply stands behind a clause of the plan."""

from houqin.supply import events
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

stands_behind(
    "C-07", gates=("GT-01",), entries=(events.SUPPLIER_APPROVED, events.SUPPLIER_SUSPENDED), ledgers=("suppliers",),
    answers=Post.BUYER, view="supply:suppliers",
)  # fmt: skip
stands_behind(
    "C-08", entries=(events.LINE_DECIDED, events.REST_ACCEPTED), ledgers=("goods-in",),
    answers=Post.FOOD_SAFETY_OFFICER, view="supply:deliveries",
)  # fmt: skip
stands_behind(
    "C-09a", gates=("GT-02",), entries=(events.PAPER_ADDED, events.CERTIFICATE_RECORDED),
    ledgers=("goods-in", "suppliers"), answers=Post.BUYER, view="supply:deliveries",
)  # fmt: skip
stands_behind(
    "C-09b", entries=(events.DELIVERY_REGISTERED,), ledgers=("goods-in",), answers=Post.STOREKEEPER,
    view="supply:deliveries",
)  # fmt: skip
stands_behind(
    "C-10", gates=("GT-03",), entries=(events.INSPECTION_SIGNED, events.DELIVERY_INSPECTED), ledgers=("goods-in",),
    answers=Post.FOOD_SAFETY_OFFICER, view="supply:deliveries",
)  # fmt: skip
stands_behind(
    "C-11", gates=("GT-05",), entries=(events.ISSUED, events.LOT_QUARANTINED, events.STOCK_COUNTED),
    ledgers=("stock-movements",), answers=Post.STOREKEEPER, view="supply:stock",
)  # fmt: skip
stands_behind(
    "C-22", gates=("GT-04", "GT-06"), entries=(events.LOT_REJECTED, events.LOT_DISPOSED, events.SUPPLIER_SUSPENDED),
    ledgers=("goods-in",), answers=Post.FOOD_SAFETY_OFFICER, view="supply:stock",
)  # fmt: skip
stands_behind(
    "M-11", gates=("GT-03",), entries=(events.ORDER_SENT, events.DELIVERY_INSPECTED, events.ISSUED),
    ledgers=("goods-in", "stock-movements"), answers=Post.STOREKEEPER, view="supply:orders",
)  # fmt: skip
