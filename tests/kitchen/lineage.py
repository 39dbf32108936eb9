"""Chicken from three lots, made into things that are made into things, and eaten at two meals. Rows, not verbs."""

from datetime import timedelta
from decimal import Decimal

from houqin.kitchen.models import BatchIssue, CookingTemperature, RetainedSample, ServiceCount, Tasting
from houqin.supply.models import Issue, Lot, Movement, Paper, Preparation, Signature
from houqin.tenancy.models import Space
from tests.builders import (
    NOON,
    TODAY,
    Crew,
    a_batch,
    a_class,
    a_delivery,
    a_dish,
    a_line,
    a_lot,
    a_meal,
    a_school,
    a_space,
    a_supplier,
    an_article,
)


def moved(lot, kind, amount, *, by, at=NOON, **more) -> Movement:
    return Movement.objects.create(
        school=lot.school, lot=lot, kind=kind, amount=amount, moved_at=at, moved_by=by, **more
    )


def made(name, amount, sources, *, by, school) -> Lot:
    """A lot of `amount` base units made here from (lot, base units) pairs."""
    article = an_article(school, name, goods_class="poultry", is_intermediate=True, storage="chilled")
    lot = a_lot(article, 0, expires_in=1, origin="prepared")
    preparation = Preparation.objects.create(
        school=school, code=f"Y-{lot.pk}", made=lot, prepared_by=by, prepared_at=NOON - timedelta(hours=3)
    )
    moved(lot, "produced", amount, by=by, preparation=preparation)
    for source, used in sources:
        moved(source, "consumed", -used, by=by, preparation=preparation)
    return lot


def issued(lot, amount, batch, *, by, back=0) -> Issue:
    """Out of the store into a pot, and so much of it back."""
    number = Issue.objects.count() + 1
    issue = Issue.objects.create(
        school=lot.school, code=f"CK-{number}", purpose=str(batch or "清洗"), issued_by=by,
        issued_at=NOON - timedelta(hours=2, minutes=-number),
    )  # fmt: skip
    moved(lot, "issued", -amount, by=by, issue=issue)
    if back:
        moved(lot, "returned", back, by=by, issue=issue)
    if batch is not None:
        BatchIssue.objects.create(school=lot.school, batch=batch, issue=issue)
    return issue


