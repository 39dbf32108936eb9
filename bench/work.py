"""The work of a day beside its budgets: receipt, issue, trace and pages, as the history grows to a million movements.

Each round sends the product's request, the line's and the floor's one after the other, so that whatever else the
machine does falls on all three alike. Ratios are of medians.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench import calls
from bench.asking import Asker, asked, median_ms, p95_ms, timed
from bench.floor import Floor
from bench.pace import slots_for
from bench.result import Result
from tests.running import ROOT, RunningServer, environment_for, manage

NOON = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)
LENGTHS = (10_000, 100_000, 1_000_000)
LOTS_IN_STOCK = 10_000
WARM_UP, ROUNDS = 10, 60
RECEIPT_BUDGET, ISSUE_BUDGET, TRACE_BUDGET = 3, 2.5, 4
TRACE_PAGE_MS, PAGE_MS = 50, 60


class Stage:
    """One database with its scene, and the two servers on it. `more` is what every server is told."""

    module = "bench.scene"

    def __init__(self, database: str, var: Path, url: str):
        self.database, self.var = database, var
        shift = round((NOON - datetime.now(UTC)).total_seconds())
        self.more = {"HOUQIN_CLOCK_SHIFT_SECONDS": str(shift)} | ({"HOUQIN_DATABASE": url} if url else {})
        manage("migrate", var=var, **self.more)
        self.url = as_superuser(url) if url else ""
        self.scene = self.told("found")
        self.grown = 0

    @cached_property
    def floor(self) -> Floor:
        return Floor(self.url or str(self.var / "houqin.sqlite3"), self.scene)

    def told(self, *words: str):
        """What a process of its own answers; see bench/scene.py. As superuser, so that bulk rows skip their checks."""
        more = self.more | ({"HOUQIN_DATABASE": self.url} if self.url else {})
        done = subprocess.run(
            [sys.executable, "-m", self.module, *words], cwd=ROOT, env=environment_for(self.var, **more),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"{self.module} {words[0]}:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def grow(self, movements: int) -> tuple[int, float]:
        """Movements there are now, and seconds it took."""
        end = slots_for(movements)
        began = time.perf_counter()
        count = self.told("grow", str(self.grown), str(end))
        self.grown = end
        return count, time.perf_counter() - began

    @contextmanager
    def serving(self, *words: str) -> Iterator[tuple[Asker, Asker]]:
        """The product and the line, each a server of its own on the same database; `words` go to the product's."""
        product, line = RunningServer(self.var), RunningServer(self.var)
        try:
            product.start(*words, **self.more)
            line.start(**self.more, DJANGO_SETTINGS_MODULE="bench.line.settings")
            yield Asker(product), Asker(line)
        finally:
            product.stop()
            line.stop()

    def result(self, work: str, value: float, unit: str, budget=None, **more) -> Result:
        return Result(work, value, unit, budget, database=self.database, **more)


def rounds(product, line, floor) -> tuple[list[float], list[float], list[float]]:
    """Seconds of each, in turn; the warm-up is thrown away."""
    times = [(product(), line(), floor()) for _ in range(WARM_UP + ROUNDS)][WARM_UP:]
    return tuple(list(column) for column in zip(*times, strict=True))


def beside(stage: Stage, work: str, budget: float, times, queries: int | None) -> Iterator[Result]:
    product, line, floor = (median_ms(column) for column in times)
    said = f"{product:.1f} ms; line {line:.1f}, floor {floor:.2f}; p95 {p95_ms(times[0]):.1f}"
    if queries is not None:
        said += f"; {queries} queries"
    yield stage.result(work, product / line, "×", budget, ratio_to="line", note=said)
    yield stage.result(work, product / floor, "×", ratio_to="floor")


