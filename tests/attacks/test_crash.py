"""The power goes while many hands write. What was acknowledged is there, once; what was not is wholly there or not."""

import contextlib
import json
import re
import threading
import time
import urllib.error
import urllib.request
import uuid
from http.client import HTTPException

import pytest

from tests.running import RunningServer, manage

pytestmark = pytest.mark.journey

KILLS, HANDS = 20, 4
#: Makes the scene, prints what the hands need. Its clock is the present one: the server reads it too.
SCENE = """
import json
from datetime import timedelta
from houqin.kernel.clock import now
from houqin.people.actions import create_personal_token
from tests.builders import Crew, a_lot, a_school, an_article
at = now()
school = a_school()
crew = Crew(school, at=at)
today = school.localdate(at)
lots = [a_lot(an_article(school, f"米{n}"), 90_000_000, received_at=at, by=crew.cook) for n in range(4)]
type(lots[0]).objects.update(expiration_date=today + timedelta(300), near_expiry_on=today + timedelta(200))
_token, key = create_personal_token(school=school, name="平板", actor=crew.storekeeper, at=at)
print(json.dumps({"key": key, "lots": [lot.pk for lot in lots], "pragma": None}))
"""
LOOK = """
import json
from houqin.supply.models import Issue, Movement
from houqin.journal.models import Entry, Submission
rows = list(Movement.objects.filter(kind="issued").values_list("issue", "lot", "amount"))
print(json.dumps({
    "issues": list(Issue.objects.values_list("pk", "purpose")),
    "rows": rows,
    "entries": Entry.objects.filter(kind="supply.issued").count(),
    "forms": dict(Submission.objects.values_list("entry_key", "result_id")),
}))
"""


class Hands:
    """Each hand issues a gram of its lot again and again, each time as a new form, and remembers what was answered."""

    def __init__(self, server, scene):
        self.server, self.scene = server, scene
        self.sent: dict[str, str] = {}  # entry key → purpose
        self.answered: dict[str, int] = {}  # entry key → issue
        self.refused: list[str] = []
        self.stop = threading.Event()

    def work(self):
        self.stop.clear()
        self.threads = [threading.Thread(target=self._work, args=(lot,)) for lot in self.scene["lots"][:HANDS]]
        [thread.start() for thread in self.threads]

    def rest(self):
        self.stop.set()
        [thread.join(30) for thread in self.threads]

    def _work(self, lot):
        while not self.stop.is_set():
            key = uuid.uuid4().hex
            self.sent[key] = f"午餐 {key}"
            with contextlib.suppress(OSError, HTTPException, json.JSONDecodeError):  # cut before or in the answer
                self.send(key, lot)

    def send(self, key, lot):
        body = json.dumps({"purpose": self.sent[key], "lines": [{"lot": lot, "amount": 1}]}).encode()
        headers = {
            "Authorization": f"Bearer {self.scene['key']}", "Content-Type": "application/json", "Entry-Key": key,
        }  # fmt: skip
        request = urllib.request.Request(f"{self.server.url}/api/v1/store/issues", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                self.answered[key] = json.load(answer)["id"]
        except urllib.error.HTTPError as no:
            self.refused.append(f"{no.code} {no.read()[:200]}")


def test_what_was_acknowledged_survives_twenty_power_cuts(tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    manage("prepare", var=var)
    scene = json.loads(re.search(r"^\{.*\}$", manage("shell", "-v0", "-c", SCENE, var=var), re.M)[0])
    server = RunningServer(var)
    hands = Hands(server, scene)
    try:
        for _ in range(KILLS):
            server.start()
            before = len(hands.answered)
            hands.work()
            deadline = time.monotonic() + 20
            while len(hands.answered) < before + 5 and time.monotonic() < deadline:
                time.sleep(0.005)  # the cut comes in the middle of the work, not at its end
            server.kill()
            hands.rest()
        server.start()
        answered = dict(hands.answered)
        lot = scene["lots"][0]
        for key in list(hands.sent)[-10:] + list(answered)[:10]:
            hands.send(key, lot)
        again = {key: hands.answered[key] for key in answered}
    finally:
        server.kill()
    seen = json.loads(re.search(r"^\{.*\}$", manage("shell", "-v0", "-c", LOOK, var=var), re.M)[0])

    assert hands.refused == []
    assert len(answered) >= KILLS * 5
    assert again == answered, "a form sent again gave another issue"
    purposes = [purpose for _key, purpose in seen["issues"]]
    there = dict(seen["issues"])
    assert {key: there.get(issue) for key, issue in answered.items()} == {key: hands.sent[key] for key in answered}
    assert len(purposes) == len(set(purposes)), "something was issued twice"
    assert len(seen["issues"]) == len(seen["rows"]) == seen["entries"] == len(seen["forms"])
    manage("verify", var=var)
    manage("check_stock", var=var)
