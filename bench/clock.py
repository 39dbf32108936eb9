"""The clock beside its budgets: a bureau of 500 schools with 150 duties each, and the memory of a term."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.result import Result
from bench.work import database_of_its_own, databases
from tests.running import ROOT, environment_for, manage

SCHOOLS, DUTIES = 500, 150
TERM_SCHOOLS, DAYS = 20, 120
PASS_SECONDS, LAG_SECONDS, GROWTH = 10, 5, 1.05
REST_SECONDS = 2  # houqin/duties/clockwork.py


def told(*words: object, **more: str) -> dict:
    """What a process of its own answers, on a new database."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        manage("migrate", var=var, **more)
        done = subprocess.run(
            [sys.executable, "-m", "bench.clock_scene", *map(str, words)], cwd=ROOT, env=environment_for(var, **more),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise AssertionError(f"bench.clock_scene {words}:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def measure() -> Iterator[Result]:
    """HOUQIN_BENCH_SCHOOLS makes the bureau smaller, for a look."""
    schools = int(os.environ.get("HOUQIN_BENCH_SCHOOLS", SCHOOLS))
    # A bureau lives on PostgreSQL; where there is none, SQLite gives an idea.
    database, url = databases()[-1]
    with database_of_its_own(url) as own:
        more = {"HOUQIN_DATABASE": own} if own else {}
        said = told("pass", schools, DUTIES, **more)
    of = f"{schools} schools × {DUTIES} duties"
    yield Result(f"{of}: one pass over all of them", said["everything"], "s", PASS_SECONDS, database,
                 note=f"{said['late']:,} late of {said['rows']:,}, each asked")  # fmt: skip
    yield Result("a due step fires at most so late", REST_SECONDS + said["deadline"], "s", LAG_SECONDS, database,
                 note=f"all deadlines of one minute: {said['deadline']} s")  # fmt: skip
    yield Result("a step at midnight waits for opening at most", REST_SECONDS + said["opening"], "s", LAG_SECONDS,
                 database, note=f"the whole day opens in {said['opened']} s of passes")  # fmt: skip
    yield Result("a pass when nothing is due", said["idle"], "s", None, database)
    yield Result("asking all open duties again", said["swept"], "s", None, database)
    yield Result("making a day's rows", said["made"], "s", None, database, note="10 schools at a time")
    # Twenty schools are what one portion of the clock holds many times over; what a pass keeps would grow with days.
    term = told("term", TERM_SCHOOLS, DUTIES, DAYS)
    early = term["early_mb"]
    yield Result(f"memory of the clock over {DAYS} days, {TERM_SCHOOLS} schools × {DUTIES} duties: end to start",
                 term["late_mb"] / early, "×", GROWTH,
                 note=f"{early:.0f} MB, middle {term['middle_mb'] / early:.2f} ×; {term['cpu']} s of CPU")  # fmt: skip