def measure_store(stage: Stage, queries: dict[str, int]) -> Iterator[Result]:
    scene = stage.scene
    trucks = iter(stage.told("trucks", str(2 * (WARM_UP + ROUNDS)), json.dumps(scene)))
    with stage.serving() as (product, line):
        times = rounds(
            lambda: product.seconds(calls.finish(scene, next(trucks))),
            lambda: line.seconds(calls.line_receipt(scene, next(trucks))),
            lambda: timed(stage.floor.receipt),
        )
        yield from beside(stage, "receipt of 10 lots over HTTP", RECEIPT_BUDGET, times, queries["receipt"])
        times = rounds(
            lambda: product.seconds(calls.issue(scene)),
            lambda: line.seconds(calls.line_issue(scene)),
            lambda: timed(stage.floor.issue),
        )
        yield from beside(stage, "issue of 10 lines over HTTP", ISSUE_BUDGET, times, queries["issue"])


def measure_trace(stage: Stage, movements: int, pages: dict[int, float], queries) -> Iterator[Result]:
    scene = stage.scene
    with stage.serving() as (product, line):
        times = rounds(
            lambda: product.seconds(calls.trace(scene)),
            lambda: line.seconds(calls.line_trace(scene)),
            lambda: timed(stage.floor.trace),
        )
        yield from beside(stage, f"trace of a lot at {movements:,} movements", TRACE_BUDGET, times, queries["trace"])
        page, cpu = asked(product, calls.trace_page(scene), warm_up=WARM_UP, rounds=ROUNDS)
    pages[movements] = median_ms(page)
    yield stage.result(
        f"trace page at {movements:,} movements, p95", p95_ms(page), "ms", TRACE_PAGE_MS,
        note=f"median {median_ms(page):.1f}, processor {cpu:.1f}; {queries['trace page']} queries",
    )  # fmt: skip


def measure_pages(stage: Stage, queries: dict[str, int]) -> Iterator[Result]:
    scene = stage.scene
    pages = {"stock page, 10 k lots, p95": ("stock page", calls.stock_page(scene))}
    for post in scene["sessions"]:
        pages[f"Today of the {post}, three years, p95"] = (f"today of {post}", calls.today_page(scene, post))
    with stage.serving() as (product, _line):
        for work, (counted, request) in pages.items():
            times, cpu = asked(product, request, warm_up=WARM_UP, rounds=ROUNDS)
            yield stage.result(
                work, p95_ms(times), "ms", PAGE_MS,
                note=f"median {median_ms(times):.1f}, processor {cpu:.1f}; {queries[counted]} queries",
            )  # fmt: skip


def measure_one(stage: Stage) -> Iterator[Result]:
    pages: dict[int, float] = {}
    counted = []
    for length in LENGTHS:
        movements, seconds = stage.grow(length)
        if length == LENGTHS[-1]:
            yield stage.result(f"generating up to {movements:,} movements", seconds, "s", 60)
        counted.append(stage.told("queries", json.dumps(stage.scene)))
        yield from measure_trace(stage, length, pages, counted[-1])
    flat = pages[LENGTHS[-1]] / pages[LENGTHS[0]]
    yield stage.result("trace page, longest history to shortest", flat, "×", 1.5, ratio_to="10 k")
    stage.told("stock", str(LOTS_IN_STOCK))
    counted.append(stage.told("queries", json.dumps(stage.scene)))
    yield from measure_store(stage, counted[-1])
    yield from measure_pages(stage, counted[-1])
    grown = {name for name in counted[0] if len({count[name] for count in counted}) > 1}
    yield stage.result("requests whose query count grew with history", len(grown), "", 0, note=", ".join(sorted(grown)))


def databases() -> list[tuple[str, str]]:
    """SQLite, and PostgreSQL when HOUQIN_DATABASE names one in which this may make a database."""
    url = os.environ.get("HOUQIN_DATABASE", "")
    return [("sqlite", "")] + ([("postgresql", url)] if url.startswith("postgres") else [])


def as_superuser(url: str) -> str:
    """The same database for the superuser of `scripts/with-postgres`, who walks through row-level security."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.replace(f"{parts.username}@", "postgres@")))


@contextmanager
def database_of_its_own(url: str) -> Iterator[str]:
    """A new database beside the named one and of the same role, behind the second wall as a bureau's is."""
    if not url:
        yield ""
        return
    name = "bench_work"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def measure() -> Iterator[Result]:
    for database, url in databases():
        with tempfile.TemporaryDirectory() as folder, database_of_its_own(url) as own:
            yield from measure_one(Stage(database, Path(folder), own))
