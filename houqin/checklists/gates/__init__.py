"""Questions asked before a list changes or is handed in."""
