"""The worst minute of a bureau's evening: 64 wardens send a roll of 40 beds at once.

All requests leave together, each over its own kept connection, round after round; every answer counts.
"""

import json
import statistics
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from bench.asking import Asker
from bench.calls import API, Request
from bench.result import Result
from bench.work import Stage, database_of_its_own, databases

WARDENS, ROUNDS, BUDGET_MS = 64, 6, 500


class Evening(Stage):
    """Eight schools with eight buildings each: `found` of bench/rolls_scene.py."""

    module = "bench.rolls_scene"


def measure() -> Iterator[Result]:
    for database, url in databases():
        with tempfile.TemporaryDirectory() as folder, database_of_its_own(url) as own:
            stage = Evening(database, Path(folder), own)
            with stage.serving() as (product, _line):
                yield from volleys(stage, product)


def volleys(stage: Stage, product: Asker) -> Iterator[Result]:
    wardens = stage.scene["wardens"]
    together = Barrier(len(wardens))
    server = product.server

    def warden(one: dict) -> list[float]:
        asker, body = Asker(server), json.dumps(one["body"])
        request = Request(
            "POST", f"{API}/dormitory/buildings/{one['building']}/roll", body,
            {"Authorization": f"Bearer {one['key']}", "Content-Type": "application/json"},
        )  # fmt: skip
        times = []
        for _ in range(ROUNDS + 1):
            together.wait()
            times.append(asker.seconds(request))
        return times[1:]  # the first opens the roll and warms the server

    with ThreadPoolExecutor(len(wardens)) as pool:
        times = sorted(second * 1000 for spent in pool.map(warden, wardens) for second in spent)
    alone, request = Asker(server), wardens[0]
    single = [
        1000 * alone.seconds(Request(
            "POST", f"{API}/dormitory/buildings/{request['building']}/roll", json.dumps(request["body"]),
            {"Authorization": f"Bearer {request['key']}", "Content-Type": "application/json"},
        ))
        for _ in range(20)
    ]  # fmt: skip
    p99 = statistics.quantiles(times, n=100)[-1]
    yield stage.result(
        "roll call: 64 wardens × 40 beds at once, p99", p99, "ms", BUDGET_MS,
        note=f"median {statistics.median(times):.0f}, one alone {statistics.median(single):.1f}; no failure",
    )  # fmt: skip
