"""Governance over the API: written rules, plans, meetings' items, who answered when, how each clause stands."""

from ninja import Router

from houqin.governance.api import charter, meetings, plans, rules

router = Router()
router.add_router("", rules.router)
router.add_router("", plans.router)
router.add_router("", meetings.router)
router.add_router("", charter.router)
