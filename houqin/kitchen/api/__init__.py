"""The kitchen's door for machines: the same verbs, gates and sight as its pages. One router per noun."""

from ninja import Router

from houqin.kitchen.api.batches import router as batches
from houqin.kitchen.api.trace import router as trace

router = Router()
router.add_router("/batches", batches)
router.add_router("/trace", trace)
