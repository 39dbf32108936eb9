"""The goods and the meals. A part of `Secrets`."""

from datetime import timedelta
from decimal import Decimal

from houqin.foodsafety.models import DailyControl, HeadHandover, MonthlyDispatch, WeeklyReport
from houqin.governance.models import (
    Meeting,
    Minutes,
)
from houqin.kitchen.models import (
    BatchIssue,
    CanteenDay,
    CookingTemperature,
    Disinfection,
    Leftover,
    Menu,
    MenuItem,
    RetainedSample,
    ServiceCount,
    Tasting,
)
from houqin.supply.models import (
    Approval,
    Certificate,
    CountLine,
    Issue,
    Movement,
    Order,
    OrderLine,
    Paper,
    Preparation,
    StockCount,
    StoreCheck,
    Suspension,
)
from houqin.tenancy.posts import Post
from tests.builders import (
    NOON,
    TODAY,
    a_batch,
    a_delivery,
    a_dish,
    a_line,
    a_lot,
    a_meal,
    a_supplier,
    an_article,
)
from tests.house.secrets.marked import MARK, Marked


class OfTheCanteen(Marked):
    def goods(self):
        school, user = self.school, self.user
        article = self.keep("article", an_article(school, f"{MARK}大米", allergens=f"{MARK}敏"))
        supplier = self.keep("supplier", a_supplier(school, f"{MARK}供应商", approved_for=["grain"]))
        self.keep("approval", Approval.objects.get(supplier=supplier))
        self.keep("certificate", Certificate.objects.filter(supplier=supplier).first())
        Certificate.objects.filter(supplier=supplier).update(number=f"{MARK}证")
        self.make("suspension", Suspension, supplier=supplier, goods_class="pork", reason=f"{MARK}停", since=NOON)
        order = self.make(
            "order", Order, code=f"CG-{MARK}", supplier=supplier, wanted_on=TODAY, state="sent", note=f"{MARK}注",
            ordered_by=user, created_at=NOON, sent_at=NOON,
        )  # fmt: skip
        self.make("order_line", OrderLine, order=order, article=article, amount=500)
        delivery = self.keep("delivery", a_delivery(school, supplier, registered_by=user, note_number=f"{MARK}单"))
        line = self.keep("line", a_line(delivery, article, supplier_lot=f"{MARK}批"))
        line.photos.add(self.things["attachment"])
        self.make("paper", Paper, line=line, kind="test_report", number=f"{MARK}报告", recorded_by=user,
                  recorded_at=NOON, attachment=self.things["attachment"])  # fmt: skip
        lot = self.keep("lot", a_lot(article, by=user, line=line, supplier=supplier, supplier_lot=f"{MARK}批"))
        lot.code = f"L-{MARK}"
        lot.save()

    def movements(self):
        school, user, lot = self.school, self.user, self.things["lot"]
        moved = {"school": school, "lot": lot, "moved_at": NOON, "moved_by": user, "note": f"{MARK}记"}
        issue = self.make("issue", Issue, code=f"CK-{MARK}", purpose=f"{MARK}用", issued_by=user, issued_at=NOON)
        self.keep("movement", Movement.objects.create(kind="issued", amount=-100, issue=issue, **moved))
        made = a_lot(an_article(school, f"{MARK}腌肉", is_intermediate=True), by=user, origin="prepared")
        preparation = self.make(
            "preparation", Preparation, code=f"JG-{MARK}", made=made, prepared_by=user, prepared_at=NOON
        )
        Movement.objects.create(kind="consumed", amount=-50, preparation=preparation, **moved)
        witness = self.school_holder()
        count = self.make("count", StockCount, code=f"PD-{MARK}", counted_by=user, witness=witness, counted_at=NOON)
        CountLine.objects.create(
            school=school, count=count, lot=lot, book_amount=9_850, counted_amount=9_850, reason=f"{MARK}数"
        )

        self.make("store_check", StoreCheck, checked_at=NOON, received_at=NOON, by=user, is_in_order=False,
                  remark=f"{MARK}乱")  # fmt: skip

    def meals(self):
        school, user = self.school, self.user
        dish = self.keep("dish", a_dish(school, f"{MARK}饭", per_head=[(self.things["article"], 100)], by=user))
        menu = self.make("menu", Menu, week_starts_on=TODAY - timedelta(days=TODAY.weekday()))
        self.make("menu_item", MenuItem, menu=menu, on=TODAY, meal_kind="lunch", dish=dish, added_by=user,
                  added_at=NOON, added_reason=f"{MARK}换")  # fmt: skip
        self.make("day", CanteenDay, on=TODAY, opened_at=NOON, opened_by=user)
        meal = self.keep("meal", a_meal(school, state="cooked", cooking_at=NOON, cooked_at=NOON))
        batch = self.keep("batch", a_batch(meal, dish, state="cooked", cooked_at=NOON, cooked_by=user))
        BatchIssue.objects.create(school=school, batch=batch, issue=self.things["issue"])
        proof = {"batch": batch, "happened_at": NOON, "received_at": NOON, "by": user}
        self.make("temperature", CookingTemperature, core_temperature_c=Decimal("80.0"), **proof)
        self.make("tasting", Tasting, is_look_good=True, is_smell_good=True, is_taste_good=True,
                  remark=f"{MARK}香", **proof)  # fmt: skip
        self.make(
            "sample", RetainedSample, code=f"S-{MARK}", batch=batch, grams=150, taken_at=NOON, received_at=NOON,
            taken_by=user, cabinet=self.things["cabinet"], position=1, cabinet_temperature_c=Decimal("4.0"),
            keep_until=NOON + timedelta(hours=48),
        )  # fmt: skip
        ServiceCount.objects.create(
            school=school, meal=meal, group=f"{MARK}组", heads=9, counted_by=user, counted_at=NOON
        )
        self.make("leftover", Leftover, meal=meal, kind="cooked", grams=10, weighed_by=user, weighed_at=NOON,
                  collector=f"{MARK}收", disposed_at=NOON, disposed_by=user)  # fmt: skip
        self.make("disinfection", Disinfection, meal=meal, what="tableware", method="steam", reading=Decimal(100),
                  minutes=Decimal(10), passed=True, remark=f"{MARK}消", ended_at=NOON, received_at=NOON,
                  by=user)  # fmt: skip

    def control(self):
        """The day, the week and the month that somebody signed."""
        signed = {"signed_by": self.user, "post": Post.FOOD_SAFETY_OFFICER, "signed_at": NOON}
        late = {"scope": "waste", "code": "leftovers_waiting", "number": 1, "late": True, "rows": [], "more": {}}
        self.make("daily", DailyControl, on=TODAY, facts=[late], looked_at=["waste"], remarks={"waste": f"{MARK}清"},
                  **signed)  # fmt: skip
        monday = TODAY - timedelta(days=TODAY.weekday())
        seen = {"trend": {}, "open_hazards": 0, "overdue_hazards": 0, "missing": []}
        self.make("weekly", WeeklyReport, monday=monday, facts=[seen], assessment=f"{MARK}研判",
                  measures=f"{MARK}措施", **signed)  # fmt: skip
        meeting = self.make(
            "dispatch_meeting", Meeting, code=f"HYD-{MARK}", kind="dispatch", title=f"{MARK}会", held_at=NOON,
            place=f"{MARK}室", chair=self.user, recorded_by=self.user, recorded_at=NOON,
        )  # fmt: skip
        Minutes.objects.create(
            school=self.school, meeting=meeting, number=1, text=f"{MARK}纪要", written_by=self.user, written_at=NOON
        )
        self.make("monthly", MonthlyDispatch, month=TODAY.replace(day=1), meeting=meeting,
                  facts=[{"open_hazards": 0, "missing": []}], **signed)  # fmt: skip
        HeadHandover.objects.create(
            school=self.school, bureau=self.school.bureau, on=TODAY, sequence=9, hash=f"{MARK}尾", handed_at=NOON,
            handed_by=self.user,
        )  # fmt: skip
