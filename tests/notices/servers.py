"""The other side, on loopback: a web server and a mail server that remember what they were sent."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler


class Web:
    """Answers what `answers` says for the path, else 200 and an empty object."""

    def __init__(self):
        self.heard, self.answers = [], {}

    @property
    def texts(self) -> list[str]:
        return [text_of(body) for _path, body in self.heard]


def text_of(body: dict) -> str:
    return (
        body.get("message") or body.get("text", {}).get("content") or body.get("content", {}).get("text") or str(body)
    )


def _web_handler(web: Web):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            web.heard.append((self.path, json.loads(body)))
            status, headers, content = web.answers.get(self.path.split("?")[0], (200, {}, b"{}"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            pieces = [content] if isinstance(content, bytes) else content
            for piece in pieces:
                self.wfile.write(piece)

        do_GET = do_POST

        def log_message(self, *words):
            pass

    return Handler


class Post:
    """A mail server that takes everything, except for who it does not know."""

    def __init__(self):
        self.heard, self.unknown = [], set()


def _post_handler(post: Post):
    class Handler(socketserver.StreamRequestHandler):
        def say(self, line):
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self):
            self.say("220 tests")
            to = []
            for line in self.rfile:
                word = line.decode().strip()
                if word.upper().startswith("RCPT"):
                    to.append(word.split("<")[1].split(">")[0])
                    self.say("550 nobody here" if to[-1] in post.unknown else "250 ok")
                elif word.upper() == "DATA":
                    self.say("354 go on")
                    data = b"".join(iter(self.rfile.readline, b".\r\n"))
                    post.heard.append((to, data.decode()))
                    self.say("250 ok")
                elif word.upper() == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    return Handler


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """Whoever hangs up in the middle is no news."""


@contextmanager
def served(handler):
    """The port on 127.0.0.1 of a server that lives in a thread of the test."""
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@contextmanager
def a_web():
    web = Web()
    with served(_web_handler(web)) as web.port:
        yield web


@contextmanager
def a_post():
    post = Post()
    with served(_post_handler(post)) as post.port:
        yield post
