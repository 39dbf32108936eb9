"""Services of pieces and tests of systems, as the firm's paper says."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from houqin.campus import events
from houqin.campus.gates import equipment as equipment_gates
from houqin.campus.gates import services as gates
from houqin.campus.kinds import months_after
from houqin.campus.models import Equipment, Service, ServicePaper, System, SystemTest, TestPaper
from houqin.campus.permissions import KEEP_EQUIPMENT
from houqin.duties.actions import answer_about, answer_codes
from houqin.incidents.actions import report_hazard
from houqin.incidents.models import Category, Grade
from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import spoken
from houqin.tenancy.parameters import parameters_of
from houqin.tenancy.school_rows import lock_one

TEST_DUTIES = {
    System.FIRE: "campus.fire-test", System.ELECTRICITY: "campus.electric-test", System.GAS: "campus.gas-test",
}  # fmt: skip


@transaction.atomic
def service_equipment(
    *, equipment: Equipment, done_on: date, by_whom: str, what: str = "", next_due_on: date | None = None,
    papers: Iterable = (), corrects: Service | None = None, actor, at: datetime,
) -> Service:  # fmt: skip
    """Record a service. The next one is due as the rule says, or earlier where the firm says so (DP-10).

    Raises Refused: SCRAPPED, DAY_TO_COME, NOT_MADE_YET, BY_WHOM_MISSING, NEXT_NOT_AFTER, NEXT_TOO_LATE,
    CORRECTED_ALREADY, CORRECTS_ANOTHER; those of attachments.
    """
    school = equipment.school
    authorise(actor, KEEP_EQUIPMENT, school=school, at=at)
    piece = lock_one(Equipment, equipment.pk, "space__building", school=school)
    today = school.localdate(at)
    months = piece.kind_of.months(parameters_of(school, on=today), is_first=False)
    newer = Service.objects.filter(corrects=corrects).first() if corrects else None
    require(
        equipment_gates.is_kept(piece), equipment_gates.has_come(done_on, today=today), gates.says_by_whom(by_whom),
        gates.was_made(piece.made_on, done_on=done_on),
        gates.next_fits(next_due_on, done_on=done_on, latest=months_after(done_on, months) if months else None),
        gates.may_correct_service(corrects, piece, newer),
    )  # fmt: skip
    made = Service.objects.create(
        school=school, equipment=piece, done_on=done_on, by_whom=by_whom.strip(), what=what.strip()[:200],
        next_due_on=next_due_on, recorded_by=actor, recorded_at=at, corrects=corrects,
    )  # fmt: skip
    files = [store_attachment(paper, chain=school.pk, actor=actor, at=at) for paper in papers]
    ServicePaper.objects.bulk_create(ServicePaper(school=school, service=made, attachment=file) for file in files)
    record(
        events.SERVICE_CORRECTED if corrects else events.SERVICED, piece, about=[made, *files], actor=actor, at=at,
        equipment=spoken(piece), on=done_on, by_whom=made.by_whom, what=made.what,
    )  # fmt: skip
    answer_about(piece.space.building, at=at)
    return made


@transaction.atomic
def record_test(
    *, school, system: str, tested_on: date, by_whom: str, passed: bool = True, findings: str = "",
    papers: Iterable = (), corrects: SystemTest | None = None, actor, at: datetime,
) -> SystemTest:  # fmt: skip
    """Record the full test of a system with its report (DP-05, DE-02, DE-03). One that failed becomes a hazard.

    Raises Refused: SYSTEM_UNKNOWN, DAY_TO_COME, BY_WHOM_MISSING, FINDINGS_MISSING, PAPER_MISSING, CORRECTED_ALREADY,
    CORRECTS_ANOTHER; those of attachments and of report_hazard.
    """
    authorise(actor, KEEP_EQUIPMENT, school=school, at=at)
    papers, today = list(papers), school.localdate(at)
    newer = SystemTest.objects.filter(corrects=corrects).first() if corrects else None
    require(
        gates.is_a_test(system, passed=passed, findings=findings, papers=len(papers)),
        equipment_gates.has_come(tested_on, today=today), gates.says_by_whom(by_whom),
        gates.may_correct_test(corrects, system=system, newer=newer),
    )  # fmt: skip
    made = SystemTest.objects.create(
        school=school, system=system, tested_on=tested_on, by_whom=by_whom.strip(), passed=passed,
        findings=findings.strip()[:200], recorded_by=actor, recorded_at=at, corrects=corrects,
    )  # fmt: skip
    files = [store_attachment(paper, chain=school.pk, actor=actor, at=at) for paper in papers]
    TestPaper.objects.bulk_create(TestPaper(school=school, test=made, attachment=file) for file in files)
    record(
        events.TESTED, made, about=[corrects, *files], actor=actor, at=at, system=system, on=tested_on,
        by_whom=made.by_whom, result=_("passed") if passed else _("not passed"), findings=made.findings,
    )  # fmt: skip
    if not passed:
        category = Category.FIRE if system == System.FIRE else Category.ELECTRICITY_GAS
        report_hazard(
            school=school, what=spoken(lambda: f"{made.get_system_display()} {made.findings}", most=200),
            category=category, photos=files, source=made, grade=Grade.GENERAL, item=f"campus/test/{system}",
            actor=actor, at=at,
        )  # fmt: skip
    answer_codes(school, TEST_DUTIES[System(system)], at=at)
    return made
