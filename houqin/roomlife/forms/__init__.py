"""Forms of the life of rooms."""
