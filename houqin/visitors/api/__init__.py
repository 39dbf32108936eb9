"""The gate and the guest rooms over the API: other phones, card readers at the gate."""

from ninja import Router

from houqin.visitors.api import stays, visits

router = Router()
router.add_router("/visits", visits.router)
router.add_router("/guests", stays.router)
