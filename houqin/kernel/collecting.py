"""When Python looks for circles of objects nobody needs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made before the youngest are looked through: those of a request, not a tenth of them.
A_REQUEST_OF_OBJECTS = 10_000


def settle() -> None:
    """What a process has made so far stays until its end: it is not looked through again.

    Called when a server is loaded. Python otherwise goes through all of Django now and then, in the middle of a
    request: a tenth of a second on a small PC.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(A_REQUEST_OF_OBJECTS)


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
