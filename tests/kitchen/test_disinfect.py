"""What was disinfected after a meal: kept with its reading, judged by the limits, asked for by the next meal."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from houqin.duties.models import Duty
from houqin.journal.models import Entry
from houqin.kernel import clock as kernel_clock
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.kitchen import actions
from houqin.kitchen.actions import Disinfected
from houqin.kitchen.models import Disinfection, Meal
from houqin.kitchen.reasons import Reason
from tests.kitchen.scene import clock
from tests.kitchen.test_cooking import reasons_of

STEAM = ("steam", Decimal(100), Decimal(10))
CHLORINE = ("chlorine", Decimal(250), Decimal(5))
ALL = [Disinfected("tableware", *STEAM), Disinfected("utensils", *STEAM), Disinfected("kitchen", *CHLORINE),
       Disinfected("hall", *CHLORINE)]  # fmt: skip


def disinfect(canteen, *rows, meal=None, at=None, **more):
    rows = rows or ALL
    return actions.disinfect(meal=meal or canteen.meal, rows=rows, actor=canteen.crew.cook, at=at or clock(14), **more)


def next_meal(canteen) -> Meal:
    """The dinner of the day, ready to go out but for the tableware of the lunch."""
    canteen.lunch = canteen.meal
    canteen.meal = actions.plan_meal(
        school=canteen.school, on=canteen.meal.on, kind="dinner", heads=50, dishes=[canteen.stew],
        actor=canteen.crew.cook, at=clock(14),
    )  # fmt: skip
    [pot] = canteen.pots
    canteen.issue_to(pot, canteen.tomatoes, at=clock(15))
    actions.start_cooking(meal=canteen.meal, actor=canteen.crew.cook, at=clock(16))
    canteen.measure(pot, at=clock(17))
    canteen.finish_pot(pot, at=clock(17))
    canteen.taste_pot(pot, at=clock(17, 5))
    canteen.sample_pot(pot, position=9, at=clock(17, 6))
    return canteen.meal


def test_gt_11_no_meal_goes_out_on_tableware_that_was_not_disinfected_since_its_last_use(canteen):
    canteen.until("release")
    next_meal(canteen)

    with pytest.raises(Refused) as refused:
        canteen.release(at=clock(18))
    assert [(one.reason, one.gate, one.facts) for one in refused.value.refusals] == [
        (Reason.TABLEWARE_NOT_DISINFECTED, "GT-11", {"used_at": clock(12, 10)})
    ]
    assert canteen.fresh().released_at is None

    disinfect(canteen, Disinfected("tableware", "steam", Decimal("90"), Decimal(10)), meal=canteen.lunch, at=clock(18))
    assert reasons_of(lambda: canteen.release(at=clock(18, 1))) == {Reason.TABLEWARE_NOT_DISINFECTED}

    disinfect(canteen, Disinfected("tableware", *STEAM), meal=canteen.lunch, at=clock(18, 2))
    canteen.release(at=clock(18, 3))
    assert canteen.meal.state == "released"


@pytest.mark.parametrize(
    ("method", "reading", "minutes", "passed"),
    [
        ("steam", "100", "10", True), ("steam", "99.9", "10", False), ("steam", "100", "9.9", False),
        ("infrared", "120", "10", True), ("machine", "85", "0.7", True), ("machine", "85", "0.6", False),
        ("chlorine", "250", "5", True), ("chlorine", "200", "30", False),
        ("chlorine_dioxide", "150", "10", True), ("chlorine_dioxide", "151", "10", False),
    ],
)  # fmt: skip
def test_enough_is_what_the_rules_say(canteen, method, reading, minutes, passed):
    canteen.until("release")

    disinfect(canteen, Disinfected("tableware", method, Decimal(reading), Decimal(minutes)))

    row = Disinfection.objects.get()
    assert (row.passed, row.ended_at, row.by) == (passed, clock(14), canteen.crew.cook)
    assert Entry.objects.about(row).get().kind == (
        "kitchen.disinfected" if passed else "kitchen.disinfection_failed"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "more", "reason"),
    [
        ([], {}, Reason.NOTHING_DISINFECTED),
        ([ALL[0], ALL[0]], {}, Reason.DISINFECTED_TWICE),
        ([Disinfected("hall", *STEAM)], {}, Reason.METHOD_UNFIT),
        ([Disinfected("tableware", "ultraviolet", None, Decimal(30))], {}, Reason.METHOD_UNFIT),
        ([Disinfected("tableware", "steam", None, Decimal(10))], {}, Reason.READING_MISSING),
        ([Disinfected("tableware", "steam", Decimal(-1), Decimal(10))], {}, Reason.READING_IMPOSSIBLE),
        (ALL, {"ended_at": clock(15)}, KernelReason.IN_THE_FUTURE),
    ],
)
def test_what_cannot_be_is_refused(canteen, rows, more, reason):
    canteen.until("release")

    act = {"meal": canteen.meal, "rows": rows, "actor": canteen.crew.cook, "at": clock(14)} | more
    assert reasons_of(lambda: actions.disinfect(**act)) == {reason}
    assert not Disinfection.objects.exists()


def test_a_storekeeper_disinfects_nothing(canteen):
    canteen.until("release")

    with pytest.raises(NotYours):
        actions.disinfect(meal=canteen.meal, rows=ALL, actor=canteen.crew.storekeeper, at=clock(14))


def test_a_slip_is_corrected_by_a_new_row_and_nothing_is_changed(canteen):
    canteen.until("release")
    disinfect(canteen, Disinfected("tableware", "steam", Decimal(10), Decimal(10)))
    old = Disinfection.objects.get()
    right = {"disinfection": old, "method": "steam", "reading": Decimal(100), "minutes": Decimal(10),
             "actor": canteen.crew.cook, "at": clock(15)}  # fmt: skip

    assert reasons_of(lambda: actions.correct_disinfection(reason=" ", **right)) == {Reason.REASON_MISSING}
    new = actions.correct_disinfection(reason="少写一个零", **right)

    assert (new.corrects, new.passed, new.ended_at) == (old, True, clock(14))
    assert list(Disinfection.objects.standing()) == [new]
    assert reasons_of(lambda: actions.correct_disinfection(reason="x", **right)) == {Reason.CORRECTED_ALREADY}
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        Disinfection.objects.filter(pk=old.pk).update(passed=True)


def test_the_duty_of_a_meal_is_answered_when_all_four_have_passed(canteen):
    canteen.until("release")
    duty = Duty.objects.create(
        school=canteen.school, code="kitchen.disinfect", key=canteen.meal.code, on=canteen.meal.on,
        subject_kind="kitchen.meal", subject_id=canteen.meal.pk, opens_at=clock(12), due_at=clock(15), owner="cook",
        state="due",
    )  # fmt: skip

    disinfect(canteen, *ALL[:3])
    duty.refresh_from_db()
    assert duty.state == "due"

    disinfect(canteen, ALL[3], at=clock(14, 30))
    duty.refresh_from_db()
    assert (duty.state, duty.done_at, duty.done_by) == ("done", clock(14, 30), canteen.crew.cook)


def test_the_journal_says_how_in_the_readers_language(canteen):
    canteen.until("release")
    disinfect(canteen, ALL[0])
    entry = Entry.objects.get(kind="kitchen.disinfected")

    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(entry.sentence)
    assert said == ["餐具 蒸汽或煮沸 100 ℃ 10 分钟", "Tableware Steam or boiling 100 ℃ 10 min"]


def test_the_page_records_the_usual_in_one_tap_and_lets_the_next_meal_go(canteen, client, monkeypatch):
    canteen.until("release")
    next_meal(canteen)
    monkeypatch.setattr(kernel_clock, "now", lambda: clock(18))
    address = reverse("kitchen:meal-disinfect", args=[canteen.lunch.pk])
    client.force_login(canteen.crew.food_safety_officer)
    assert f'href="{address}"' in client.get(canteen.meal.get_absolute_url()).content.decode()

    client.force_login(canteen.crew.cook)
    form = client.get(address).context["form"]
    usual = {name: field.initial for name, field in form.fields.items() if field.initial not in (None, False, "")}
    usual |= {name: "on" for name in usual if name.endswith("_on")}
    sent = client.post(address, usual | {"entry_key": "one"})

    assert (sent.status_code, sent.url) == (303, canteen.lunch.get_absolute_url())
    assert sorted(Disinfection.objects.values_list("what", "method", "passed")) == [
        ("hall", "chlorine", True), ("kitchen", "chlorine", True), ("tableware", "steam", True),
        ("utensils", "steam", True),
    ]  # fmt: skip
    assert client.get(address).context["missing"] == []
    canteen.release(at=clock(18) + timedelta(minutes=1))
    assert canteen.meal.state == "released"


def test_a_page_names_what_is_missing_and_keeps_what_was_typed(canteen, client, monkeypatch):
    canteen.until("release")
    monkeypatch.setattr(kernel_clock, "now", lambda: clock(14))
    client.force_login(canteen.crew.cook)
    address = reverse("kitchen:meal-disinfect", args=[canteen.meal.pk])

    empty = client.post(address, {"entry_key": "one"})
    short = client.post(address, {"tableware_on": "on", "tableware_method": "steam", "tableware_minutes": "10"})

    assert (empty.status_code, short.status_code) == (409, 409)
    assert not Disinfection.objects.exists()
