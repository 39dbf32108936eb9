"""Embedded start: from an empty disk to the first page, and what then stays in memory."""

import os
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.result import Result
from tests.running import RunningServer

ROUNDS = 3
PAGES_BEFORE_WEIGHING = 50


def resident_megabytes(group: int) -> float:
    """Resident memory of every process of a group, added up. Shared pages count each time, as `ps` counts them."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(after_name[2]) == group:
            total += int(after_name[21]) * page
    return total / 1e6


def start_once(var: Path) -> tuple[float, RunningServer]:
    began = time.perf_counter()
    server = RunningServer(var).start()
    return time.perf_counter() - began, server


def measure() -> list[Result]:
    empty, again, weight = [], [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            seconds, server = start_once(Path(folder))
            empty.append(seconds)
            server.stop()
            seconds, server = start_once(Path(folder))
            again.append(seconds)
            for _ in range(PAGES_BEFORE_WEIGHING):
                urllib.request.urlopen(server.url).read()
            weight.append(resident_megabytes(server.process.pid))
            server.stop()
    return [
        Result("embedded start, empty disk to first page", statistics.median(empty), "s", budget=3),
        Result("embedded start, second time", statistics.median(again), "s", budget=3),
        Result("embedded memory, resident, all processes", max(weight), "MB", budget=120),
    ]
