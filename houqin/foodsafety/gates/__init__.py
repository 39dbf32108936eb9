"""Why not yet."""
