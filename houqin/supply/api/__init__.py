"""The store's door for machines: the same verbs, gates and sight as its pages. One router per noun."""

from ninja import Router

from houqin.supply.api import articles, deliveries, issues, lines, lots, orders, receipts, store, suppliers

router = Router()
router.add_router("/articles", articles.router)
router.add_router("/suppliers", suppliers.router)
router.add_router("/orders", orders.router)
router.add_router("/deliveries", deliveries.router)
router.add_router("/delivery-lines", lines.router)
router.add_router("/receipts", receipts.router)
router.add_router("/lots", lots.router)
router.add_router("/issues", issues.router)
router.add_router("", store.router)
