"""Pages of whereabouts."""
