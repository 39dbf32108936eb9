"""When Python looks for circles of objects nobody needs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def circles_later() -> Iterator[None]:
    """Put off the search for circles until this work is done; also as a decorator.

    A bureau's evening holds tens of thousands of rows until it is written. Looking through all of them again and again
    finds nothing and costs a fifth of the work. What is not in a circle goes at once, as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
