"""The loop: every work by its own seconds, whatever happens to the others."""

import subprocess
import sys
from datetime import timedelta
from threading import Event, get_ident

import pytest

from houqin.duties import loop
from houqin.duties.loop import Loop, run_once
from houqin.duties.models import WorkRun
from houqin.duties.standing_still import standing_works
from houqin.kernel import clockwork
from houqin.kernel.clockwork import WORKS, Work
from tests.builders import NOON
from tests.running import copy_of, environment_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    monkeypatch.setattr(loop, "now", lambda: NOON)
    monkeypatch.setattr(loop.connection, "close", lambda: None)  # the test's own
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)


def a_work(run, code="toy.work", seconds=3600) -> Work:
    return Work(code, seconds, run)


def test_a_work_is_given_the_moment_and_leaves_a_sign():
    given = []

    assert run_once(a_work(lambda *, at: given.append(at)))

    assert given == [NOON]
    assert list(WorkRun.objects.values_list("code", "done_at", "failed_at", "error")) == [("toy.work", NOON, None, "")]


def test_a_work_that_fails_says_so_and_the_next_pass_comes(caplog):
    def fails(*, at):
        raise ValueError("no such bed")

    assert not run_once(a_work(fails))

    run = WorkRun.objects.get()
    assert (run.done_at, run.failed_at, run.error) == (None, NOON, "ValueError: no such bed")
    assert "toy.work failed" in caplog.text


def test_each_work_has_a_thread_of_its_own_and_all_end_when_told(monkeypatch):
    monkeypatch.setattr(loop, "run_once", lambda work, said: work.run(at=NOON))
    threads, ran = set(), [Event(), Event()]

    def run(n):
        def once(*, at):
            threads.add(get_ident())
            ran[n].set()

        return once

    running = Loop([a_work(run(n), f"toy.{n}") for n in (0, 1)]).start()
    assert [one.wait(5) for one in ran] == [True, True]

    running.stop()

    assert len(threads) == 2
    assert [thread.is_alive() for thread in running._threads] == [False, False]


def test_a_clock_that_stands_is_found_by_its_silence(client, monkeypatch):
    monkeypatch.setattr(clockwork, "WORKS", {})
    assert client.get("/healthz?clock").content == b"ok"  # a fresh house

    for code in WORKS:
        WorkRun.objects.create(code=code, done_at=NOON)
    assert standing_works(at=NOON + timedelta(minutes=1)) == {}

    often = {code for code, work in WORKS.items() if work.seconds < 30 * 60}
    assert standing_works(at=NOON + timedelta(minutes=60)).keys() == often
    assert "duties.pass" in often
    assert standing_works(at=NOON + timedelta(days=1)).keys() == WORKS.keys()
    answer = client.get("/healthz?clock")
    said = answer.content.decode().splitlines()
    assert (answer.status_code, said) == (503, [f"{code} stands since {NOON.isoformat()}" for code in WORKS])


@pytest.mark.journey
def test_the_command_runs_until_it_is_told_to_stop(demo_var, tmp_path):
    var = copy_of(demo_var, tmp_path / "var")
    running = subprocess.Popen(
        [sys.executable, "manage.py", "clock"], env=environment_for(var), stdout=subprocess.PIPE, text=True
    )
    said = running.stdout.readline().strip()
    assert said.startswith("The clock runs: ")
    assert set(said.removeprefix("The clock runs: ").rstrip(".").split(", ")) == set(WORKS)

    running.terminate()

    assert running.wait(15) == 0
