"""The roll is a duty of every boarding night, and a roll not taken climbs like a missing child."""

from datetime import timedelta

import pytest

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.duties.passing import settle_what_is_due
from houqin.notices.models import Notice
from tests.dormitory.night import EVENING, MINUTE, NIGHT, no_boarding, rings_at

NINE_PM = EVENING - 40 * MINUTE


def tonight(school, code="dormitory.roll"):
    return Duty.objects.filter(school=school, code=code, on=NIGHT)


def made(night) -> None:
    make_occasions([night.school], at=NINE_PM)


def test_it_is_due_at_the_bell(night):
    rings_at(night.school, 22, 30)
    made(night)

    [roll], [recount] = tonight(night.school), tonight(night.school, "dormitory.recount")
    assert (roll.due_at, recount.opens_at) == (EVENING + 50 * MINUTE, EVENING + 50 * MINUTE)
    assert recount.due_at - recount.opens_at == timedelta(minutes=45)


def test_not_when_nobody_boards(night):
    no_boarding(night.school, NIGHT)
    made(night)

    assert not tonight(night.school).exists()


def test_not_for_a_building_in_which_nobody_sleeps(night):
    night.p[0].bed_stays.model.objects.all().delete()
    made(night)

    assert not tonight(night.school).exists()


def test_closing_the_roll_answers_it(night):
    made(night)
    night.count()
    night.close()

    assert [(one.state, one.done_by) for one in tonight(night.school)] == [("done", night.warden)]


def test_counting_alone_does_not(night):
    made(night)
    night.count()

    assert tonight(night.school).get().state != "done"


@pytest.mark.parametrize(("minutes", "post"), [(15, "duty_leader"), (30, "principal")])
def test_a_roll_that_nobody_took_climbs(night, minutes, post):
    made(night)
    for minute in range(0, minutes + 25, 5):
        settle_what_is_due(at=EVENING + minute * MINUTE)

    assert Notice.objects.filter(to=getattr(night.crew, post), is_urgent=True).exists()
