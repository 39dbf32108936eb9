"""Paper: Typst templates filled with plain data. Data never becomes markup: what is typed steers no sheet."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

HERE = Path(__file__).parent

#: A sheet that takes longer than this is not one sheet. Six hundred rows take about a second.
LONGEST_SECONDS = 60

#: A long ledger takes some 200 MB while it is set, so few are set at once.
_presses = BoundedSemaphore(2)


def typeset(template: str, data: dict[str, Any], *, at: datetime | None, files: dict[str, str]) -> bytes:
    """The PDF of `typst/<template>.typ` over `data`, which it reads as data.json; `files` stand beside it.

    The template sees no other file. `at` is written into the PDF: same data and moment, same bytes. Runs in a
    process of its own, which costs a tenth of a second: the compiler keeps everything it ever set, and a server
    would grow by a hundred megabytes with each ledger.
    """
    order = {
        "files": {**_templates(), **files},
        "main": f"{template}.typ",
        "data": data,
        "fonts": str(HERE / "fonts"),
        "at": at and at.astimezone(UTC).isoformat(),
    }
    with _presses:
        return _press(json.dumps(order).encode())


def families() -> list[str]:
    """The names of all faces that can be printed with."""
    return json.loads(_press(json.dumps({"fonts": str(HERE / "fonts")}).encode()))


def _press(order: bytes) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "houqin.documents.press"],
        input=order,
        capture_output=True,
        cwd=HERE.parent.parent,  # where `houqin` is found, whatever the server's own folder
        timeout=LONGEST_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the press stopped: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


@cache
def _templates() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (HERE / "typst").glob("*.typ")}
