"""The worst minute of a bureau's evening: 64 wardens send a roll of 40 beds at once.

All requests leave together, each over its own kept connection, round after round; every answer counts. One thread sends
and reads them all: on a small machine 64 clients would take the processor from the server that is measured.
"""

import json
import os
import selectors
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.asking import Asker
from bench.calls import API
from bench.result import Result
from bench.work import Stage, database_of_its_own, databases

WARM_UP, ROUNDS, BUDGET_MS, PATIENCE_SECONDS = 3, 12, 500, 60


class Evening(Stage):
    """Eight schools with eight buildings each: `found` of bench/rolls_scene.py."""

    module = "bench.rolls_scene"


class Warden:
    """A kept connection, what is sent over it each time, and what has come back so far."""

    def __init__(self, port: int, scene: dict):
        body = json.dumps(scene["body"]).encode()
        head = (
            f"POST {API}/dormitory/buildings/{scene['building']}/roll HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Authorization: Bearer {scene['key']}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.sent, self.got = head.encode() + body, b""
        self.socket = socket.create_connection(("127.0.0.1", port))

    def send(self) -> None:
        self.got = b""
        self.socket.sendall(self.sent)

    def has_read_all(self) -> bool:
        """Read what is there; whether the answer is whole.  Raises when it is no success."""
        more = self.socket.recv(65_536)
        self.got += more
        head, end, body = self.got.partition(b"\r\n\r\n")
        if not more or (end and not head.startswith(b"HTTP/1.1 200")):
            raise AssertionError(f"a roll was not taken: {self.got[:2000]!r}")
        lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        return bool(end) and len(body) >= int(lengths[0])


def volley(wardens: list[Warden]) -> list[float]:
    """Milliseconds until each answer is whole, from before the first request is sent."""
    waiting, times = selectors.DefaultSelector(), []
    began = time.perf_counter()
    for one in wardens:
        one.send()
        waiting.register(one.socket, selectors.EVENT_READ, one)
    while waiting.get_map():
        ready = waiting.select(PATIENCE_SECONDS)
        if not ready:
            raise AssertionError(f"{len(waiting.get_map())} wardens have waited a minute")
        for key, _mask in ready:
            if key.data.has_read_all():
                times.append((time.perf_counter() - began) * 1000)
                waiting.unregister(key.fileobj)
    return times


def measure() -> Iterator[Result]:
    for database, url in databases():
        with tempfile.TemporaryDirectory() as folder, database_of_its_own(url) as own:
            stage = Evening(database, Path(folder), own)
            # A bureau's server has a process for each core and one more (docs/operations/install.md).
            words = ["--workers", str(os.cpu_count() + 1)] if url else []
            with stage.serving(*words) as (product, _line):
                yield evening(stage, product)


def evening(stage: Stage, product: Asker) -> Result:
    wardens = [Warden(product.server.port, scene) for scene in stage.scene["wardens"]]
    for _ in range(WARM_UP):
        volley(wardens)  # opens the rolls and warms every process
    times = [spent for _ in range(ROUNDS) for spent in volley(wardens)]
    single = [volley(wardens[:1])[0] for _ in range(20)]
    return stage.result(
        f"roll call: {len(wardens)} wardens × 40 beds at once, p99", statistics.quantiles(times, n=100)[-1], "ms",
        BUDGET_MS,
        note=f"median {statistics.median(times):.0f}, one alone {statistics.median(single):.1f}; no failure",
    )  # fmt: skip
