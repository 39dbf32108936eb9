"""Who is searched for is handed over, found, counted or comes back in the same instant: threads on PostgreSQL.

Each pair in one order and the other, the second waiting for the first, and several times at once: nobody waits for
ever, nobody is in two places, and whoever went with somebody is searched for no longer.
"""

from datetime import timedelta
from threading import Event

import pytest

from houqin.dormitory.actions.emergencies import start_emergency
from houqin.dormitory.actions.searches import find_child, log_search_step
from houqin.dormitory.models import Emergency, Mark, Search
from houqin.journal.verifying import verify_chain
from houqin.whereabouts import events
from houqin.whereabouts.actions import away, check_child, end_away, note_away, report_illness, take_to_hospital
from houqin.whereabouts.models import Away, Illness, Leave
from tests.builders import Crew, a_school
from tests.dormitory.night import EVENING, MINUTE, NIGHT, Night
from tests.dormitory.test_never_by_silence import on_leave
from tests.races.test_samples_and_cases import one_after_the_other
from tests.supply.store.test_races import at_once
from tests.whereabouts.leaving import HOUR

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BELL = EVENING + 25 * MINUTE  # after lights-out
CHILDREN = range(5)


class Gate(Night):
    """Five children in one room. Each act is done to one of them, by its number, at the same moment."""

    def __init__(self):
        school = a_school()
        super().__init__(school, Crew(school), sleepers=len(CHILDREN))
        self.doctor = self.crew.school_doctor.acting(BELL)

    def let_go(self):
        """The mother of each may take it; nobody has gone yet."""
        self.hand_overs = []
        for number in CHILDREN:
            on_leave(self, number, until_at=EVENING + 20 * HOUR, gone_at=None)
            self.hand_overs.append(self.hand_over)

    def miss(self):
        """The evening's roll found all beds empty."""
        self.count(odd=dict.fromkeys(CHILDREN, "missing"))

    def hands_over(self, number):
        self.hand_overs[number](BELL)

    def search(self, number) -> Search:
        return Search.objects.get(pupil=self.p[number])

    def steps(self, number):
        log_search_step(search=self.search(number), step="guardian", whom="母亲", actor=self.warden, at=BELL)

    def finds(self, number, found_as="present", where="楼梯"):
        find_child(search=self.search(number), found_as=found_as, where=where, actor=self.warden, at=BELL)

    def finds_ill(self, number):
        self.finds(number, "sick_room", "医务室")

    def notes(self, number):
        note_away(
            pupil=self.p[number], kind="sick_room", confirmed_by=self.doctor, place="", actor=self.doctor, at=BELL
        )

    def falls_ill(self, number):
        report_illness(pupil=self.p[number], complaint="头痛", actor=self.doctor, at=BELL)

    def ends(self, number):
        absence = Away.objects.select_related("school__bureau").filter(pupil=self.p[number]).earliest("pk")
        end_away(away=absence, actor=self.doctor, at=BELL)

    def checks(self, number):
        check_child(illness=Illness.objects.get(pupil=self.p[number]), note="睡着", actor=self.doctor, at=BELL)

    def takes_to_hospital(self, number):
        take_to_hospital(illness=Illness.objects.get(pupil=self.p[number]), place="县医院", person="古丽老师",
                         escort="f", actor=self.doctor, at=BELL)  # fmt: skip

    def counts(self, number, said="", kind="evening"):
        """The whole room, this child tapped, or not."""
        self.count(by=self.crew.duty_leader, odd={number: said} if said else {}, kind=kind, at=BELL,
                   confirmed_by=self.crew.school_doctor)  # fmt: skip

    def sees(self, number):
        self.counts(number, "present")

    def sends(self, number):
        self.counts(number, "sick_room")

    def misses(self, number):
        self.counts(number, "missing", kind="recount")

    def act(self, name, number):
        def do():
            getattr(self, name.replace(" ", "_"))(number)
            return "done"

        return do

    def one_then_the_other(self, first, second, number) -> str:
        """What became of the second: done, or why it was refused. The first is done."""
        said = one_after_the_other(self.act(first, number), self.act(second, number))
        assert said["first"] == "done"
        return said["second"] if said["second"] == "done" else ",".join(sorted(one.value for one in said["second"]))

    def is_sound(self, number) -> bool:
        """In one place at most; with whoever took it away by signature, and then not searched for."""
        pupil = self.p[number]
        is_out = Leave.objects.filter(pupil=pupil, returned_at=None).exclude(handed_over_at=None).count()
        places = is_out + Away.objects.filter(pupil=pupil, ended_at=None).count()
        is_searched_for = Search.objects.filter(pupil=pupil, found_at=None).exists()
        return places <= 1 and not (is_out and is_searched_for)

    def race(self, one, other, numbers) -> None:
        for number in numbers:
            at_once(self.act(one, number), self.act(other, number))

    def look(self) -> None:
        assert [self.is_sound(number) for number in CHILDREN] == [True] * len(CHILDREN)
        assert list(verify_chain(self.school.pk)) == []


@pytest.fixture
def gate(db):
    return Gate()


FOUND, ELSEWHERE = "found_already", "away_already"


