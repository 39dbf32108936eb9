"""Who is on the premises, and who sleeps here. Evacuation and the hand-over of a shift ask the first two."""

from houqin.visitors.selectors.inside import Inside, guests_tonight, inside_now

__all__ = ["Inside", "guests_tonight", "inside_now"]
