"""What people type, before a verb sees it."""
