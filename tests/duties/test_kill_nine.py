"""`kill -9` of the clock, at writes spread over all that it does: no step is lost, none is doubled."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from tests.running import ROOT, environment_for, manage

#: What one pass over the scene leaves; see `killing.scene`.
LEFT = {"duties": 22, "steps": 5, "vacant": 1, "notices": 4, "hazards": 1, "hazard steps": 2, "entries": 7, "broken": 0}


def killed(most: int, var, **more) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.duties.killing", str(most)], cwd=ROOT, env=environment_for(var, **more),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_clock_inside_the_server_is_killed_and_the_next_one_finds_everything(tmp_path):
    manage("prepare", var=tmp_path)

    said = killed(8, tmp_path)

    assert (said["wrong"], said["expected"]) == ([], LEFT)
    assert said["deaths"] >= 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_clock_process_beside_postgresql_is_killed_and_the_next_one_finds_everything(tmp_path):
    facts = connection.settings_dict
    url = f"postgresql://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"

    said = killed(16, tmp_path, HOUQIN_DATABASE=url)

    assert (said["wrong"], said["expected"]) == ([], LEFT)
    assert said["deaths"] >= 8
