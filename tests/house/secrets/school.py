"""People, places, words and what is written about a whole school. A part of `Secrets`."""

from datetime import timedelta

from houqin.duties.models import Duty
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
from houqin.journal.models import Attachment
from houqin.notices.models import Channel, Delivery, Notice
from houqin.people.models import ApiToken, Guardian, StaffAbsence
from houqin.tenancy.models import CalendarDay, Space, Term
from houqin.tenancy.posts import Post
from tests.builders import (
    NOON,
    TODAY,
    a_class,
    a_holder,
    a_space,
)
from tests.house.secrets.marked import MARK, Marked


class OfTheSchool(Marked):
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

    def school_holder(self):
        return a_holder(Post.PRINCIPAL, self.school, f"{MARK}证人")

    def places(self):
        self.keep("space", a_space(self.school, name=f"{MARK}库"))
        self.keep("cabinet", a_space(self.school, Space.Kind.SAMPLE_REFRIGERATOR, f"{MARK}柜", positions=9))
        self.keep("building", self.things["space"].building)
        self.keep("term", Term.objects.get(school=self.school))
        Term.objects.filter(school=self.school).update(name=f"{MARK}学期")
        self.make("calendar_day", CalendarDay, on=TODAY + timedelta(days=2), kind="holiday", note=f"{MARK}节")
        self.keep("bureau", self.school.bureau)

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
