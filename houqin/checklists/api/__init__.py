"""Checklists over the API: what is asked, what was seen. The same verbs as the pages; a run takes a personal token."""

from houqin.checklists.api import runs
from houqin.checklists.api.lists import router

router.add_router("/runs", runs.router)

__all__ = ["router"]
