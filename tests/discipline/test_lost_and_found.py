from datetime import timedelta

import pytest

from houqin.discipline.actions import dispose_found, give_to_owner, shelve_found
from houqin.discipline.models import FoundThing, Outcome
from houqin.discipline.reasons import Reason
from tests.builders import NOON
from tests.refusing import not_yours, refused

A_YEAR = timedelta(days=366)


@pytest.fixture
def cup(scene):
    return shelve_found(
        school=scene.school, what="蓝色保温杯", shelf="值班室 1 号架", where="走廊", actor=scene.crew.guard, at=NOON
    )


def test_it_waits_until_its_owner_is_recognised(scene, cup):
    give_to_owner(thing=cup, pupil=scene.girl, how="说出杯底贴纸", actor=scene.warden, at=NOON)

    assert (cup.code, FoundThing.objects.waiting().count()) == ("SW260311-01", 0)
    assert Outcome.objects.values_list("kind", "pupil", "how").get() == ("claimed", scene.girl.pk, "说出杯底贴纸")


@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        ({"how": " "}, [Reason.IDENTITY_UNCHECKED]),
        ({"pupil": None}, [Reason.NOTHING_SAID]),
    ],
)
def test_giving_is_refused(scene, cup, state, reasons):
    said = {"thing": cup, "pupil": scene.girl, "how": "贴纸", "actor": scene.warden, "at": NOON} | state

    assert refused(give_to_owner, **said) == reasons
    assert not Outcome.objects.exists()


def test_it_is_kept_a_year_and_then_goes_with_a_leaders_word(scene, cup):
    said = {"thing": cup, "how": "捐赠", "actor": scene.crew.principal}
    assert not_yours(dispose_found, **(said | {"actor": scene.warden, "at": NOON})) == "discipline.dispose_found"
    assert refused(dispose_found, at=NOON + A_YEAR - timedelta(days=1), **said) == [Reason.KEPT_TOO_SHORT]

    dispose_found(at=NOON + A_YEAR, **said)

    assert refused(dispose_found, at=NOON + A_YEAR, **said) == [Reason.OUT_ALREADY]
    assert refused(
        give_to_owner, thing=cup, pupil=scene.girl, how="贴纸", actor=scene.warden, at=NOON + A_YEAR
    ) == [Reason.OUT_ALREADY]  # fmt: skip


def test_what_spoils_need_not_wait(scene):
    apple = shelve_found(
        school=scene.school, what="苹果", shelf="值班室", is_perishable=True, actor=scene.warden, at=NOON
    )

    assert dispose_found(thing=apple, how="倒掉", actor=scene.crew.principal, at=NOON).kind == "disposed"
