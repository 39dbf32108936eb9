"""The dormitory over the API: rolls, searches, evacuations. The same verbs as the pages."""

from ninja import Router

from houqin.dormitory.api import emergencies, rolls, searches

router = Router()
router.add_router("/buildings", rolls.buildings)
router.add_router("/rolls", rolls.router)
router.add_router("/searches", searches.router)
router.add_router("/emergencies", emergencies.router)

__all__ = ["router"]
