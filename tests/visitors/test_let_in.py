"""The guard writes a pass (DV-02, DV-05)."""

from datetime import timedelta

import pytest

from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import KernelReason, Refused
from houqin.people.models import Staff, User
from houqin.visitors.actions import approve_visit, let_out, refuse_entry
from houqin.visitors.identity import identity_of
from houqin.visitors.models import DocumentKind, NoEntry, Visit, VisitApproval
from houqin.visitors.reasons import VisitReason as Reason
from tests.builders import NOON, TODAY, a_school
from tests.visitors.conftest import ANOTHER, DAY, HOUR, NUMBER

MAN, WOMAN = "m", "f"


def refused(scene, **wrong) -> set:
    with pytest.raises(Refused) as no:
        scene.let_in(**wrong)
    assert not Visit.objects.exists()
    assert not Entry.objects.filter(kind="visitors.visitor_let_in").exists()
    return no.value.reasons


def test_a_pass_has_its_code_and_the_time_they_should_be_out(scene):
    visit = scene.let_in(heads=2, host_staff=None, host_pupil=scene.pupil)

    assert (visit.code, visit.kind, visit.heads, visit.host) == ("FK260311-01", "visitor", 2, scene.pupil)
    assert (visit.in_at, visit.expected_out_at, visit.is_inside) == (NOON, NOON + HOUR, True)


def test_the_number_of_the_document_is_kept_nowhere(scene):
    visit = scene.let_in()
    same = scene.let_in("另一人", document_number=ANOTHER)

    assert (visit.document_ending, len(visit.document_digest)) == (NUMBER[-4:], 64)
    assert visit.document_digest != same.document_digest
    assert [NUMBER in str(row) for row in [*Visit.objects.values(), *Entry.objects.values()]] == [False] * 4


def test_the_journal_names_no_visitor(scene):
    scene.let_in("王建国")

    facts = Entry.objects.get(kind="visitors.visitor_let_in").revived_facts
    assert facts == {
        "code": "FK260311-01", "heads": 1, "host": str(scene.teacher), "where": "办公楼", "escort": "",
    }  # fmt: skip


@pytest.mark.parametrize(("wrong", "reason"), [
    ({"name": " "}, Reason.NAME_MISSING),
    ({"gender": "x"}, Reason.GENDER_UNKNOWN),
    ({"document_kind": "library_card"}, Reason.DOCUMENT_KIND_UNKNOWN),
    ({"document_number": "65-00"}, Reason.DOCUMENT_MISSING),
    ({"why": ""}, Reason.WHY_MISSING),
    ({"host_staff": None}, Reason.HOST_MISSING),
    ({"heads": 0}, Reason.HEADS_OUT_OF_RANGE),
    ({"items_checked": False}, Reason.ITEMS_NOT_CHECKED),
    ({"minutes": 0}, Reason.EXPECTED_BEFORE_IN),
    ({"happened_at": NOON + HOUR}, KernelReason.IN_THE_FUTURE),
])  # fmt: skip
def test_one_thing_wrong_writes_no_pass(scene, wrong, reason):
    assert refused(scene, **wrong) == {reason}


def test_nobody_visits_a_colleague_and_a_pupil_on_one_pass(scene):
    assert refused(scene, host_pupil=scene.pupil) == {Reason.TWO_HOSTS}


def test_all_reasons_come_at_once(scene):
    wrong = {"name": "", "why": "", "items_checked": False, "building": scene.girls}

    assert refused(scene, **wrong) == {
        Reason.NAME_MISSING, Reason.WHY_MISSING, Reason.ITEMS_NOT_CHECKED, Reason.GIRLS_BUILDING,
    }  # fmt: skip


def test_another_schools_pupil_is_nobody_here(scene):
    other = scene.pupil
    other.pk, other.school, other.number = None, a_school("邻校"), "N1"
    other.save()

    assert refused(scene, host_staff=None, host_pupil=other) == {KernelReason.OTHER_SCHOOL}


@pytest.mark.parametrize(("who", "when"), [
    ("teacher", {"left_on": TODAY - DAY}),
    ("teacher", {"joined_on": TODAY + DAY}),
    ("pupil", {"left_on": TODAY - DAY}),
    ("pupil", {"enrolled_on": TODAY + DAY}),
])  # fmt: skip
def test_nobody_visits_who_is_not_of_the_school_on_that_day(scene, who, when):
    host = {"host_staff": scene.teacher} if who == "teacher" else {"host_staff": None, "host_pupil": scene.pupil}
    for name, day in when.items():
        setattr(getattr(scene, who), name, day)

    assert refused(scene, **host) == {Reason.HOST_NOT_HERE}


