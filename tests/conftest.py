"""What every test may ask for. Builders of one app's things live in that app's own conftest."""

import contextlib
import fcntl
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from django import conf
from django.core.signals import request_finished
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import translation

from config import environment
from houqin.web import schema
from tests.browsing import CHROMIUM_ARGUMENTS, chromium_path
from tests.running import RunningServer, build_demo, copy_of
from tests.whole_house import see_the_whole_house

DEMO = ("--at", "2025-11-19", "--weeks", "1", "--small")
VAR = pytest.StashKey[Path]()


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.stash[VAR] = conf.settings.VAR


def _begin_as_a_school_does(connection, **_):
    """An empty SQLite in memory gets its tables from the copy that is built for new schools, when it is up to date.

    `migrate` then finds what is done; running every migration would cost each process of a run half a minute.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db() or connection.introspection.table_names():
        return
    if schema.is_copy_current():
        with contextlib.closing(sqlite3.connect(schema.PREPARED)) as prepared:
            prepared.backup(connection.connection)


connection_created.connect(_begin_as_a_school_does)
request_finished.connect(see_the_whole_house)


def pytest_unconfigure(config):
    """Leave nothing behind; only the first process, since the others share its folder."""
    var = config.stash.get(VAR, None)
    if var and var.parent == Path(tempfile.gettempdir()) and var.name.startswith("houqin-test-"):
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(autouse=True)
def _on_the_marked_database(request):
    """A test marked `postgres` proves nothing on SQLite, so there it fails instead of being skipped unseen."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.fail("This test needs PostgreSQL: make test, or scripts/with-postgres .venv/bin/python -m pytest …")


@pytest.fixture(autouse=True)
def _in_the_language_of_the_house():
    """A request leaves its language behind in the thread, and the next test reads in it."""
    translation.activate(conf.settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _attachments_of_its_own(settings, tmp_path):
    """Files are found by their content, so two tests that keep the same bytes would otherwise share one."""
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium."""
    return chromium_path()


@pytest.fixture(scope="session")
def browser(chromium):
    """One Chromium for the whole run; a journey opens its own context in it: `browser.new_context(…)`."""
    from playwright.sync_api import sync_playwright  # slow import

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_var(request, tmp_path_factory) -> Path:
    """A small demo of a Wednesday, built once by its own command. Copy it before you start a server on it.

    Once for all processes of this run, and for all suites of `make test`, which names a folder for it: whoever comes
    first builds it, the others wait and take it.
    """
    if named := environment.text("HOUQIN_TEST_DEMO", ""):
        shared = Path(named)
    elif hasattr(request.config, "workerinput"):
        shared = tmp_path_factory.getbasetemp().parent
    else:
        shared = tmp_path_factory.getbasetemp()
    with (shared / "demo.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (shared / "demo-built").exists():
            build_demo(shared / "demo", *DEMO).rename(shared / "demo-built")
    return shared / "demo-built"


@pytest.fixture(scope="session")
def server(demo_var, tmp_path_factory):
    """The demo school, served for the whole run: `server.url`, `server.var`."""
    running = RunningServer(copy_of(demo_var, tmp_path_factory.mktemp("server") / "var")).start("--demo")
    yield running
    running.stop()


@pytest.fixture
def start_server(demo_var, tmp_path):
    """Start a server of this test's own, on its own copy of the demo; `kill()` it as often as you like."""
    started = []

    def start(*words, **more):
        var = copy_of(demo_var, tmp_path / f"var-{len(started)}")
        started.append(RunningServer(var))
        return started[-1].start("--demo", *words, **more)

    yield start
    for running in started:
        running.kill()
