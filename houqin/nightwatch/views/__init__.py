"""Pages of the night watch."""