@pytest.mark.parametrize("who", ["teacher", "pupil"])
def test_on_the_last_day_they_are_still_visited(scene, who):
    getattr(scene, who).left_on = TODAY
    host = {"host_staff": scene.teacher} if who == "teacher" else {"host_staff": None, "host_pupil": scene.pupil}

    assert scene.let_in(**host).host == getattr(scene, who)


def test_only_those_at_the_gate_let_in(scene):
    with pytest.raises(NotYours):
        scene.let_in(actor=scene.crew.cook)


# --- Hours ---


@pytest.mark.parametrize(("hours", "minutes"), [(9, 60), (8, 61), (-6, 30)])
def test_nobody_is_here_after_evening_study(scene, hours, minutes):
    at = NOON + timedelta(hours=hours)

    assert refused(scene, at=at, minutes=minutes) == {Reason.AFTER_HOURS}


def test_a_visit_that_begins_late_ends_with_the_visits(scene):
    visit = scene.let_in(at=NOON + 8 * HOUR + HOUR / 2)

    assert visit.expected_out_at == NOON + 9 * HOUR


def test_a_duty_leader_approves_one_late_visit(scene):
    at = NOON + 10 * HOUR
    approval = approve_visit(
        school=scene.school, name="王建国", why="孩子发烧", is_after_hours=True, actor=scene.leader, at=at
    )

    visit = scene.let_in(at=at, approval=approval)

    assert (visit.approval, visit.approval.approved_by) == (approval, scene.leader)
    let_out(visit=visit, actor=scene.guard, at=at)
    with pytest.raises(Refused) as no:
        scene.let_in(at=at, approval=approval)
    assert no.value.reasons == {Reason.APPROVAL_USED}


@pytest.mark.parametrize("more", [{"name": "别人"}, {"on": TODAY + DAY}])
def test_an_approval_is_for_one_person_on_one_day(scene, more):
    approval = approve_visit(
        school=scene.school,
        why="孩子发烧",
        is_after_hours=True,
        actor=scene.leader,
        at=NOON,
        **({"name": "王建国"} | more),
    )

    assert refused(scene, approval=approval) == {Reason.APPROVAL_FOR_ANOTHER}


@pytest.mark.parametrize("post", ["guard", "dorm_manager", "principal"])
def test_only_a_duty_leader_approves(scene, post):
    with pytest.raises(NotYours):
        approve_visit(
            school=scene.school, name="王建国", why="急", is_after_hours=True, actor=getattr(scene.crew, post), at=NOON
        )
    assert not VisitApproval.objects.exists()


def test_no_machine_gives_the_word_of_a_duty_leader(scene):
    User.objects.filter(pk=scene.leader.pk).update(kind=User.Kind.INTEGRATION)

    with pytest.raises(NotYours):
        approve_visit(
            school=scene.school, name="王建国", why="急", is_after_hours=True,
            actor=User.objects.get(pk=scene.leader.pk).acting(NOON), at=NOON,
        )  # fmt: skip


# --- Girls' building ---


def test_no_man_enters_a_girls_building_by_himself(scene):
    assert refused(scene, building=scene.girls) == {Reason.GIRLS_BUILDING}


def test_a_woman_enters_a_girls_building(scene):
    assert scene.let_in(gender=WOMAN, building=scene.girls).escort is None


def test_a_man_enters_a_boys_building(scene):
    assert scene.let_in(building=scene.boys).building == scene.boys


def approve_building(scene, **more):
    usual = {"building": scene.girls, "escort": scene.matron, "escort_is_woman": True}
    return approve_visit(
        school=scene.school, name="王建国", why="抬箱子", actor=scene.leader, at=NOON, **(usual | more)
    )


def test_with_approval_and_a_woman_along_a_man_enters(scene):
    visit = scene.let_in(building=scene.girls, approval=approve_building(scene))

    assert visit.escort == scene.matron


def test_the_woman_who_goes_along_still_works_here_when_they_come(scene):
    approval = approve_building(scene, on=TODAY + DAY)
    Staff.objects.filter(pk=scene.matron.pk).update(left_on=TODAY)
    approval.refresh_from_db()

    assert refused(scene, building=scene.girls, approval=approval, at=NOON + DAY) == {Reason.ESCORT_GONE}


