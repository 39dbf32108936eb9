"""What every test may ask for. Builders of one app's things live in that app's own conftest."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from django import conf
from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation

from houqin.web import schema
from tests.browsing import CHROMIUM_ARGUMENTS, chromium_path
from tests.running import RunningServer, build_demo, copy_of

VAR = pytest.StashKey[Path]()


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.stash[VAR] = conf.settings.VAR


def pytest_unconfigure(config):
    """Leave nothing behind; only the first process, since the others share its folder."""
    var = config.stash.get(VAR, None)
    if var and var.parent == Path(tempfile.gettempdir()) and var.name.startswith("houqin-test-"):
        shutil.rmtree(var, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite every process begins with the empty database that the build keeps: migrating takes half a minute.

    Migrations still run on top, and find nothing to do; an outdated copy is left aside, and they do it all.
    """
    if connection.vendor != "sqlite" or not schema.is_copy_current():
        yield
        return
    make = DatabaseCreation._create_test_db

    def make_from_copy(creation, *arguments, **more):
        name = make(creation, *arguments, **more)
        creation.connection.settings_dict["NAME"] = name
        creation.connection.ensure_connection()
        with closing(sqlite3.connect(schema.PREPARED)) as prepared:
            prepared.backup(creation.connection.connection)
        return name

    with patch.object(DatabaseCreation, "_create_test_db", make_from_copy):
        yield


@pytest.fixture(autouse=True)
def _on_the_marked_database(request):
    """A test marked `postgres` proves nothing on SQLite, so there it fails instead of being skipped unseen."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.fail("This test needs PostgreSQL: make test, or scripts/with-postgres .venv/bin/python -m pytest …")


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
def demo_var(tmp_path_factory) -> Path:
    """A small demo of a Wednesday, built once by its own command. Copy it before you start a server on it."""
    words = ("--at", "2025-11-19", "--weeks", "1", "--small")
    return build_demo(tmp_path_factory.mktemp("demo") / "var", *words)


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
