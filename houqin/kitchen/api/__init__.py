"""The kitchen's door for machines: the same verbs, gates and sight as its pages. One router per noun."""

from ninja import Router

from houqin.kitchen.api import batches, dishes, disinfections, meals, menus, samples, trace

router = Router()
router.add_router("/dishes", dishes.router)
router.add_router("/menus", menus.router)
router.add_router("/batches", batches.router)
router.add_router("/samples", samples.router)
router.add_router("/trace", trace.router)
router.add_router("", disinfections.router)
router.add_router("", meals.router)