@pytest.mark.parametrize("wrong", [{"escort": None}, {"escort_is_woman": False}])
def test_a_building_is_approved_only_with_a_woman_along(scene, wrong):
    with pytest.raises(Refused) as no:
        approve_building(scene, **wrong)

    assert no.value.reasons == {Reason.ESCORT_NOT_A_WOMAN}


def test_an_approval_for_the_hour_opens_no_girls_building(scene):
    approval = approve_building(scene, building=None, escort=None, escort_is_woman=False, is_after_hours=True)

    assert refused(scene, building=scene.girls, approval=approval) == {Reason.GIRLS_BUILDING}


# --- Not let in ---


def test_who_is_listed_reads_a_sentence_that_gives_nothing_away(scene):
    refuse_entry(
        school=scene.school, name="王建国", why="法院判决不得探视", document_number=NUMBER, actor=scene.leader, at=NOON
    )

    with pytest.raises(Refused) as no:
        scene.let_in("化名")

    assert no.value.reasons == {Reason.ASK_THE_LEADER}
    assert no.value.refusals[0].facts == {}
    assert not Visit.objects.exists()
    assert "法院" not in "".join(entry.facts for entry in Entry.objects.all())


def test_without_a_document_the_name_is_enough(scene):
    refuse_entry(school=scene.school, name="王建国", why="闹事", actor=scene.leader, at=NOON)

    assert refused(scene) == {Reason.ASK_THE_LEADER}


def test_a_namesake_with_another_document_comes_in(scene):
    refuse_entry(school=scene.school, name="王建国", why="闹事", document_number=ANOTHER, actor=scene.leader, at=NOON)

    assert scene.let_in().is_inside


@pytest.mark.parametrize(("listed_by", "shown"), [
    ("identity_card", "driving_licence"),
    ("driving_licence", "identity_card"),
    ("identity_card", "other"),
])  # fmt: skip
def test_the_identity_number_names_the_person_on_whichever_paper(scene, listed_by, shown):
    refuse_entry(
        school=scene.school, name="王建国", why="保护令", document_kind=listed_by, document_number=NUMBER,
        actor=scene.leader, at=NOON,
    )  # fmt: skip

    assert refused(scene, name="化名", document_kind=shown) == {Reason.ASK_THE_LEADER}


def test_the_wide_digits_of_a_chinese_keyboard_are_the_same_number(scene):
    plain, wide = (
        identity_of(scene.school, "identity_card", number)
        for number in (NUMBER, NUMBER.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}))
    )

    assert plain == wide


def test_any_other_number_belongs_to_its_kind_of_paper(scene):
    refuse_entry(
        school=scene.school, name="王建国", why="闹事", document_kind="passport", document_number="E1234567",
        actor=scene.leader, at=NOON,
    )  # fmt: skip

    assert scene.let_in(document_kind="work_card", document_number="E1234567").is_inside


def test_a_list_written_when_each_paper_had_its_own_digest_still_holds(scene):
    refuse_entry(school=scene.school, name="王建国", why="保护令", document_number=NUMBER, actor=scene.leader, at=NOON)
    digests = identity_of(scene.school, "identity_card", NUMBER).digests

    for digest in digests:
        NoEntry.objects.update(document_digest=digest)
        assert refused(scene) == {Reason.ASK_THE_LEADER}
    assert len(set(digests)) == len(DocumentKind)


# --- Again ---


def test_nobody_is_inside_twice(scene):
    visit = scene.let_in()

    with pytest.raises(Refused) as no:
        scene.let_in(at=NOON + HOUR)

    assert no.value.reasons == {Reason.INSIDE_ALREADY}
    assert list(Visit.objects.all()) == [visit]


def test_nobody_is_inside_with_two_papers_of_one_number(scene):
    visit = scene.let_in()

    with pytest.raises(Refused) as no:
        scene.let_in(document_kind="driving_licence")

    assert no.value.reasons == {Reason.INSIDE_ALREADY}
    assert list(Visit.objects.all()) == [visit]


def test_who_came_before_shows_the_document_and_nobody_types_it(scene):
    first = scene.let_in()
    let_out(visit=first, actor=scene.guard, at=NOON)

    again = scene.let_in(at=NOON + HOUR, document_number="", like=first)

    assert (again.document_ending, again.document_digest) == (first.document_ending, first.document_digest)


def test_the_pass_of_another_name_lends_no_document(scene):
    first = scene.let_in()
    let_out(visit=first, actor=scene.guard, at=NOON)

    with pytest.raises(Refused) as no:
        scene.let_in("别人", document_number="", like=first)

    assert no.value.reasons == {Reason.DOCUMENT_MISSING}
