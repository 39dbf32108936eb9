"""The store's door for machines: the same verbs, gates and sight as its pages. One router per noun."""

from ninja import Router

from houqin.supply.api.deliveries import router as deliveries
from houqin.supply.api.issues import router as issues
from houqin.supply.api.lines import router as lines
from houqin.supply.api.receipts import router as receipts

router = Router()
router.add_router("/deliveries", deliveries)
router.add_router("/delivery-lines", lines)
router.add_router("/receipts", receipts)
router.add_router("/issues", issues)
