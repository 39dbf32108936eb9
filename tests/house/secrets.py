"""A school full of things that nobody else may see. Every name in it carries the mark."""

from datetime import timedelta
from decimal import Decimal

from houqin.campus.models import CheckRound, Equipment, EquipmentCheck, Service, SystemTest
from houqin.checklists.models import Checklist, ListVersion, Run, SchoolList
from houqin.discipline.models import AfterBellRound, Envelope, FoundThing, Lesson, Violation
from houqin.dormitory.models import (
    Bed,
    BedStay,
    Charge,
    DormRoom,
    Emergency,
    EmergencyPerson,
    Move,
    Roll,
    RoomCount,
    Search,
    SearchStep,
)
from houqin.dormitory.models import (
    Mark as BedMark,
)
from houqin.duties.models import Duty
from houqin.foodsafety.models import DailyControl, HeadHandover, MonthlyDispatch, WeeklyReport
from houqin.governance.models import (
    ActionItem,
    GroupMember,
    Meeting,
    Milestone,
    Minutes,
    Plan,
    Policy,
    Rule,
    RuleApproval,
    RuleVersion,
    SteeringGroup,
)
from houqin.imports.models import ImportRun
from houqin.incidents.models import (
    AccountabilityEntry,
    ContingencyPlan,
    CustodyEvent,
    Drill,
    Evidence,
    Hazard,
    Incident,
    IncidentStep,
    IncidentUpdate,
    LoggedCall,
    OwedReport,
    PlanReview,
    SentReport,
    StopUse,
)
from houqin.journal.models import Attachment
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
from houqin.nightwatch.models import (
    Mark,
    NightDuty,
    Round,
    Route,
    RoutePoint,
    RouteVersion,
    ShiftHandover,
    Swap,
)
from houqin.notices.models import Channel, Delivery, Notice
from houqin.people.models import ApiToken, Guardian, PostHolding, Staff, StaffAbsence
from houqin.roomlife.models import Election, HelpNote, Inspection, RoomAward, RoomDraw, RoomHead, Turn, TurnCheck
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
from houqin.tenancy.models import CalendarDay, Space, Term
from houqin.tenancy.posts import Post
from houqin.visitors.models import GuestStay, NoEntry, Visit, VisitApproval
from houqin.whereabouts.models import Away, GuardianLink, Illness, IllnessStep, Leave
from tests.builders import (
    NOON,
    TODAY,
    YEARS_AGO,
    a_batch,
    a_class,
    a_delivery,
    a_dish,
    a_holder,
    a_line,
    a_lot,
    a_meal,
    a_person,
    a_school,
    a_space,
    a_supplier,
    an_article,
)

MARK = "QZX7"
SCHOOL_POSTS = [post for post in Post if post != Post.BUREAU_OFFICER]


def everybody_at(school, name="全能"):
    """One person in every post of a school: what they cannot reach, no single post can."""
    user = a_person(name)
    Staff.objects.create(school=school, name=user.name, number=f"E{school.pk}", user=user)
    for post in SCHOOL_POSTS:
        PostHolding.objects.create(
            post=post, user=user, school=school, starts_on=YEARS_AGO, appointed_by=user, appointed_at=NOON
        )
    return user


