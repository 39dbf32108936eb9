"""Answers about checklists."""

from houqin.checklists.selectors.lists import newest_version, open_lists, versions_in_use

__all__ = ["newest_version", "open_lists", "versions_in_use"]
