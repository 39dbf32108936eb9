"""Equipment over the API."""

from houqin.campus.api.equipment import router

__all__ = ["router"]
