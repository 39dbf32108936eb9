"""Several processes at one SQLite file, as `houqin serve` and a command beside it would be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Stage:
    def __init__(self, folder: Path):
        self.go = folder / "go"
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings_test",
            "HOUQIN_DATABASE": f"sqlite:{folder}/race.sqlite3",
            "HOUQIN_VAR": str(folder),
        }
        self.run(sys.executable, "manage.py", "prepare")
        self.keys = json.loads(self.run(sys.executable, "-m", "tests.races.stage", "build"))

    def run(self, *words) -> str:
        done = subprocess.run(words, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def at_once(self, *attempts: tuple[str, str, str]) -> list[str]:
        """Start a process per (word, thing, person), let them go together, and give back their answers."""
        self.go.unlink(missing_ok=True)
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.races.stage", "try", str(self.go), word, str(self.keys[thing]),
                 str(self.keys[person])],
                cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for word, thing, person in attempts
        ]  # fmt: skip
        for process in started:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
        self.go.touch()
        answers = []
        for process in started:
            out, error = process.communicate(timeout=60)
            assert process.returncode == 0, error
            answers.append(out.strip())
        return answers

    def look(self) -> dict:
        return json.loads(self.run(sys.executable, "-m", "tests.races.stage", "look", json.dumps(self.keys)))


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    return Stage(tmp_path_factory.mktemp("race"))


def test_the_last_kilos_are_issued_once(stage):
    answers = stage.at_once(*[("issue", "last", "storekeeper")] * 4)

    assert sorted(answers) == ["done", "done", "done", "not_enough_left"]
    assert stage.look() | {"left": 0, "broken": []} == stage.look()


def test_a_meal_is_released_once_and_never_after_a_hold(stage):
    answers = stage.at_once(("release", "meal", "officer"), ("hold", "used", "officer"), ("release", "meal", "officer"))

    seen = stage.look()
    assert answers[1] == "done"
    assert seen["broken"] == []
    if seen["state"] == "released":
        assert sorted([answers[0], answers[2]]) in (["already_released", "done"], ["done", "lot_held"])
        assert seen["order"] == ["kitchen.meal_released", "supply.lot_held"]
    else:
        assert (answers[0], answers[2]) == ("lot_held", "lot_held")
        assert seen["order"] == ["supply.lot_held"]


def test_the_last_place_of_a_guest_room_is_given_once(stage):
    answers = stage.at_once(*[("lodge", f"guest {number}", "manager") for number in (1, 2, 3)])

    assert sorted(answers) == ["done", "guest_room_full", "guest_room_full"]


def test_two_first_rooms_make_one_roll(stage):
    answers = stage.at_once(("count", "room 1", "manager"), ("count", "room 2", "manager"))

    assert answers == ["done", "done"]
    assert stage.look()["rolls"] == [1, 2, 4]
