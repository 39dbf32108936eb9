"""The server as a school starts it: from nothing, again, and after the plug was pulled."""

import re
import urllib.request

import pytest

from tests.running import RunningServer

pytestmark = pytest.mark.journey


@pytest.fixture
def school(tmp_path):
    """A server with an empty disk, not started yet."""
    running = RunningServer(tmp_path)
    yield running
    running.kill()


def test_an_empty_disk_becomes_a_sign_in_page(school):
    school.start()

    with urllib.request.urlopen(school.url) as page:
        assert (page.status, page.url) == (200, f"{school.url}/sign-in/?next=/")
    assert sorted(path.name for path in school.var.iterdir() if "sqlite3-" not in path.name) == [
        "houqin.sqlite3",
        "secret-key",
        "server.log",
        "static",
    ]


def test_static_files_are_kept_by_the_browser_for_ever(school):
    school.start()

    page = urllib.request.urlopen(school.url).read().decode()
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    kept = {urllib.request.urlopen(school.url + path).headers["cache-control"] for path in styles}

    assert kept == {"max-age=315360000, public, immutable"}


def test_it_starts_again_after_the_plug_was_pulled(school):
    school.start()
    school.kill()

    assert not school.answers()
    school.start()
    assert school.answers()


def test_it_stops_when_asked_and_frees_its_port(school):
    school.start()
    school.stop()

    assert not school.answers()
    assert school.process.returncode == 0
