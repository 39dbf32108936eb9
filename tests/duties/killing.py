"""A clock that is killed with SIGKILL at a statement, in a process of its own; the next one must find everything.

python -m tests.duties.killing MOST     kills at MOST places, spread over all writes; prints what went wrong as JSON

One process sets Django up; each clock is a fork of it with its own connections, so that a death costs milliseconds.
Every round has a school of its own, so nothing has to be put back.
"""

import json
import os
import signal
import sys
import traceback
from threading import Lock
from time import sleep

import django

#: What a clock ends with that has done everything before it came to the write at which it should die.
DONE = 98


def scene():
    """At noon of the 11th one duty is late, one over, one done without a word, and a post is vacant."""
    from houqin.duties.materialising import make_occasions  # apps not ready yet
    from houqin.duties.passing import settle_what_is_due  # apps not ready yet
    from houqin.people.models import PostHolding  # apps not ready yet
    from houqin.tenancy.models import Building, CalendarDay  # apps not ready yet
    from houqin.tenancy.posts import Post  # apps not ready yet
    from tests.builders import Crew, a_school  # apps not ready yet
    from tests.duties.toys import prove, shanghai  # apps not ready yet

    school = Crew(a_school(), at=shanghai(9, 18)).school
    building = Building.objects.create(school=school, name="A")
    make_occasions([school], at=shanghai(9, 20))
    settle_what_is_due(at=shanghai(10, 7, 30))
    prove("visit", f"b{building.pk}", school, at=shanghai(11, 9))
    PostHolding.objects.filter(school=school, post=Post.COOK).update(ends_on=shanghai(10, 12).date())
    CalendarDay.objects.create(school=school, on=shanghai(12, 12).date(), kind="holiday")
    return school


def picture(school) -> dict:
    """What the clock wrote about a school, without keys."""
    from houqin.duties.models import Duty, DutyStep, VacantPost  # apps not ready yet
    from houqin.incidents.models import Hazard, HazardStep  # apps not ready yet
    from houqin.journal.models import Entry  # apps not ready yet
    from houqin.journal.verifying import verify_chain  # apps not ready yet
    from houqin.notices.models import Notice  # apps not ready yet

    def rows(model, *names):
        return sorted(map(repr, model.objects.of(school).values_list(*names)))

    return {
        "duties": rows(Duty, "code", "on", "state", "next_at", "done_at"),
        "steps": rows(DutyStep, "duty__code", "number", "post", "is_vacant", "told__name"),
        "vacant": rows(VacantPost, "post", "filled_at"),
        "notices": rows(Notice, "to__name", "kind", "is_urgent", "withdrawn_at"),
        "hazards": rows(Hazard, "item", "state"),
        "hazard steps": rows(HazardStep, "kind"),
        "entries": sorted(Entry.objects.of_chain(school.pk).values_list("kind", flat=True)),
        "broken": [str(finding) for finding in verify_chain(school.pk)],
    }


class Writes:
    """Counts what this process writes, whatever thread does it, and dies before one of them."""

    def __init__(self, die_at: int = 0):
        self.die_at, self.count, self.said, self._lock = die_at, 0, 0, Lock()

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")) and "duties_workrun" not in sql:
            with self._lock:
                self.count += 1
                if self.count == self.die_at:
                    os.kill(os.getpid(), signal.SIGKILL)
        elif "duties_workrun" in sql:
            self.said += 1  # each work says so once, when its first pass has gone well
        return execute(sql, params, many, context)

    def watch(self) -> "Writes":
        from django.db.backends.signals import connection_created  # apps not ready yet

        def begin(connection, **_more):
            connection.execute_wrappers.append(self)

        connection_created.connect(begin, weak=False)
        return self


def forked(work) -> int:
    """Run `work` in a process of its own; what it exits with, or minus the signal that ended it."""
    from django.db import connections  # apps not ready yet

    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 255
        try:
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def whole_pass() -> int:
    """`houqin clock --once`, and again: what one work wrote is another's to go on with. How many writes it took."""
    from django.core.management import call_command  # apps not ready yet

    writes = Writes().watch()
    call_command("clock", once=True)
    call_command("clock", once=True)
    return writes.count


def die_one_by_one(at: int) -> int:
    """`houqin clock --once`, killed: every write is sure to be reached."""
    from django.core.management import call_command  # apps not ready yet

    Writes(at).watch()
    call_command("clock", once=True)
    call_command("clock", once=True)
    return DONE


def die_all_at_once(at: int) -> int:
    """The loop as `houqin clock` and the server run it, a thread for each work, killed."""
    from houqin.duties.loop import Loop  # apps not ready yet
    from houqin.kernel.clockwork import WORKS  # apps not ready yet

    writes = Writes(at).watch()
    Loop().start()
    while writes.said < len(WORKS):
        sleep(0.01)  # until it is killed, or nothing is left to do
    return DONE


def kill_and_look(most: int) -> dict:
    """{"deaths": how many, "wrong": [{"at": write, what differs: [got, expected]}]}"""
    for _first_then_warm in range(2):  # what is written once for all schools is written by the first
        undisturbed = scene()
        writes = forked(whole_pass)
    expected, wrong, deaths = picture(undisturbed), [], 0
    for number, at in enumerate(range(1, writes + 1, max(1, writes // most))):
        school = scene()
        die = die_all_at_once if number % 2 else die_one_by_one
        ended = forked(lambda at=at, die=die: die(at))
        deaths += ended == -signal.SIGKILL
        forked(whole_pass)
        got = picture(school)
        if ended not in (-signal.SIGKILL, DONE) or got != expected:
            different = {name: [got[name], expected[name]] for name in got if got[name] != expected[name]}
            wrong.append({"at": at, "ended": ended, **different})
    left = {name: len(rows) for name, rows in expected.items()}
    return {"writes": writes, "deaths": deaths, "wrong": wrong, "expected": left}


def main(most: int) -> None:
    django.setup()
    from houqin.duties import loop  # apps not ready yet
    from houqin.duties.declaring import DUTIES  # apps not ready yet
    from tests.duties.toys import REAL, TOYS, shanghai  # apps not ready yet

    DUTIES.clear()
    DUTIES.update({code: kind for code, kind in REAL.items() if code.startswith("incidents.")})
    DUTIES.update({code: TOYS[code] for code in ("wipe", "air", "visit")})
    loop.now = lambda: shanghai(11, 12)
    print(json.dumps(kill_and_look(most)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
