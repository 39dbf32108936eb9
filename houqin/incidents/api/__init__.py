"""Cases over the API."""

from ninja import Router

from houqin.incidents.api import hazards, incidents

router = Router()
router.add_router("/hazards", hazards.router)
router.add_router("/incidents", incidents.router)
