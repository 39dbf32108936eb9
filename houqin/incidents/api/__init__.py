"""The door of cases for machines: the same verbs, gates and sight as its pages. One router per noun."""

from ninja import Router

from houqin.incidents.api import incidents

router = Router()
router.add_router("/incidents", incidents.router)
