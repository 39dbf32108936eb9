"""Sends one request many times over one kept connection, and says how long it took."""

import http.client
import os
import statistics
import time
from pathlib import Path

from bench.calls import Request


class Asker:
    def __init__(self, server):
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.group = server.process.pid

    def seconds(self, request: Request) -> float:
        """From the first byte sent to the last byte read. Raises when the answer is not a success."""
        began = time.perf_counter()
        self.connection.request(request.method, request.path, request.body or None, request.headers)
        answer = self.connection.getresponse()
        read = answer.read()
        spent = time.perf_counter() - began
        if answer.status not in (200, 201):
            raise AssertionError(f"{request.method} {request.path}: {answer.status} {read[:2000]!r}")
        return spent


def asked(asker: Asker, request: Request, *, warm_up: int, rounds: int) -> tuple[list[float], float]:
    """Seconds of each round, and milliseconds of processor for one."""
    for _ in range(warm_up):
        asker.seconds(request)
    before = cpu_ms(asker.group)
    times = [asker.seconds(request) for _ in range(rounds)]
    return times, (cpu_ms(asker.group) - before) / rounds


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


def p95_ms(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


def cpu_ms(group: int) -> float:
    """What the processes of a group have spent so far: does not grow when the machine has other work."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(after_name[2]) == group:
            ticks += int(after_name[11]) + int(after_name[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")