@pytest.mark.parametrize(
    ("other", "after", "before"),
    [
        ("steps", "done", "done"), ("finds", FOUND, "done"), ("finds ill", FOUND, ELSEWHERE),
        ("notes", ELSEWHERE, ELSEWHERE), ("falls ill", ELSEWHERE, ELSEWHERE), ("counts", "done", "done"),
        ("sees", "done", "done"), ("sends", "done", ELSEWHERE), ("misses", "done", "done"),
    ],
)  # fmt: skip
def test_whoever_is_searched_for_goes_with_the_mother(gate, other, after, before):
    """`after` is what becomes of the other once the child was handed over, `before` of the hand-over."""
    gate.let_go()
    gate.miss()

    assert gate.one_then_the_other("hands over", other, 0) == after
    assert gate.one_then_the_other(other, "hands over", 1) == before
    gate.race("hands over", other, CHILDREN[2:])

    gate.look()


@pytest.mark.parametrize("counting", ["counts", "misses"])
def test_whoever_lies_in_bed_goes_with_the_mother_while_the_room_is_counted(gate, counting):
    gate.let_go()

    assert gate.one_then_the_other(counting, "hands over", 0) == "done"
    assert gate.one_then_the_other("hands over", counting, 1) == "done"
    gate.race("hands over", counting, CHILDREN[2:])

    gate.look()


@pytest.mark.parametrize(
    ("counting", "other", "after"),
    [
        *(("counts", other, "done") for other in ("steps", "finds", "finds ill")),
        ("sees", "steps", "done"), ("sees", "finds", FOUND), ("sees", "finds ill", FOUND),
        ("sends", "steps", "done"), ("sends", "finds", FOUND), ("sends", "finds ill", FOUND),
    ],
)  # fmt: skip
def test_the_room_is_counted_while_somebody_searches(gate, counting, other, after):
    gate.miss()

    assert gate.one_then_the_other(counting, other, 0) == after
    assert gate.one_then_the_other(other, counting, 1) == "done"
    gate.race(counting, other, CHILDREN[2:])

    gate.look()


@pytest.mark.parametrize("counting", ["counts", "sees", "sends"])
def test_whoever_is_said_to_be_elsewhere_comes_back(gate, counting):
    for pupil in gate.p:
        note_away(pupil=pupil, kind="sick_room", confirmed_by=gate.doctor, place="",
                  actor=gate.doctor, at=EVENING - HOUR)  # fmt: skip

    assert gate.one_then_the_other(counting, "ends", 0) == "done"
    assert gate.one_then_the_other("ends", counting, 1) == "done"
    gate.race("ends", counting, CHILDREN[2:])

    gate.look()
    assert Mark.objects.filter(said="missing").count() == Search.objects.count() == 0


@pytest.mark.parametrize(
    ("other", "before", "after"), [("finds ill", "done", "done"), ("takes to hospital", "away_is_over", "done")]
)
def test_whoever_is_missed_from_the_sick_room(gate, other, before, after):
    for pupil in gate.p:
        report_illness(pupil=pupil, complaint="头痛", actor=gate.doctor, at=EVENING - HOUR)
    gate.miss()

    assert gate.one_then_the_other(other, "ends", 0) == before
    assert gate.one_then_the_other("ends", other, 1) == after
    assert gate.one_then_the_other("takes to hospital", "checks", 2) == "done"
    assert gate.one_then_the_other("checks", "takes to hospital", 3) == "done"
    gate.race("ends", other, CHILDREN[4:])

    gate.look()


def test_two_are_vouched_for_anew_while_the_second_comes_back(gate, monkeypatch):
    """Each holds what the other needs, if the count takes the second absence after it wrote of the first."""
    for pupil in gate.p:
        note_away(pupil=pupil, kind="sick_room", confirmed_by=gate.doctor, place="",
                  actor=gate.doctor, at=EVENING - HOUR)  # fmt: skip
    gate.doctor.holdings.update(ends_on=NIGHT - timedelta(days=1))
    is_ending, is_written, real = Event(), Event(), away.record

    def record(kind, *about, **more):
        if kind is events.AWAY_ENDED:
            is_ending.set()
            is_written.wait(1)
            return real(kind, *about, **more)
        is_ending.wait(1)
        made = real(kind, *about, **more)
        is_written.set()
        return made

    def counts_two():
        gate.count(by=gate.warden, odd={0: "sick_room", 1: "sick_room"}, at=BELL, confirmed_by=gate.crew.duty_leader)
        return "done"

    def comes_back():
        absence = Away.objects.select_related("school__bureau").get(pupil=gate.p[1])
        end_away(away=absence, actor=gate.warden, at=BELL)
        return "done"

    monkeypatch.setattr(away, "record", record)
    assert at_once(counts_two, comes_back) == ["done", "done"]

    gate.look()


def test_a_room_is_counted_while_everybody_is_called_out(gate):
    def calls_out():
        start_emergency(school=gate.school, what="冒烟", actor=gate.warden, at=BELL)

    said = one_after_the_other(gate.act("counts", 0), calls_out)

    assert said == {"first": "done", "second": "done"}
    assert Emergency.objects.get().people.count() == len(CHILDREN)
