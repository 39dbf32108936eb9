"""From any thing, both ways: suppliers and papers behind it, dishes, meals and children before it."""

from houqin.kitchen.trace.drawing import draw
from houqin.kitchen.trace.layout import Drawing
from houqin.kitchen.trace.walking import Trace, trace_batches, trace_lots

__all__ = ["Drawing", "Trace", "draw", "trace_batches", "trace_lots"]
