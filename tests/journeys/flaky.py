"""A bad link between a phone and the school's server: a proxy that cuts where a test says."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PASS, BEFORE, DURING, AFTER = "pass", "before", "during", "after"
#: Ours to write, not to hand on.
OF_THE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A phone that hangs up in the middle is what these tests are about."""


@dataclass
class Link:
    """`link.url` is the server through the link. `cut(method, path)` says where a request is cut:

    BEFORE the server sees it, DURING its body, AFTER the server answered but before the phone hears of it, or PASS.
    `is_down` refuses everything. `rewrite(path, content)` is what the phone gets of an answer. `seen` lists
    (method, path, what was done).
    """

    target: int
    cut: Callable[[str, str], str] = lambda method, path: PASS
    is_down: bool = False
    rewrite: Callable[[str, bytes], bytes] = lambda path, content: content
    seen: list[tuple[str, str, str]] = field(default_factory=list)

    def __enter__(self) -> "Link":
        link = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            do_GET = do_POST = do_HEAD = lambda self: link._hand_on(self)
            log_message = lambda *_: None  # noqa: E731

        self._server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def posts(self, path: str) -> list[str]:
        """What became of each POST to this address."""
        return [done for method, where, done in self.seen if method == "POST" and where == path]

    def _hand_on(self, asked: BaseHTTPRequestHandler) -> None:
        where = BEFORE if self.is_down else self.cut(asked.command, asked.path)
        self.seen.append((asked.command, asked.path, where))
        asked.close_connection = True
        if where == BEFORE:
            return _hang_up(asked)
        length = int(asked.headers.get("Content-Length") or 0)
        body = asked.rfile.read(length // 2 if where == DURING else length)
        server = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        with contextlib.closing(server):
            server.putrequest(asked.command, asked.path, skip_host=True, skip_accept_encoding=True)
            for name, value in asked.headers.items():
                if name.lower() not in OF_THE_HOP - {"host"}:
                    server.putheader(name, value)
            if length:
                server.putheader("Content-Length", str(length))
            server.endheaders(body)
            if where == DURING:
                return _hang_up(asked)
            answer = server.getresponse()
            content = self.rewrite(asked.path, answer.read())
            if where == AFTER:
                return _hang_up(asked)
            asked.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in OF_THE_HOP:
                    asked.send_header(name, value)
            asked.send_header("Content-Length", str(len(content)))
            asked.send_header("Connection", "close")
            asked.end_headers()
            if asked.command != "HEAD":
                asked.wfile.write(content)
        return None


def _hang_up(asked) -> None:
    with contextlib.suppress(OSError):
        asked.connection.shutdown(socket.SHUT_RDWR)
