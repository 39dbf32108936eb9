"""A real server for journeys and crash tests: `manage.py serve` in its own process, with its own data."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
STOP_SECONDS = 15


def environment_for(var: Path, **more: str) -> dict[str, str]:
    """This process's environment without any of its own Houqin settings: a new school, in `var`, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOUQIN_")}
    return kept | {"HOUQIN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings"} | more


def manage(*words: str, var: Path, **more: str) -> str:
    """Run one management command to its end and return what it printed. Raises with its output if it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment_for(var, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"manage.py {' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def build_demo(var: Path, *words: str) -> Path:
    """A migrated SQLite file with the demo in it, in `var`. `words` go to the demo command."""
    var.mkdir(parents=True)
    manage("prepare", var=var)
    manage("demo", *words, var=var)
    return var


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class RunningServer:
    """`url` answers once `start` has returned."""

    var: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *words: str, **more: str) -> "RunningServer":
        with (self.var / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port), *words],
                cwd=ROOT,
                env=environment_for(self.var, **more),
                stdout=log,
                stderr=log,
                # A group of its own, so that kill() reaches the workers and nobody else.
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"The server did not start:\n{self.log()}")
            time.sleep(0.02)  # between two knocks at the door; nothing announces that a port has opened
        return self

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(self.url, timeout=START_SECONDS).close()
        except urllib.error.HTTPError:
            return True  # a page that says no is an answer
        except (urllib.error.URLError, OSError):
            return False
        return True

    def rows(self, query: str, *values) -> list[tuple]:
        """What its database holds at this moment, or change it: by hand, beside the server."""
        beside = contextlib.closing(sqlite3.connect(self.var / "houqin.sqlite3", timeout=START_SECONDS))
        with beside as database, database:
            return database.execute(query, values).fetchall()

    def log(self) -> str:
        return (self.var / "server.log").read_text(errors="replace")[-4000:]

    def stop(self) -> None:
        """Ask it to end, as a service manager would."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def copy_of(var: Path, into: Path) -> Path:
    """The same data again, for a test that may change or break it. The server of `var` must not be running."""
    shutil.copytree(var, into)
    return into