class Secrets:
    """`things` by kind: what an address asks for where it says pk."""

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

    def __getitem__(self, kind: str) -> int:
        return self.things[kind].pk

    def keep(self, kind: str, row):
        self.things[kind] = row
        return row

    def make(self, kind: str, model, /, **columns):
        return self.keep(kind, model.objects.create(school=self.school, **columns))

    def people(self):
        self.keep("user", self.user)
        self.keep("holding", self.user.holdings.first())
        self.keep("staff", self.user.staff)
        school_class = self.keep("school_class", a_class(self.school, pupils=1))
        pupil = self.keep("pupil", school_class.enrolments.get().pupil)
        pupil.name, pupil.allergens = f"{MARK}学生", f"{MARK}花生"
        pupil.save()
        self.make("guardian", Guardian, pupil=pupil, name=f"{MARK}家长", relation="母亲", phone="13900000000")
        day = timedelta(days=1)
        self.make("absence", StaffAbsence, staff=self.user.staff, starts_at=NOON + day, ends_at=NOON + 2 * day,
                  reason=f"{MARK}假", approved_by=self.user, approved_at=NOON)  # fmt: skip
        self.make("duty", Duty, code=f"{MARK}任务", key="1", on=TODAY, subject_name=f"{MARK}事", opens_at=NOON,
                  due_at=NOON, owner="cook", state="late")  # fmt: skip
        self.make("token", ApiToken, user=self.user, name=f"{MARK}钥匙", digest="d", created_by=self.user,
                  created_at=NOON)  # fmt: skip
        run = ImportRun.objects.create(
            chain=self.school.pk, importer_code="supply.articles", file_name=f"{MARK}.xlsx", content_hash="h",
            good_count=0, bad_count=1, created_at=NOON, created_by=self.user,
        )  # fmt: skip
        run.rows.create(number=2, given={"name": f"{MARK}行"}, problems=[], is_good=False)
        self.keep("import_run", run)
        self.keep("attachment", Attachment.objects.create(
            chain=self.school.pk, digest="d" * 64, source_digest="s" * 64, kind="document",
            media_type="application/pdf", size_bytes=9, name=f"{MARK}.pdf", stored_by=self.user, stored_at=NOON,
        ))  # fmt: skip

    def places(self):
        self.keep("space", a_space(self.school, name=f"{MARK}库"))
        self.keep("cabinet", a_space(self.school, Space.Kind.SAMPLE_REFRIGERATOR, f"{MARK}柜", positions=9))
        self.keep("building", self.things["space"].building)
        self.keep("term", Term.objects.get(school=self.school))
        Term.objects.filter(school=self.school).update(name=f"{MARK}学期")
        self.make("calendar_day", CalendarDay, on=TODAY + timedelta(days=2), kind="holiday", note=f"{MARK}节")
        self.keep("bureau", self.school.bureau)

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

    def school_holder(self):
        return a_holder(Post.PRINCIPAL, self.school, f"{MARK}证人")

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

    def cases(self):
        user, space = self.user, self.things["space"]
        hazard = self.make(
            "hazard", Hazard, code=f"YH-{MARK}", what=f"{MARK}隐患", category="other", suggested_grade="minor",
            place=space, found_at=NOON, received_at=NOON, found_by=user, due_on=TODAY,
        )  # fmt: skip
        hazard.steps.create(school=self.school, kind="reported", by=user, at=NOON, note=f"{MARK}说")
        self.make("stop", StopUse, hazard=hazard, space=space, name=f"{MARK}停", since=NOON, stopped_by=user,
                  released_at=NOON, released_by=user)  # fmt: skip
        checklist = self.make("checklist", Checklist, title=f"{MARK}表", area="food", composed_by=user,
                              composed_at=NOON)  # fmt: skip
        version = ListVersion.objects.create(checklist=checklist, number=1, published_at=NOON, published_by=user)
        item = version.items.create(
            key="i1", number=1, kind="yes_no", text=f"{MARK}项", grade="minor", category="other"
        )
        row = self.make("school_list", SchoolList, checklist=checklist, frequency="daily", owner_post="cook",
                        starts_on=TODAY)  # fmt: skip
        run = self.make(
            "run", Run, school_list=row, version=version, on=TODAY, happened_at=NOON, received_at=NOON, done_by=user,
            needs_second=True, found=1, note=f"{MARK}注",
        )  # fmt: skip
        run.answers.create(school=self.school, item=item, passed=False, note=f"{MARK}坏")

    def rolls(self):
        """A roll with a child who is searched for, and an evacuation."""
        user = self.user
        room, bed, pupil = self.things["dorm_room"], self.things["bed"], self.things["pupil"]
        building = room.space.building
        roll = self.make("roll", Roll, building=building, night=TODAY, kind="evening", opened_at=NOON)
        RoomCount.objects.create(school=self.school, roll=roll, room=room, by=user, happened_at=NOON, received_at=NOON)
        BedMark.objects.create(school=self.school, roll=roll, bed=bed, pupil=pupil, said="missing", by=user,
                            happened_at=NOON, received_at=NOON)  # fmt: skip
        search = self.make("search", Search, code=f"XR-{MARK}", pupil=pupil, bed=bed, roll=roll, missing_since=NOON,
                           opened_at=NOON, opened_by=user)  # fmt: skip
        SearchStep.objects.create(school=self.school, search=search, step="looked", whom=f"{MARK}楼梯",
                                  happened_at=NOON, received_at=NOON, by=user)  # fmt: skip
        emergency = self.make("emergency", Emergency, what=f"{MARK}烟", by_room=True, started_at=NOON, started_by=user)
        EmergencyPerson.objects.create(school=self.school, emergency=emergency, pupil=pupil, group=f"{MARK}寝", place=1)

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

    def words(self):
        user = self.user
        notice = self.make("notice", Notice, to=user, kind=f"{MARK}消息", facts="{}", told_at=NOON)
        channel = self.make(
            "channel", Channel, post="cook", kind="webhook", label=f"{MARK}.example", fingerprint=MARK,
            address={"host": f"{MARK}.example"}, added_by=user, added_at=NOON,
        )  # fmt: skip
        self.make("delivery_attempt", Delivery, channel=channel, to=user, notice=notice, at=NOON, outcome="refused",
                  detail=f"{MARK}拒")  # fmt: skip

    def governance(self):
        user = self.user
        at = {"recorded_by": user, "recorded_at": NOON}
        policy = self.make("policy", Policy, number=f"{MARK}号", title=f"{MARK}文件", issuer=f"{MARK}局",
                           issued_on=TODAY, text=f"{MARK}文", clauses=["C-16"], **at)  # fmt: skip
        rule = self.make("rule", Rule, number=f"{MARK}-1", title=f"{MARK}制度", kind=f"{MARK}类", issuer=f"{MARK}校",
                         clauses=["C-16"], readers=["cook"])  # fmt: skip
        rule.policies.add(policy)
        version = self.make("rule_version", RuleVersion, rule=rule, number=1, text=f"{MARK}正文", drafted_by=user,
                            drafted_at=NOON)  # fmt: skip
        RuleApproval.objects.create(school=self.school, version=version, effective_on=TODAY, approved_by=user,
                                    review_on=TODAY + timedelta(days=300), approved_at=NOON)  # fmt: skip
        plan = self.make("plan", Plan, title=f"{MARK}方案", goal=f"{MARK}目标", policy=policy, starts_on=TODAY,
                         ends_on=TODAY, drafted_by=user, drafted_at=NOON)  # fmt: skip
        self.make("milestone", Milestone, plan=plan, step="carry_out", title=f"{MARK}节点", owner="cook", due_on=TODAY)
        group = self.make("group", SteeringGroup, name=f"{MARK}小组", formed_on=TODAY, formed_by=user)
        self.make("member", GroupMember, group=group, user=user, role="head", tasks=f"{MARK}职责", starts_on=TODAY,
                  named_by=user)  # fmt: skip
        meeting = self.make("meeting", Meeting, code=f"HY-{MARK}", kind="logistics", title=f"{MARK}会", held_at=NOON,
                            place=f"{MARK}室", chair=user, **at)  # fmt: skip
        self.make("minutes", Minutes, meeting=meeting, number=1, text=f"{MARK}纪要", written_by=user, written_at=NOON)
        self.make("item", ActionItem, meeting=meeting, number=1, what=f"{MARK}事项", owner="cook", due_on=TODAY)

    def incidents(self):
        """An open food incident with everything that hangs on it, a plan and a drill."""
        user, witness, file = self.user, self.school_holder(), self.things["attachment"]
        said = {"happened_at": NOON, "entered_at": NOON, "by": user}
        incident = self.make(
            "incident", Incident, code=f"SJ-{MARK}", kind="food_poisoning", is_food=True, discovered_at=NOON,
            received_at=NOON, place=f"{MARK}处", people=f"{MARK}人", summary=f"{MARK}吐", reported_by=user,
            handler=user, suspect_from=NOON - timedelta(hours=48), suspect_until=NOON,
        )  # fmt: skip
        self.make("incident_step", IncidentStep, incident=incident, number=1, code="call_120", en=MARK, zh=MARK,
                  post=Post.SCHOOL_DOCTOR, rule="ER-02", due_at=NOON)  # fmt: skip
        self.make("owed", OwedReport, incident=incident, addressee="education", form="phone", rule="ER-01",
                  due_at=NOON, since=NOON)  # fmt: skip
        self.make("sent", SentReport, incident=incident, addressee="education", form="continuing", how="phone",
                  receiver=f"{MARK}科长", reference=f"{MARK}号", sent_at=NOON, entered_at=NOON, by=user)  # fmt: skip
        self.make("call", LoggedCall, incident=incident, number="120", caller=f"{MARK}打", called_at=NOON, by=user,
                  entered_at=NOON)  # fmt: skip
        self.make("update", IncidentUpdate, incident=incident, what="progress", text=f"{MARK}续", **said)
        evidence = self.make(
            "evidence", Evidence, incident=incident, code=f"ZJ-{MARK}", kind="food", item=f"{MARK}肉", count="1",
            place=f"{MARK}柜", photo=file, sealed_at=NOON, entered_at=NOON, sealed_by=user, witness=witness,
        )  # fmt: skip
        self.make("custody", CustodyEvent, evidence=evidence, what="handed_over", organisation=f"{MARK}局",
                  receiver=f"{MARK}收", **said)  # fmt: skip
        self.make(
            "accountability", AccountabilityEntry, incident=incident, stage="investigation", text=f"{MARK}查", **said
        )
        plan = self.make("contingency_plan", ContingencyPlan, kind="fire", version=1, title=f"{MARK}预案",
                         steps=f"{MARK}步", people=f"{MARK}人", written_by=user, written_at=NOON)  # fmt: skip
        self.make("plan_review", PlanReview, plan=plan, remark=f"{MARK}评", reviewed_by=user, reviewed_at=NOON)
        self.make("drill", Drill, code=f"YL-{MARK}", kind="evacuation", plan=plan, place=f"{MARK}楼", happened_at=NOON,
                  entered_at=NOON, planned_seconds=120, actual_seconds=110, heads_expected=9, heads_counted=9,
                  faults=f"{MARK}门", led_by=user)  # fmt: skip

    def equipment(self):
        user, space = self.user, self.things["space"]
        piece = self.make(
            "equipment", Equipment, code=f"E-{MARK}", kind="extinguisher_powder", space=space, spot=f"{MARK}角",
            maker=f"{MARK}厂", made_on=YEARS_AGO, in_service_on=YEARS_AGO, registered_by=user, registered_at=NOON,
        )  # fmt: skip
        seen = {"checked_at": NOON, "received_at": NOON, "by": user, "note": f"{MARK}见"}
        made = self.make("check_round", CheckRound, building=space.building, **seen)
        self.make("equipment_check", EquipmentCheck, equipment=piece, round=made, space=space, faults=["seal"], **seen)
        done = {"by_whom": f"{MARK}公司", "recorded_by": user, "recorded_at": NOON}
        self.make("service", Service, equipment=piece, done_on=TODAY, what=f"{MARK}充装", **done)
        self.make("system_test", SystemTest, system="fire", tested_on=TODAY, passed=False, findings=f"{MARK}坏", **done)

    def nights(self):
        user, planned = self.user, {"planned_by": self.user, "planned_at": NOON}
        first = self.make("night_duty", NightDuty, night=TODAY, role="leader", user=user, why=f"{MARK}改", **planned)
        other = self.make("other_night", NightDuty, night=TODAY + timedelta(days=1), role="leader",
                          user=self.school_holder(), **planned)  # fmt: skip
        self.make("night_swap", Swap, given=first, wanted=other, why=f"{MARK}换", asked_by=user, asked_at=NOON)
        route = self.make("route", Route, name=f"{MARK}线", kind="fire", made_by=user, made_at=NOON)
        version = self.make("route_version", RouteVersion, route=route, number=1, days="every_night",
                            first_start="22:00", last_end="06:00", every_minutes=90, within_minutes=30,
                            owner_post="guard", published_by=user, published_at=NOON)  # fmt: skip
        point = self.make("route_point", RoutePoint, version=version, number=1, space=self.things["space"], walk_s=9)
        walked = self.make("round", Round, route=route, version=version, on=TODAY, number=1, starts_at=NOON,
                           due_at=NOON, closes_at=NOON + timedelta(hours=1))  # fmt: skip
        self.make("mark", Mark, round=walked, point=point, space=point.space, how="typed", happened_at=NOON,
                  received_at=NOON, by=user, note=f"{MARK}点")  # fmt: skip
        facts = {"zh-hans": [{"title": f"{MARK}项", "empty": "", "lines": []}]}
        self.make("handover", ShiftHandover, night=TODAY, facts=facts, remarks=f"{MARK}话", left_by=user, left_at=NOON)

    def whereabouts(self):
        """A child out on leave, its link, another time in hospital with a case whose notes nobody may see."""
        user, pupil = self.user, self.things["pupil"]
        day = timedelta(days=1)
        leave = self.make(
            "leave", Leave, pupil=pupil, starts_at=NOON, until_at=NOON + day, is_overnight=False, reason=f"{MARK}事由",
            collector_name=f"{MARK}接", asked_by=user, asked_at=NOON, why_not=f"{MARK}因",
        )  # fmt: skip
        self.make("guardian_link", GuardianLink, leave=leave, guardian=self.things["guardian"], token_digest=MARK,
                  code_digest=MARK, made_by=user, made_at=NOON, expires_at=NOON + day)  # fmt: skip
        away = self.make("away", Away, pupil=pupil, kind="hospital", place=f"{MARK}医院", starts_at=NOON,
                         confirmed_by=user, recorded_by=user, recorded_at=NOON)  # fmt: skip
        illness = self.make("illness", Illness, pupil=pupil, noticed_at=NOON, noticed_by=user, recorded_at=NOON,
                            away=away)  # fmt: skip
        self.make("illness_step", IllnessStep, illness=illness, kind="noticed", happened_at=NOON, by=user,
                  recorded_at=NOON, note=f"{MARK}病情", person=f"{MARK}医生")  # fmt: skip

    def discipline(self):
        """A room that was not quiet, a talk, a lesson, an envelope and a found thing."""
        school, user, pupil = self.school, self.user, self.things["pupil"]
        room = self.things.get("dorm_room") or self.make(
            "dorm_room", DormRoom, space=a_space(school, Space.Kind.DORM_ROOM, f"{MARK}室"), floor=1, gender="f",
            section="primary",
        )  # fmt: skip
        said = {"happened_at": NOON, "received_at": NOON}
        walk = self.make("after_bell_round", AfterBellRound, building=self.things["building"], night=TODAY, by=user,
                         rooms=1, of_rooms=1, loud=1, note=f"{MARK}夜", **said)  # fmt: skip
        walk.doors.create(school=school, room=room, heard="other", note=f"{MARK}响")
        violation = self.make("violation", Violation, code=f"TH-{MARK}", pupil=pupil, kind="other", what=f"{MARK}事",
                              seen_by=f"{MARK}人", recorded_by=user, **said)  # fmt: skip
        violation.steps.create(school=school, kind="talk", by=user, words=f"{MARK}谈", own_words=f"{MARK}说", **said)
        lesson = self.make("lesson", Lesson, school_class=self.things["school_class"], topics=["fire"], held_by=user,
                           listed=1, absent=1, note=f"{MARK}课", **said)  # fmt: skip
        lesson.attendances.create(school=school, pupil=pupil, was_there=False)
        envelope = self.make("envelope", Envelope, number=f"{MARK}1", pupil=pupil, opened_at=NOON, opened_by=user)
        signed = {"signed_by_pupil": self.things["attachment"], "signed_by_keeper": self.things["attachment"]}
        movement = envelope.movements.create(school=school, kind="in", amount_fen=100, happened_at=NOON, by=user,
                                             note=f"{MARK}存", **signed)  # fmt: skip
        movement.things.create(school=school, name=f"{MARK}表", count=1)
        self.make("found_thing", FoundThing, code=f"SW-{MARK}", what=f"{MARK}伞", shelf=f"{MARK}架", recorded_by=user,
                  **said)  # fmt: skip

    def visitors(self):
        """At the gate and in the guest room."""
        staff, pupil, day = self.things["staff"], self.things["pupil"], timedelta(days=1)
        self.make("visit_approval", VisitApproval, name=f"{MARK}访客", on=TODAY, is_after_hours=True, escort=staff,
                  why=f"{MARK}由", approved_by=self.user, approved_at=NOON)  # fmt: skip
        for kind, more in (("visitor", {"host_pupil": pupil}), ("worker", {"company": f"{MARK}公司", "escort": staff})):
            self.make(
                "visit", Visit, code=f"FK-{MARK}{kind}", kind=kind, name=f"{MARK}访客", gender="f", why=f"{MARK}由",
                phone="13900000000", document_kind="other", document_ending="0001", document_digest=kind, in_at=NOON,
                items=f"{MARK}物", expected_out_at=NOON + day, received_at=NOON, let_in_by=self.user,
                building=self.things["building"], **more,
            )  # fmt: skip
        self.make("no_entry", NoEntry, name=f"{MARK}拒", why=f"{MARK}由", added_by=self.user, added_at=NOON)
        self.make(
            "guest_stay", GuestStay, code=f"LS-{MARK}", pupil=pupil, name=f"{MARK}亲", relation=f"{MARK}母", party="f",
            phone="13900000000", arrives_on=TODAY, leaves_on=TODAY + day, why=f"{MARK}由", applied_by=self.user,
            applied_at=NOON,
        )  # fmt: skip

    def room_life(self):
        """A room with its head, turn, election, inspection, draw and award."""
        user, pupil, term = self.user, self.things["pupil"], self.things["term"]
        room = self.things.get("dorm_room")
        if room is None:
            space = a_space(self.school, Space.Kind.DORM_ROOM, f"{MARK}室")
            room = self.make("dorm_room", DormRoom, space=space, floor=3, gender="f", section="junior")
        if not BedStay.objects.filter(pupil=pupil).exists():
            bed = Bed.objects.create(school=self.school, room=room, number=90)
            BedStay.objects.create(
                school=self.school, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=user, placed_at=NOON
            )
        self.make("election", Election, room=room, term=term, opened_by=user, opened_at=NOON)
        self.make("room_head", RoomHead, room=room, pupil=pupil, term=term, starts_on=TODAY, appointed_by=user,
                  appointed_at=NOON)  # fmt: skip
        turn = self.make("turn", Turn, room=room, on=TODAY, pupil=pupil, planned_by=user, planned_at=NOON)
        TurnCheck.objects.create(school=self.school, turn=turn, is_done=False, note=f"{MARK}没扫", happened_at=NOON,
                                 received_at=NOON, checked_by=user)  # fmt: skip
        draw = self.make("room_draw", RoomDraw, on=TODAY, number=1, seed=f"{MARK}种", among=[room.pk], wanted=1,
                         rooms=[room.pk], drawn_by=user, drawn_at=NOON)  # fmt: skip
        self.make("inspection", Inspection, room=room, on=TODAY, draw=draw, happened_at=NOON, received_at=NOON,
                  done_by=user, note=f"{MARK}注")  # fmt: skip
        self.make("help_note", HelpNote, room=room, kind="talk", text=f"{MARK}谈", happened_at=NOON, received_at=NOON,
                  given_by=user)  # fmt: skip
        self.make("room_award", RoomAward, room=room, month=TODAY.replace(day=1), score=Decimal(99), awarded_by=user,
                  awarded_at=NOON)  # fmt: skip

    def dormitory(self):
        space = a_space(self.school, Space.Kind.DORM_ROOM, f"{MARK}室")
        room = self.make("dorm_room", DormRoom, space=space, floor=1, gender="f", section="primary")
        other = Bed.objects.create(school=self.school, room=room, number=2)
        bed, pupil = self.make("bed", Bed, room=room, number=1), self.things["pupil"]
        type(pupil).objects.filter(pk=pupil.pk).update(is_boarder=True, gender="f")
        self.make("bed_stay", BedStay, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=self.user, placed_at=NOON)
        self.make("bed_move", Move, pupil=pupil, from_bed=bed, to_bed=other, starts_on=TODAY, why=f"{MARK}由",
                  asked_by=self.user, asked_at=NOON)  # fmt: skip
        self.make("charge", Charge, building=space.building, user=self.user, starts_on=YEARS_AGO, given_by=self.user,
                  given_at=NOON)  # fmt: skip
