"""Pages of governance, under /governance/."""