class Lineage:
    """
    thighs 58.0 kg ─ 21.0 ─▶ marinated ─ 8.0 ─▶ filling ─ 9.0 ─▶ buns ─ 2.0 ─▶ pot of buns (eaten)
           └─ 10.8 ─▶ shredded ─ 4.0 ──────────▶ │
    wings  20.0 kg ─ 5.0 ──▶ marinated ─ 6.0 ──────────────────────────▶ braised (not served yet)
           └─ 4.0 ─────────────────────────────────────────────────────▶ braised
    breast 10.0 kg ─ 3.0 ──────────────────────▶ filling
    thighs ─ 5.0 less 1.2 back ────────────────────────────────────────▶ noodles (eaten)
    """

    def __init__(self, school=None):
        self.school = school or a_school()
        self.crew = Crew(self.school)
        self.keeper, self.cook = self.crew.storekeeper, self.crew.cook
        self.supplier = a_supplier(self.school, "天山绿源农产品", approved_for=["poultry"])
        self.delivery = a_delivery(
            self.school, self.supplier, registered_by=self.keeper, buyer=self.crew.buyer,
            arrived_at=NOON - timedelta(days=1, hours=3), state="inspected", inspected_at=NOON - timedelta(days=1),
        )  # fmt: skip
        self.chicken = an_article(self.school, "鸡腿肉", goods_class="poultry", storage="chilled")
        self.chiller = a_space(self.school, Space.Kind.CHILLER, "2 号冷藏柜")
        self.thighs, self.wings, self.breast = (
            self.received(amount, supplier_lot) for amount, supplier_lot in
            ((58_000, "20260309A"), (20_000, "20260309B"), (10_000, "20260308"))
        )  # fmt: skip
        for who in (self.keeper, self.crew.food_safety_officer):
            Signature.objects.create(
                school=self.school, delivery=self.delivery, user=who, post="storekeeper", signed_at=NOON
            )
        self.prepare()
        self.serve()

    def received(self, amount, supplier_lot) -> Lot:
        line = a_line(self.delivery, self.chicken, amount, supplier_lot=supplier_lot, accepted_amount=amount)
        for kind in ("animal_quarantine_certificate", "meat_inspection_certificate"):
            Paper.objects.create(
                school=self.school, line=line, kind=kind, number=f"65-{supplier_lot}", recorded_by=self.keeper,
                recorded_at=NOON - timedelta(days=1),
            )  # fmt: skip
        return a_lot(
            self.chicken, amount, expires_in=2, received_at=NOON - timedelta(days=1), by=self.keeper, line=line,
            supplier=self.supplier, supplier_lot=supplier_lot, production_date=TODAY - timedelta(days=2),
            space=self.chiller,
        )  # fmt: skip

    def prepare(self):
        more = {"by": self.cook, "school": self.school}
        self.marinated = made("腌鸡块", 25_500, [(self.thighs, 21_000), (self.wings, 5_000)], **more)
        self.shredded = made("熟鸡丝", 9_000, [(self.thighs, 10_800)], **more)
        self.filling = made(
            "鸡肉馅", 15_000, [(self.marinated, 8_000), (self.shredded, 4_000), (self.breast, 3_000)], **more
        )
        self.buns = made("鸡肉包生坯", 12_000, [(self.filling, 9_000)], **more)
        moved(self.thighs, "disposed", -800, by=self.keeper)

    def serve(self):
        proved = {"tasted_at": NOON, "sampled_at": NOON, "released_by": self.crew.food_safety_officer}
        yesterday = NOON - timedelta(hours=18)
        self.dinner = a_meal(
            self.school, kind="dinner", on=TODAY - timedelta(days=1), heads=600, serves_at=yesterday,
            state="released", released_at=yesterday, **proved,
        )  # fmt: skip
        self.lunch = a_meal(self.school, heads=624, state="cooking", cooking_at=NOON)
        self.cabinet = a_space(self.school, Space.Kind.SAMPLE_REFRIGERATOR, "留样柜", positions=20)
        self.steamed, self.noodles = (
            self.cooked(self.dinner, name, place, at=yesterday) for place, name in enumerate(("鸡肉包", "鸡丝面"), 1)
        )
        self.braised = a_batch(self.lunch, a_dish(self.school, "红烧鸡块"), state="cooking")
        issued(self.buns, 2_000, self.steamed, by=self.keeper)
        issued(self.thighs, 5_000, self.noodles, by=self.keeper, back=1_200)
        issued(self.marinated, 6_000, self.braised, by=self.keeper)
        issued(self.wings, 4_000, self.braised, by=self.keeper)
        self.class_42 = a_class(self.school)
        for group, heads in ((self.class_42, 581), (None, 20)):
            ServiceCount.objects.create(
                school=self.school, meal=self.dinner, school_class=group, group="" if group else "值班教师",
                heads=heads, counted_by=self.cook, counted_at=yesterday,
            )  # fmt: skip

    def cooked(self, meal, name, position, *, at):
        batch = a_batch(meal, a_dish(self.school, name), state="cooked", cooked_at=at, cooked_by=self.cook)
        common = {"school": self.school, "batch": batch, "happened_at": at, "received_at": at}
        CookingTemperature.objects.create(**common, by=self.cook, core_temperature_c=Decimal("84.0"))
        Tasting.objects.create(
            **common, by=self.crew.food_safety_officer, is_look_good=True, is_smell_good=True, is_taste_good=True
        )
        RetainedSample.objects.create(
            school=self.school, code=f"S-{batch.pk}", batch=batch, grams=150, taken_at=at, received_at=at,
            taken_by=self.cook, cabinet=self.cabinet, position=position, cabinet_temperature_c=Decimal("3.6"),
            keep_until=at + timedelta(hours=48),
        )  # fmt: skip
        return batch
