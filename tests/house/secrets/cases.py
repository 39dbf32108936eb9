"""Hazards, incidents, equipment. A part of `Secrets`."""

from datetime import timedelta

from houqin.campus.models import CheckRound, Equipment, EquipmentCheck, Service, SystemTest
from houqin.checklists.models import Checklist, ListVersion, Run, SchoolList
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
from houqin.tenancy.posts import Post
from tests.builders import (
    NOON,
    TODAY,
    YEARS_AGO,
)
from tests.house.secrets.marked import MARK, Marked


class OfCases(Marked):
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
