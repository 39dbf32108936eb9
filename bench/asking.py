"""Sends one request many times over one kept connection, and says how long it took."""

import http.client
import statistics
import time

from bench.calls import Request


class Asker:
    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

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


def timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_ms(times: list[float]) -> float:
    return statistics.median(times) * 1000


def p95_ms(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000
