"""Every verb of a canteen day with arguments drawn at random: right, stale, absurd, or of the other school.

A deed takes the world and a hand to draw with, and gives the verb, whom it becomes, and what it is called with; or
None when there is nothing yet to do it to.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from random import Random

from houqin.kitchen import actions as kitchen
from houqin.kitchen.models import BatchIssue, CookingTemperature, DishBatch, Leftover, Meal, RetainedSample, Tasting
from houqin.people import actions as people
from houqin.people.models import ApiToken, PostHolding, Staff
from houqin.supply import actions as supply
from houqin.supply.actions import CountedLine, IssueLine, Stated
from houqin.supply.models import Article, Delivery, DeliveryLine, Issue, Lot, Movement, Order, Paper, Supplier
from houqin.supply.models.deliveries import RejectReason
from houqin.tenancy.models import Space
from tests.attacks.world import World

DEEDS: dict[str, tuple[str, Callable]] = {}
#: What hands and thumbs type: nothing, less than nothing, a gram, a slip of the zero key.
ABSURD = (0, -5, 1, 49_999, 100_000_001, 10**20)


def deed(post: str):
    """Declare what is drawn, and the post that usually does it."""

    def declare(function):
        DEEDS[function.__name__] = (post, function)
        return function

    return declare


class Hand:
    """Draws. `pick` takes the first option mostly: it is the right one."""

    def __init__(self, rng: Random, world: World):
        self.rng, self.world = rng, world

    def pick(self, options):
        return options[0] if self.rng.random() < 0.7 else self.rng.choice(options)

    def any(self, options):
        return self.rng.choice(options)

    def one_of(self, model):
        """Mostly one of ours, mostly a new one."""
        rows = model._base_manager.order_by("-pk")
        if self.rng.random() < 0.9:
            rows = rows.filter(school=self.world.ours.school)
        rows = list(rows[:12])
        return self.rng.choice(rows) if rows else None

    def amount(self):
        return self.rng.choice((1_000, 2_000, 5_000)) if self.rng.random() < 0.8 else self.rng.choice(ABSURD)


def on(model, verb, **arguments):
    """A deed on one row: `verb(row-named-as-model=row, **drawn)`."""

    def do(world, hand, name):
        row = hand.one_of(model)
        if row is None:
            return None
        drawn = {key: value(hand) if callable(value) else value for key, value in arguments.items()}
        return partial(verb, **{name: row}, **drawn)

    return do


def simple(code: str, post: str, name: str, model, verb, **arguments) -> None:
    do = on(model, verb, **arguments)
    DEEDS[code] = (post, lambda world, hand: do(world, hand, name))


def why(hand):
    return hand.pick(["家长投诉", "", "  "])


def amount(hand):
    return hand.amount()


def when(hand):
    minutes = hand.pick([None, -5, -60, -3000, 1, 90])
    return None if minutes is None else hand.world.now + timedelta(minutes=minutes)


def degrees(hand):
    return Decimal(hand.any(["4.0", "3.5", "82.5", "82.5", "69.9", "-18.0", "9999.9"]))


def a_flag(hand):
    return hand.pick([True, False])


# Buying and goods-in
simple("send_order", "buyer", "order", Order, supply.send_order)
simple("cancel_order", "buyer", "order", Order, supply.cancel_order, why=why)
simple("sign", "storekeeper", "delivery", Delivery, supply.sign_inspection)
simple("sign_too", "food_safety_officer", "delivery", Delivery, supply.sign_inspection)
simple("accept_rest", "storekeeper", "delivery", Delivery, supply.accept_rest)
simple("finish", "storekeeper", "delivery", Delivery, supply.finish_inspection)
simple("call_off_delivery", "storekeeper", "delivery", Delivery, supply.call_off_delivery, why=why)
simple("withdraw_paper", "storekeeper", "paper", Paper, supply.withdraw_paper, why=why)
simple(
    "add_paper", "storekeeper", "line", DeliveryLine, supply.add_paper,
    kind=lambda hand: hand.any(
        ["animal_quarantine_certificate", "meat_inspection_certificate", "test_report", "nonsense"]
    ),
    for_lot=lambda hand: hand.pick(["P1", "", "P9"]),
    passed=lambda hand: hand.pick([True, None, False]),
)  # fmt: skip
simple(
    "change_line", "storekeeper", "line", DeliveryLine, supply.change_line_facts,
    weighed_amount=amount, arrival_temperature_c=degrees,
)  # fmt: skip


@deed("buyer")
def draft_order(world, hand):
    article = hand.one_of(Article)
    return partial(
        supply.draft_order, supplier=hand.one_of(Supplier), wanted_on=world.today + timedelta(hand.pick([0, 1, -1])),
        lines=[(article, hand.amount(), None)],
    )  # fmt: skip


@deed("storekeeper")
def register_delivery(world, hand):
    canteen = hand.pick([world.ours, world.theirs])
    order = hand.pick([None, None, Order.objects.last()])
    stated = Stated(
        hand.any([canteen.pork, canteen.rice, world.ours.pork]), hand.amount(), supplier_lot="P1",
        production_date=world.today + timedelta(hand.pick([0, -1, 2])),
        expiration_date=world.today + timedelta(hand.pick([3, 3, 0, -1])),
        arrival_temperature_c=Decimal(hand.pick(["3.5", "12.0", "999.0"])),
    )  # fmt: skip
    return partial(
        supply.register_delivery, supplier=hand.pick([canteen.supplier, canteen.unapproved]),
        arrived_at=when(hand) or world.now, lines=[] if order else [stated], order=order,
        buyer=hand.pick([None, canteen.crew.buyer, canteen.crew.storekeeper]),
    )  # fmt: skip


@deed("food_safety_officer")
def decide_line(world, hand):
    line = hand.one_of(DeliveryLine)
    if line is None:
        return None
    returned, aside = hand.pick([(0, 0), (1, 0), (0, line.amount), (line.amount, 0), (-1, 1)])
    return partial(
        supply.decide_line, line=line, accepted=line.amount - returned - aside, returned=returned, quarantined=aside,
        reject_reason=hand.pick(["", RejectReason.DAMAGED, RejectReason.MOULDY, RejectReason.NO_PAPERS]),
    )  # fmt: skip


# The store
simple("hold", "food_safety_officer", "lot", Lot, supply.hold_lot, reason=why)
simple("lift", "principal", "lot", Lot, supply.lift_hold, reason=why)
simple("quarantine", "storekeeper", "lot", Lot, supply.quarantine_lot, reason=why)
simple("end_quarantine", "food_safety_officer", "lot", Lot, supply.end_quarantine, reason=why)
simple("reject", "food_safety_officer", "lot", Lot, supply.reject_lot, reason=why)
simple("send_back", "storekeeper", "lot", Lot, supply.send_back_lot, amount=amount, reason=why)
simple("dispose_all", "storekeeper", "lot", Lot, supply.dispose_lot, method="buried", reason=why)
simple("dispose", "storekeeper", "lot", Lot, supply.dispose_lot, amount=amount, method="buried", reason=why)
simple("move", "storekeeper", "lot", Lot, supply.move_lot, space=lambda hand: hand.one_of(Space))
simple("correct", "storekeeper", "movement", Movement, supply.correct_movement, amount=amount, reason=why)


@deed("storekeeper")
def issue(world, hand):
    lines = [IssueLine(hand.one_of(Lot), hand.amount(), hand.pick(["整袋先用", ""])) for _ in range(hand.pick([1, 2]))]
    return partial(supply.issue_lots, school=world.ours.school, purpose=hand.pick(["午餐", ""]), lines=lines)


@deed("storekeeper")
def give_back(world, hand):
    issued, lot = hand.one_of(Issue), hand.one_of(Lot)
    if issued is None:
        return None
    movement = issued.movements.first()
    return partial(supply.return_to_store, issue=issued, lines=[(hand.pick([movement.lot, lot]), hand.amount())])


@deed("cook")
def prepare(world, hand):
    return partial(
        supply.prepare_lot, article=hand.pick([world.ours.marinated, world.ours.rice, world.theirs.marinated]),
        made_amount=hand.amount(),
        inputs=[IssueLine(hand.one_of(Lot), hand.amount(), "整袋先用") for _ in range(hand.pick([1, 2]))],
        expiration_date=hand.pick([None, world.today, world.today + timedelta(400)]),
    )  # fmt: skip


@deed("storekeeper")
def count(world, hand):
    lots = [hand.one_of(Lot) for _ in range(hand.pick([1, 2]))]
    lines = [CountedLine(lot, hand.amount(), why(hand)) for lot in lots]
    crew = world.ours.crew
    return partial(supply.count_stock, lines=lines, witness=hand.pick([crew.cook, crew.storekeeper, world.stranger]))


@deed("storekeeper")
def open_stock(world, hand):
    return partial(
        supply.open_stock, article=hand.one_of(Article), amount=hand.amount(),
        supplier=hand.pick([world.ours.supplier, world.theirs.supplier]),
        expiration_date=hand.pick([world.today + timedelta(5), None, world.today - timedelta(1)]),
    )  # fmt: skip


@deed("storekeeper")
def undo_opening(world, hand):
    return partial(supply.undo_opening, school=world.ours.school, lots=[hand.one_of(Lot)], reason=why(hand))


# The kitchen
simple("change_heads", "cook", "meal", Meal, kitchen.change_heads, heads=amount)
simple("call_off", "cook", "meal", Meal, kitchen.call_off_meal, reason=why)
simple("remove_pot", "cook", "batch", DishBatch, kitchen.remove_planned_batch)
simple("start", "cook", "meal", Meal, kitchen.start_cooking, happened_at=when)
simple("temperature", "cook", "batch", DishBatch, kitchen.record_temperature, core_temperature_c=degrees,
       happened_at=when)  # fmt: skip
simple("finish_pot", "cook", "batch", DishBatch, kitchen.finish_batch, happened_at=when)
simple("taste", "food_safety_officer", "batch", DishBatch, kitchen.taste_batch, is_look_good=a_flag,
       is_smell_good=a_flag, is_taste_good=True, happened_at=when)  # fmt: skip
simple("isolate", "food_safety_officer", "batch", DishBatch, kitchen.isolate_batch, reason=why)
simple("lock_sample", "food_safety_officer", "sample", RetainedSample, kitchen.lock_sample, reason=why)
simple("unlock_sample", "principal", "sample", RetainedSample, kitchen.unlock_sample, reason=why)
simple("dispose_sample", "food_safety_officer", "sample", RetainedSample, kitchen.dispose_sample,
       method=lambda hand: hand.pick(["倒入泔水桶", ""]))  # fmt: skip
simple("release", "food_safety_officer", "meal", Meal, kitchen.release_meal)
simple("heads", "cook", "meal", Meal, kitchen.count_heads, heads=amount,
       group=lambda hand: hand.any(
           [hand.world.ours.class_42, hand.world.theirs.class_42, "staff", "", " "]))  # fmt: skip
simple("weigh", "cook", "meal", Meal, kitchen.weigh_leftover, grams=amount, kind="plate",
       batch=lambda hand: hand.pick([None, hand.one_of(DishBatch)]))  # fmt: skip
simple("correct_weight", "cook", "leftover", Leftover, kitchen.correct_leftover, grams=amount, reason=why)
simple("close", "food_safety_officer", "meal", Meal, kitchen.close_meal)
simple(
    "correct_sample", "food_safety_officer", "sample", RetainedSample, kitchen.correct_sample, reason=why,
    grams=lambda hand: hand.pick([None, 130, 12, 0, -3]), position=lambda hand: hand.pick([None, 1, 5, 99, -1]),
    cabinet_temperature_c=lambda hand: hand.pick([None, Decimal("4.0"), Decimal("15.0"), Decimal("99999.9")]),
    happened_at=when,
)  # fmt: skip


@deed("general_affairs_director")
def open_day(world, hand):
    return partial(
        kitchen.open_canteen_day, school=world.ours.school, on=world.today + timedelta(hand.pick([0, 1, -1]))
    )


@deed("cook")
def plan(world, hand):
    dishes = hand.pick([[world.ours.stew, world.ours.boiled], [world.ours.stew], [], [world.theirs.stew]])
    return partial(
        kitchen.plan_meal, school=world.ours.school, on=world.today + timedelta(hand.pick([0, 1, -1])),
        kind=hand.pick(["lunch", "dinner"]), heads=hand.pick([100, 0, 10**9]), dishes=dishes,
    )  # fmt: skip


@deed("cook")
def add_pot(world, hand):
    meal = hand.one_of(Meal)
    dish = hand.pick([world.ours.stew, world.theirs.stew])
    return meal and partial(kitchen.add_batch, meal=meal, dish=dish, heads=hand.pick([50, 0]))


@deed("storekeeper")
def issue_to_pot(world, hand):
    pot = hand.one_of(DishBatch)
    return pot and partial(
        kitchen.issue_to_batch, batch=pot, lines=[IssueLine(hand.one_of(Lot), hand.amount(), "先用")]
    )


@deed("storekeeper")
def take_out_of_pot(world, hand):
    link = hand.one_of(BatchIssue)
    if link is None:
        return None
    return partial(kitchen.return_from_batch, link=link, lines=[(link.issue.movements.first().lot, hand.amount())])


@deed("cook")
def correct_temperature(world, hand):
    row = hand.one_of(CookingTemperature)
    return row and partial(
        kitchen.record_temperature, batch=row.batch, core_temperature_c=degrees(hand), corrects=row,
        correction_reason=why(hand), happened_at=when(hand),
    )  # fmt: skip


@deed("food_safety_officer")
def correct_tasting(world, hand):
    row = hand.one_of(Tasting)
    return row and partial(
        kitchen.taste_batch, batch=row.batch, is_look_good=a_flag(hand), is_smell_good=True, is_taste_good=True,
        corrects=row, correction_reason=why(hand),
    )  # fmt: skip


@deed("food_safety_officer")
def sample(world, hand):
    pot = hand.one_of(DishBatch)
    return pot and partial(
        kitchen.take_sample, batch=pot, grams=hand.pick([150, 124, 10**9]), happened_at=when(hand),
        cabinet=hand.pick([world.ours.cabinet, world.theirs.cabinet, hand.one_of(Space)]),
        position=hand.any([4, 5, 6, 7, 8, 9, 10, None, 99, -1]),
        cabinet_temperature_c=Decimal(hand.pick(["4.0", "12.0", "9999.9"])),
    )  # fmt: skip


@deed("cook")
def dispose_leftovers(world, hand):
    rows = list(Leftover.objects.order_by("-pk")[: hand.pick([1, 4])])
    return partial(kitchen.dispose_leftovers, leftovers=rows, collector=hand.pick(["绿洲环卫", " "]))


# People
@deed("principal")
def end_post(world, hand):
    holding = hand.one_of(PostHolding)
    return partial(people.end_appointment, holding=holding, ends_on=world.today + timedelta(hand.pick([1, 0, 7, -1])))


@deed("principal")
def appoint(world, hand):
    staff = hand.one_of(Staff)
    return partial(
        people.appoint, staff=staff, post=hand.pick(["cook", "storekeeper", "principal", "bureau_officer"]),
        starts_on=world.today + timedelta(hand.pick([0, 1, -1])),
    )  # fmt: skip


simple("close_account", "principal", "staff", Staff, people.close_account)
simple("revoke_token", "principal", "token", ApiToken, people.revoke_token)


@deed("principal")
def create_token(world, hand):
    return partial(
        people.create_token, school=world.ours.school, name="配餐软件",
        posts=hand.pick([["cook"], ["food_safety_officer"], ["bureau_officer"]]),
    )  # fmt: skip
