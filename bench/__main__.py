"""Runs every measurement in this folder, prints one table and keeps it as JSON.

    python -m bench             all
    python -m bench start       only bench/start.py

A measurement is a module with `measure() -> list[Result]`. A missed budget is shown, and the run still ends well:
numbers from a busy machine are for reading, not for stopping a change.
"""

import importlib
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASUREMENTS = ("start", "demo", "clock", "work", "rolls")


def commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


def row(result) -> str:
    value = f"{result.value:,.2f} {'× ' + result.ratio_to if result.ratio_to else result.unit}"
    budget = "" if result.budget is None else f"≤ {result.budget:g}"
    verdict = "MISSED" if result.is_missed else ""
    return f"{result.work:<60} {result.database:<11} {value:>18} {budget:>9}  {verdict} {result.note}".rstrip()


def main() -> None:
    results = []
    for name in sys.argv[1:] or MEASUREMENTS:
        print(f"… {name}", file=sys.stderr)
        for result in importlib.import_module(f"bench.{name}").measure():
            results.append(result)
            print(row(result), flush=True)
    kept = ROOT / "var" / "bench.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(
        json.dumps(
            {
                "commit": commit(),
                "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "os": platform.platform()},
                "results": [result.as_row() for result in results],
            },
            ensure_ascii=False,
            indent=1,
        )
    )
    missed = sum(result.is_missed for result in results)
    print(f"\n{len(results)} measured, {missed} over budget. Kept in {kept.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
