"""The whole demo: two schools, and the weeks they have lived."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from random import Random
from unittest.mock import patch

from django.contrib.auth import hashers
from django.db import transaction
from django.utils import translation

from houqin.demo import (
    cases,
    control,
    days,
    dormitory,
    equipment,
    founding,
    governing,
    happenings,
    hazards,
    larder,
    menus,
    nights,
    nightwatch,
    rolls,
    roomlife,
    visitors,
    whereabouts,
    words,
)
from houqin.demo.keeping_time import Timekeeper
from houqin.demo.scene import Agenda, Scene
from houqin.demo.tables import table
from houqin.kernel.clock import moment
from houqin.kitchen.selectors.menus import meals_expected
from houqin.people.models import User
from houqin.tenancy.schools import School

SEED = 20250901
PASSWORD = "red-willow-river"
BIG, SMALL_DAYS = "HLH", 4


#: So long ago the school took its dormitory into the house: each night since is told, and none before is asked about.
NIGHTS_LIVED = 4


@dataclass(frozen=True)
class SignIn:
    school: str
    post: str
    username: str


def load_demo(*, today: date, weeks: int = 4, small: bool = False, say=lambda text: None) -> list[SignIn]:
    """Write the demo into an empty database. The same day gives the same rows. One transaction per phase."""
    if School.objects.exists():
        raise ValueError("there are schools already")
    with translation.override("zh-hans"), _password_hashed_once():
        return _load(today=today, weeks=weeks, small=small, say=say)


def _load(*, today: date, weeks: int, small: bool, say) -> list[SignIn]:
    house = User.objects.house()
    monday = today - timedelta(days=today.weekday())
    began = monday - timedelta(weeks=weeks, days=5)
    at = moment(began, datetime.min.replace(hour=10).time(), "Asia/Urumqi")
    with transaction.atomic():
        bureaus = founding.found_bureaus(house=house, at=at - timedelta(days=2), password=PASSWORD)
    sign_ins = [SignIn("", "bureau_officer", table("schools")["officer"]["username"])]
    for row in table("schools")["schools"]:
        big = row["code"] == BIG
        rng = Random(f"{SEED}{row['code']}{today}")
        names = None if big and not small else table("dishes")["small"]["dishes"]
        with transaction.atomic():
            scene = founding.found(row, bureaus=bureaus, today=today, rng=rng, house=house, at=at)
            posts = founding.employ(scene, row, password=PASSWORD, house=house, at=at)
            founding.tighten(scene, at=at + timedelta(minutes=30))
            founding.enrol(scene, row, share=0.1 if small and big else 1, at=at + timedelta(hours=1))
        sign_ins += [SignIn(row["code"], post, username) for post, username in posts]
        with transaction.atomic():
            larder.list_articles(scene, names, at=at + timedelta(hours=2))
            larder.list_suppliers(scene, None if big else table("suppliers")["small"]["suppliers"],
                                  at=at + timedelta(hours=3))  # fmt: skip
            larder.list_dishes(scene, names, at=at + timedelta(hours=4))
            larder.stock_the_shelves(scene, at=at + timedelta(hours=5))
        _live(scene, monday, weeks, big=big, house=house, say=say)
    return sign_ins


def _move_in(scene: Scene, agenda: Agenda, wanted, first: date, big: bool, house, at: datetime) -> None:
    """Rooms, beds and whoever answers for them; what the nights since then brought goes on the agenda."""
    dormitory.furnish(scene, password=PASSWORD, house=house, at=at)
    if big:
        nights.put_on(scene, agenda, first=first)
    dormitory.put_on(scene, agenda)
    rolls.put_on(scene, agenda, first=first)
    nightwatch.put_on(scene, agenda)
    roomlife.put_on(scene, agenda, {on: kinds for on, kinds in wanted.items() if on >= first})


def _live(scene: Scene, monday: date, weeks: int, *, big: bool, house, say) -> None:
    """Week by week up to the moment of the demo. The smaller school cooked only in the last days."""
    agenda = Agenda()
    first = monday - timedelta(weeks=weeks)
    begins = first if big else scene.today - timedelta(days=SMALL_DAYS)
    mondays = [first + timedelta(weeks=number) for number in range(weeks + 2)]
    wanted: dict[date, list[str]] = {}
    for start in mondays:
        expected = meals_expected(scene.school, start, start + timedelta(days=6))
        wanted |= {on: kinds for on, kinds in expected.items() if on >= begins}
    for start in mondays:
        if big or start + timedelta(days=7) > begins:
            _begin_week(scene, start, wanted, agenda)
    if big:
        larder.suspend_whom_it_must(scene, agenda)
    happenings.put_on(scene, agenda, wanted, big=big)
    if big:
        hazards.put_on(scene, agenda, first=first)
        cases.put_on(scene, agenda, first=first)
        equipment.put_on(scene, agenda, first=first)
        visitors.put_on(scene, agenda)
    control.put_on(scene, agenda, wanted, big=big)
    governing.put_on(scene, agenda, first, big=big)
    whereabouts.put_on(scene, agenda)
    moved_in = scene.today - timedelta(days=NIGHTS_LIVED)
    agenda.add(scene.at(moved_in, "06:50"), partial(_move_in, scene, agenda, wanted, moved_in, big, house))
    odd = happenings.odd_meals(scene, wanted)
    clock = Timekeeper(scene, agenda)
    agenda.add(scene.at(min(wanted, default=scene.today) - timedelta(days=1), "12:00"), clock.look)
    for on, kinds in wanted.items():
        if on <= scene.today:
            # The menu is known by then; what the day buys follows from it.
            agenda.add(
                scene.at(on - timedelta(days=1), "15:00"),
                lambda at, on=on, kinds=kinds: days.live(scene, on, kinds, agenda, odd.get(on, {})),
            )
    # The visitor comes in after the last thing happened.
    last = scene.now - timedelta(minutes=1)
    for start in mondays:
        until = min(scene.at(start, "00:00"), last)
        with transaction.atomic():
            agenda.run(until)
        say(f"{scene.school.name} {start}")
    with transaction.atomic():
        agenda.run(last)
        clock.look(last, last=True)
    words.put_in_inboxes(scene)


def _begin_week(scene: Scene, monday: date, wanted: dict, agenda: Agenda) -> None:
    """The menu by Wednesday, the weekly truck on the last day cooked before it."""
    written = min(scene.at(monday - timedelta(days=5), "16:30"), scene.at(scene.today, "11:00"))
    agenda.add(written, lambda at: menus.write_menu(scene, monday, agenda, at=at))
    before = [on for on in wanted if monday - timedelta(days=7) <= on < monday]
    days.stock_up(scene, monday, max(before, default=monday - timedelta(days=3)), agenda, wanted)


@contextmanager
def _password_hashed_once():
    """Thirty accounts with one password: a slow hash on purpose, so it is made once. Only here may they share it."""
    with patch("django.contrib.auth.base_user.make_password", cache(hashers.make_password)):
        yield
