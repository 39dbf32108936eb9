"""A school full of things that nobody else may see. Every name in it carries the mark.

One part of the house a module; a later part may lean on the things of an earlier one.
"""

from tests.builders import a_holder, a_school
from tests.house.secrets.canteen import OfTheCanteen
from tests.house.secrets.cases import OfCases
from tests.house.secrets.marked import MARK, SCHOOL_POSTS, everybody_at
from tests.house.secrets.nights import OfTheNights
from tests.house.secrets.school import OfTheSchool

__all__ = ["MARK", "SCHOOL_POSTS", "Secrets", "everybody_at"]


class Secrets(OfTheSchool, OfTheCanteen, OfCases, OfTheNights):
    """`secrets["lot"]` is the key of the hidden school's lot; an address that says pk is walked with it."""

    def __init__(self, bureau):
        self.school = a_school(f"{MARK}学校", bureau=bureau, code=f"{MARK}A")
        self.user = everybody_at(self.school, f"{MARK}人")
        for post in SCHOOL_POSTS[:3]:
            a_holder(post, self.school, f"{MARK}{post.value}")
        self.things = {}
        self.people()
        self.places()
        self.goods()
        self.movements()
        self.meals()
        self.cases()
        self.incidents()
        self.control()
        self.words()
        self.governance()
        self.dormitory()
        self.rolls()
        self.equipment()
        self.nights()
        self.whereabouts()
        self.discipline()
        self.visitors()
        self.room_life()
        self.things["school"] = self.school
