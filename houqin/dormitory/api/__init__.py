"""The dormitory over the API: rooms and beds, who sleeps where, changes of bed. The same verbs as the pages."""

from ninja import Router

from houqin.dormitory.api import moves, rooms

router = Router()
router.add_router("/rooms", rooms.router)
router.add_router("/beds", rooms.beds)
router.add_router("/pupils", rooms.pupils)
router.add_router("/moves", moves.router)

__all__ = ["router"]
