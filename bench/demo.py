"""How long the demo takes from an empty disk: a migrated database and weeks of a school's work through its verbs."""

import tempfile
import time
from pathlib import Path

from bench.result import Result
from tests.running import build_demo


def measure() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        build_demo(Path(folder) / "var")
        return [Result("the demo school, built from nothing", time.perf_counter() - began, "s")]
