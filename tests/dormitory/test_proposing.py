"""A proposal: classes together, siblings near, ground floor for need, few mixed rooms, the same every time."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin.dormitory.proposing import FreeRoom, Sleeper, propose


def a_room(key, *, beds=4, floor=None, gender="f", section="primary", **more) -> FreeRoom:
    floor = key // 10 + 1 if floor is None else floor
    return FreeRoom(
        key=key, place=("1", floor, key), floor=floor, gender=gender, section=section,
        beds=tuple(key * 100 + number for number in range(beds)), **more,
    )  # fmt: skip


def a_class(grade, count, *, first=0, gender="f", section="primary", **more) -> list[Sleeper]:
    return [
        Sleeper(key=grade * 1000 + first + n, gender=gender, section=section, class_key=(grade, 1), number=f"{n:03}",
                **more)
        for n in range(count)
    ]  # fmt: skip


def classes_in(proposal, sleepers) -> dict[int, list[int]]:
    grade = {one.key: one.class_key[0] for one in sleepers}
    return {room: sorted({grade[key] for key in keys}) for room, keys in proposal.rooms.items()}


def test_a_class_lies_in_rooms_that_follow_each_other():
    sleepers = a_class(3, 8) + a_class(4, 4)

    proposal = propose(sleepers, [a_room(key) for key in (1, 2, 3)])

    assert classes_in(proposal, sleepers) == {1: [3], 2: [3], 3: [4]}
    assert (proposal.left, proposal.mixed) == ([], [])


def test_with_rooms_to_spare_nobody_is_mixed():
    sleepers = a_class(3, 5) + a_class(4, 5)

    proposal = propose(sleepers, [a_room(key) for key in (1, 2, 3, 4)])

    assert classes_in(proposal, sleepers) == {1: [3], 2: [3], 3: [4], 4: [4]}


def test_when_beds_are_short_the_ends_of_classes_share_as_few_rooms_as_possible():
    sleepers = a_class(3, 5) + a_class(4, 5) + a_class(5, 5) + a_class(6, 5)

    proposal = propose(sleepers, [a_room(key) for key in (1, 2, 3, 4, 5)])

    assert (len(proposal.mixed), proposal.left) == (1, [])
    assert classes_in(proposal, sleepers)[proposal.mixed[0]] == [3, 4, 5, 6]


def test_walls_stand_and_who_finds_no_bed_is_named():
    girls, boys, juniors = a_class(3, 1), a_class(4, 1, gender="m"), a_class(7, 1, section="junior")

    proposal = propose(girls + boys + juniors, [a_room(1), a_room(2, gender="m", section="junior")])

    assert proposal.rooms == {1: [3000]}
    assert sorted(proposal.left) == [4000, 7000]


def test_the_ground_floor_is_for_those_who_need_it_and_their_class_follows():
    lame = a_class(3, 1, first=50, needs_ground=True)
    sleepers = a_class(3, 3) + lame + a_class(2, 4)
    rooms = [a_room(1, floor=2), a_room(2, floor=1), a_room(3, floor=2)]

    proposal = propose(sleepers, rooms)

    assert lame[0].key in proposal.rooms[2]
    assert classes_in(proposal, sleepers)[2] == [3]
    assert proposal.upstairs == []


def test_who_needs_the_ground_floor_and_finds_it_full_is_named():
    lame = a_class(3, 2, needs_ground=True)

    proposal = propose(lame, [a_room(1, beds=1, floor=1), a_room(2, floor=3)])

    assert proposal.upstairs == [3001]
    assert len(proposal.beds) == 2


def test_twins_share_a_room_and_sisters_meet_where_classes_meet():
    twins = a_class(3, 2, first=90, kin=frozenset({"138"}))
    older = a_class(5, 1, first=0, kin=frozenset({"139"}))
    younger = a_class(4, 1, first=0, kin=frozenset({"139"}))
    sleepers = a_class(3, 6) + twins + younger + a_class(4, 4, first=10) + older + a_class(5, 4, first=10)

    proposal = propose(sleepers, [a_room(key) for key in (1, 2, 3, 4, 5)])

    room_of = {key: room for room, keys in proposal.rooms.items() for key in keys}
    assert room_of[3090] == room_of[3091]
    assert room_of[4000] == room_of[5000]


def test_a_room_that_has_a_class_already_takes_the_rest_of_it():
    sleepers = a_class(3, 2)

    proposal = propose(sleepers, [a_room(1), a_room(2, beds=2, classes=frozenset({(3, 1)}))])

    assert proposal.rooms == {2: [3000, 3001]}


SLEEPERS = st.lists(
    st.builds(
        Sleeper, key=st.integers(1, 10_000), gender=st.sampled_from("fm"),
        section=st.sampled_from(["primary", "junior"]), number=st.text("0123456789", max_size=3),
        class_key=st.tuples(st.integers(1, 9), st.integers(1, 2)),
        kin=st.frozensets(st.sampled_from(["138", "139", "150"]), max_size=1), needs_ground=st.booleans(),
    ),
    unique_by=lambda one: one.key, max_size=25,
)  # fmt: skip
ROOMS = st.lists(
    st.builds(a_room, st.integers(1, 40), beds=st.integers(0, 5), gender=st.sampled_from("fm"),
              section=st.sampled_from(["primary", "junior"])),
    unique_by=lambda room: room.key, max_size=8,
)  # fmt: skip


@given(sleepers=SLEEPERS, rooms=ROOMS, seed=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_one_pupil_one_bed_and_the_same_twice(sleepers, rooms, seed):
    proposal = propose(sleepers, rooms)

    by_bed = {bed: room for room in rooms for bed in room.beds}
    by_key = {one.key: one for one in sleepers}
    assert len(set(proposal.beds.values())) == len(proposal.beds)
    assert proposal.beds.keys() | set(proposal.left) == by_key.keys()
    assert not proposal.beds.keys() & set(proposal.left)
    for key, bed in proposal.beds.items():
        assert (by_key[key].gender, by_key[key].section) == (by_bed[bed].gender, by_bed[bed].section)
    for kind in {(one.gender, one.section) for one in sleepers}:
        wanting = sum((one.gender, one.section) == kind for one in sleepers)
        beds = sum(len(room.beds) for room in rooms if (room.gender, room.section) == kind)
        given_beds = sum((by_key[key].gender, by_key[key].section) == kind for key in proposal.beds)
        assert given_beds == min(wanting, beds)
    random.Random(seed).shuffle(sleepers)
    random.Random(seed).shuffle(rooms)
    assert propose(sleepers, rooms) == proposal


@pytest.mark.parametrize("beds", [600, 700])
def test_six_hundred_boarders_take_less_than_a_second(beds):
    sleepers = [one for grade in range(3, 10) for number, gender in enumerate("fm")
                for one in a_class(grade, 43, first=number * 100, gender=gender,
                                   section="primary" if grade < 7 else "junior")]  # fmt: skip
    rooms = [a_room(key, beds=8, gender="fm"[key % 2], section="primary" if key % 7 < 4 else "junior")
             for key in range(beds // 8)]  # fmt: skip
    started = time.perf_counter()

    propose(sleepers, rooms)

    assert time.perf_counter() - started < 1
