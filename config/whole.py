"""What arrives over a bad link is whole or it is nothing."""

from collections.abc import Callable


class CutOff(OSError):
    """The body ended before its announced length: the sender's link broke on the way."""


class WholeBody:
    """Reads `stream` and insists on its `length` in bytes.  Raises CutOff.

    A server hands on what came, and a form cut in the middle of a field would be read as one that ends there.
    """

    def __init__(self, stream, length: int):
        self.stream, self.left = stream, length

    def read(self, size: int = -1) -> bytes:
        return self._counted(self.stream.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self.stream.readline(size), size)

    def _counted(self, got: bytes, asked: int) -> bytes:
        self.left -= len(got)
        if self.left > 0 and asked != 0 and (not got or asked < 0):
            raise CutOff(f"{self.left} bytes of the body never came")
        return got


def insist_on_whole_bodies(application: Callable) -> Callable:
    """The WSGI application, never shown half of what somebody sent."""

    def whole(environ, start_response):
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length):
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return whole
