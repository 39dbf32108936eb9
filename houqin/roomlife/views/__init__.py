"""Pages of the life of rooms."""
