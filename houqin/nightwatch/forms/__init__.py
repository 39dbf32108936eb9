"""Forms of the night watch."""
