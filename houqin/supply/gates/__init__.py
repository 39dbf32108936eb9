"""Questions asked before supply changes anything."""
