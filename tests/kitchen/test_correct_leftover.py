"""A weight that was read wrong is put right by a new row that names the old one. GT-18, GT-10."""

import pytest
from django.utils import translation

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason
from houqin.kitchen.actions import correct_leftover, dispose_leftovers, isolate_batch, weigh_leftover
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.models import Leftover
from houqin.kitchen.reasons import Reason
from tests.builders import a_school
from tests.kitchen.scene import Canteen, clock, state_of
from tests.kitchen.test_cooking import reasons_of


@pytest.fixture
def weighed(canteen):
    canteen.until("release")
    return weigh_leftover(meal=canteen.meal, kind="plate", grams=20_000, actor=canteen.crew.cook, at=clock(13))


def correct(canteen, old, grams=2_000, reason="多写一个零", **more):
    return correct_leftover(**{"leftover": old, "grams": grams, "reason": reason, "actor": canteen.crew.cook,
                               "at": clock(13, 30)} | more)  # fmt: skip


def test_the_new_row_counts_and_the_old_one_stays(canteen, weighed):
    newer = correct(canteen, weighed)

    assert (newer.grams, newer.kind, newer.weighed_at, newer.corrects, newer.correction_reason) == (
        2_000, "plate", clock(13), weighed, "多写一个零",
    )  # fmt: skip
    assert Leftover.objects.get(pk=weighed.pk).grams == 20_000
    assert evidence_for(canteen.meal).leftovers == [newer]
    entry = Entry.objects.about(weighed)[0]
    with translation.override("en"):
        assert entry.sentence == "Left on plates : 20.0 kg → 2.0 kg, 多写一个零"


def test_what_is_gone_stays_gone(canteen):
    canteen.until("close")
    old = Leftover.objects.get(kind="plate")

    newer = correct(canteen, old, 700)

    assert (newer.disposed_at, newer.collector, newer.vehicle) == (old.disposed_at, "绿洲环卫", "新A1")
    assert canteen.fresh().state == "closed"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"reason": " "}, Reason.REASON_MISSING),
        ({"grams": -1}, KernelReason.NOT_POSITIVE),
        ({"grams": 100_000_001}, Reason.TOO_HEAVY),
    ],
)
def test_correcting_is_refused(canteen, weighed, wrong, reason):
    before = state_of(Leftover.objects)

    assert reasons_of(correct, canteen, weighed, **wrong) == {reason}

    assert state_of(Leftover.objects) == before


def test_a_row_is_corrected_once_and_never_handed_over_after_that(canteen, weighed):
    newer = correct(canteen, weighed)
    away = {"collector": "绿洲环卫", "actor": canteen.crew.cook, "at": clock(14)}

    assert reasons_of(correct, canteen, weighed) == {Reason.CORRECTED_ALREADY}
    assert reasons_of(dispose_leftovers, leftovers=[weighed], **away) == {Reason.CORRECTED_ALREADY}
    dispose_leftovers(leftovers=[newer], **away)
    assert Leftover.objects.get(pk=weighed.pk).disposed_at is None


def test_gt_10_an_isolated_pot_weighs_something(canteen):
    pot = canteen.until("finish").pots[0]
    isolate_batch(batch=pot, reason="异物", actor=canteen.crew.food_safety_officer, at=clock(12))
    old = weigh_leftover(meal=canteen.meal, kind="cooked", batch=pot, grams=900, actor=canteen.crew.cook, at=clock(12))

    assert reasons_of(correct, canteen, old, grams=0) == {Reason.ISOLATED_WEIGHS_SOMETHING}


def test_only_who_weighs_corrects(canteen, weighed):
    for actor in (canteen.crew.storekeeper, Canteen(a_school()).crew.cook):
        with pytest.raises(NotYours):
            correct(canteen, weighed, actor=actor)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_keeps_both_rows(client, canteen, weighed, language):
    client.cookies["django_language"] = language
    client.force_login(canteen.crew.cook)
    assert client.get(f"/kitchen/leftovers/{weighed.pk}/correct/").status_code == 200

    client.post(f"/kitchen/leftovers/{weighed.pk}/correct/", {"grams": "2", "reason": "看错", "entry_key": "k"})

    page = client.get(f"/kitchen/meals/{canteen.meal.pk}/leftovers/").content.decode()
    assert [part in page for part in ("<s>20", "<b>2", "看错")] == [True, True, True]
