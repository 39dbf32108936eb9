from datetime import timedelta

import pytest
from django.urls import reverse

from houqin.discipline.actions import hold_lesson
from houqin.discipline.duties import LESSON, _terms, everybody_was_taught
from houqin.discipline.models import Lesson
from houqin.discipline.reasons import Reason
from houqin.discipline.selectors.lessons import listed, not_taught
from houqin.duties.models import Duty
from houqin.duties.schedules import Window
from houqin.journal.arrivals import Arrival, comes_as
from houqin.people.actions import pupil_left
from houqin.people.models import Pupil
from houqin.tenancy.calendar import days_between
from houqin.tenancy.models import Term
from tests.builders import NOON, TODAY
from tests.duty_rows import answered, make_duties
from tests.refusing import refused

DAY = timedelta(days=1)


def teach(scene, pupils=None, absent=(), at=NOON, topics=("rules", "fire"), **more):
    return hold_lesson(
        school=scene.school, topics=list(topics), pupils=scene.pupils if pupils is None else pupils, absent=absent,
        actor=scene.warden, at=at, **({"school_class": scene.school_class} | more),
    )  # fmt: skip


def still(scene, on=TODAY):
    return list(not_taught(scene.school, on).order_by("pk"))


def test_whoever_was_not_there_is_still_to_be_taught(scene):
    made = teach(scene, absent={scene.girl.pk})

    assert (made.listed, made.absent, still(scene)) == (4, 1, [scene.girl])


def test_a_new_term_asks_everybody_again(scene):
    teach(scene)
    autumn = TODAY.replace(month=9, day=1)
    Term.objects.create(school=scene.school, name="秋", starts_on=autumn, ends_on=autumn + 100 * DAY)

    assert (still(scene), still(scene, autumn)) == ([], scene.pupils)


def test_the_lesson_before_moving_in_counts(scene):
    term = Term.objects.get(school=scene.school)
    teach(scene, at=scene.school.moment(term.starts_on, NOON.time()) - 7 * DAY)

    assert still(scene, term.starts_on) == []


def test_a_building_lists_who_sleeps_in_it(scene):
    assert listed(scene.school, TODAY, building=scene.building) == scene.pupils
    assert listed(scene.school, TODAY, school_class=scene.school_class) == scene.pupils


def test_every_boarder_is_on_the_list_of_a_class_or_of_those_without(scene):
    newcomer, leaver = scene.newcomer(), scene.girl
    pupil_left(pupil=leaver, left_on=TODAY + 20 * DAY, actor=scene.crew.general_affairs_director, at=NOON)

    assert listed(scene.school, TODAY, school_class=scene.school_class) == scene.pupils
    assert listed(scene.school, TODAY) == [newcomer]


def test_boarders_without_a_class_are_taught(scene, as_):
    newcomer, client = scene.newcomer(), as_(scene.warden)
    [_of_class, line] = client.get(reverse("discipline:lessons")).context["sections"][0]["lines"]
    form = client.get(line["url"]).context["form"]

    made = client.post(line["url"], {"shown": form["shown"].value(), "topics": ["fire"]})

    assert (line["end"], form.pupils, still(scene)) == (1, [newcomer], scene.pupils)
    assert "Boarders without a class: 1 of 1 were there." in client.get(made.url).content.decode()


@pytest.mark.parametrize(
    ("state", "reasons"), [({"pupils": []}, [Reason.NOBODY_LISTED]), ({"topics": ()}, [Reason.NO_TOPIC])]
)
def test_a_lesson_is_refused(scene, state, reasons):
    assert refused(teach, scene=scene, **state) == reasons
    assert not Lesson.objects.exists()


@pytest.mark.parametrize(
    ("pupil", "is_waited_for"),
    [
        ({}, True),
        ({"enrolled_on": TODAY}, True),
        ({"enrolled_on": TODAY + DAY}, False),
        ({"left_on": TODAY - DAY}, False),
        ({"left_on": TODAY + 30 * DAY}, False),
        ({"left_on": TODAY + 365 * DAY}, True),
        ({"is_boarder": False}, False),
    ],
)
def test_the_duty_waits_for_whoever_is_here_when_it_is_taught_and_stays_the_term(scene, pupil, is_waited_for):
    duties, newcomer = a_term_of_duties(scene), scene.newcomer()
    Pupil.objects.filter(pk=newcomer.pk).update(**pupil)

    teach(scene)

    assert (answered(LESSON, duties) == {}) == is_waited_for


def test_who_moves_in_before_the_lesson_is_due_is_waited_for_already(scene):
    duties, first = a_term_of_duties(scene), Term.objects.get(school=scene.school).starts_on
    scene.newcomer(enrolled_on=first + 7 * DAY)

    teach(scene, at=scene.school.moment(first, NOON.time()))

    assert answered(LESSON, duties) == {}


def a_term_of_duties(scene):
    starts_on = Term.objects.get(school=scene.school).starts_on
    return make_duties(LESSON, scene.school, starts_on, starts_on)


def test_once_a_term_until_nobody_is_left(scene):
    term = Term.objects.get(school=scene.school)
    window = Window(scene.school, days_between(scene.school, TODAY - 14 * DAY, TODAY), (term,))
    [occasion] = _terms(window)
    duty = Duty.objects.create(
        school=scene.school, code=LESSON, key=occasion.key, on=occasion.on, subject_name="", opens_at=occasion.opens_at,
        due_at=occasion.due_at, closes_at=occasion.closes_at, owner="dorm_manager", state="late",
    )  # fmt: skip
    teach(scene, absent={scene.girl.pk})
    assert list(everybody_was_taught([duty])) == []

    teach(scene, pupils=[scene.girl])

    duty.refresh_from_db()
    assert (occasion.on, duty.state) == (term.starts_on + 7 * DAY, "done")


@pytest.mark.parametrize(("arrival", "entered_at"), [(None, NOON + DAY), (Arrival(NOON + DAY / 2, 0), NOON + DAY / 2)])
def test_a_lesson_counts_from_when_it_was_entered(scene, arrival, entered_at):
    duties = a_term_of_duties(scene)

    with comes_as(arrival):
        teach(scene, happened_at=NOON, at=NOON + DAY)

    assert list(answered(LESSON, duties).values()) == [entered_at]


def test_nothing_is_asked_where_nobody_boards(scene):
    Pupil.objects.update(is_boarder=False)
    term = Term.objects.get(school=scene.school)

    assert list(_terms(Window(scene.school, days_between(scene.school, TODAY, TODAY), (term,)))) == []
