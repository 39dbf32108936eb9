"""Questions asked before a change."""
