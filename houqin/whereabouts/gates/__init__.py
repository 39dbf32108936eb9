"""Questions asked before a child goes, and when it comes back."""
