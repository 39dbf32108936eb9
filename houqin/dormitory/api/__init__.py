"""The dormitory over the API: rooms and beds, changes of bed, rolls, searches, evacuations. Verbs as on the pages."""

from ninja import Router

from houqin.dormitory.api import emergencies, moves, rolls, rooms, searches

router = Router()
router.add_router("/rooms", rooms.router)
router.add_router("/beds", rooms.beds)
router.add_router("/pupils", rooms.pupils)
router.add_router("/moves", moves.router)
router.add_router("/buildings", rolls.buildings)
router.add_router("/rolls", rolls.router)
router.add_router("/searches", searches.router)
router.add_router("/emergencies", emergencies.router)

__all__ = ["router"]
