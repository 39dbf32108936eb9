"""Nothing that a person enters may make the house talk to machines of its own network.

A name can answer with another address the second time it is asked, and a library may follow a redirect. So the address
is judged at the last moment there is: when a socket connects, by an audit hook of Python's own, in whatever library.
"""

import contextlib
import ipaddress
import socket
import sys
import threading

from houqin.notices.addresses import is_public

_now = threading.local()
_hooked = threading.Lock()
_is_hooked = False


class InsideHost(OSError):
    """The connection would have gone to an address inside a private network."""


def _judge(event: str, arguments) -> None:
    if event != "socket.connect" or not getattr(_now, "guarded", False):
        return
    _socket, where = arguments
    if not isinstance(where, tuple) or not _may_reach(where[0], where[1]):
        _now.stopped = True
        raise InsideHost("inside a private network")


def _may_reach(ip: str, port: int) -> bool:
    if (ip, port) in _now.allowed:
        return True
    try:
        return is_public(ip)
    except ValueError:
        return False


@contextlib.contextmanager
def outside_only(allowed=()):
    """Within this block and thread, connections reach public addresses and the `allowed` "host:port" only.

    Gives a callable that says whether one was stopped.  Raises InsideHost from `connect`.
    """
    global _is_hooked
    with _hooked:
        if not _is_hooked:  # a hook cannot be taken out again, so it is put in once, by who first sends
            sys.addaudithook(_judge)
            _is_hooked = True
    _now.allowed = frozenset(_addresses(allowed))
    _now.guarded, _now.stopped = True, False
    try:
        yield lambda: _now.stopped
    finally:
        _now.guarded = False


def _addresses(allowed):
    for name in allowed:
        host, _colon, port = name.rpartition(":")
        host = host.strip("[]")
        try:
            yield str(ipaddress.ip_address(host)), int(port)
        except ValueError:
            with contextlib.suppress(OSError):
                for found in socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM):
                    yield found[4][0], int(port)
