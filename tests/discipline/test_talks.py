"""Education first: record, talk, guardians, look again, close (DR-08)."""

from datetime import timedelta

import pytest

from houqin.discipline.actions import (
    close_violation,
    contact_guardians,
    correct_violation,
    follow_up,
    give_points,
    record_violation,
    talk_with_child,
    withdraw_violation,
)
from houqin.discipline.models import Violation, ViolationStep
from houqin.discipline.reasons import Reason
from houqin.discipline.selectors.violations import of_child, shape
from houqin.duties.models import Duty
from houqin.journal.models import Entry
from houqin.notices.models import Notice
from houqin.people.actions import move_pupil, pupil_left
from houqin.people.models import Guardian
from houqin.tenancy.models import ParameterValue, Term
from tests.builders import NOON, TODAY, YEARS_AGO, a_class
from tests.discipline.conftest import NIGHT
from tests.refusing import not_yours, refused

DAY = timedelta(days=1)


@pytest.fixture
def quarrel(scene):
    return record_violation(
        pupil=scene.girl, kind="quarrel", what="与同学争吵", place=scene.rooms[0].space, actor=scene.warden, at=NIGHT
    )


def talk(violation, actor, at=NIGHT, days=2, **more):
    return talk_with_child(
        violation=violation, own_words="我不该先动手", words="互相道歉，轮流用桌子",
        follow_up_on=violation.school.localdate(at) + days * DAY, actor=actor, at=at, **more,
    )  # fmt: skip


def call(violation, guardian, actor, *, reached=True, at=NIGHT, **more):
    return contact_guardians(
        violation=violation, guardian=guardian, way="phone", reached=reached, actor=actor, at=at, **more
    )


def take_points(school, by):
    ParameterValue.objects.create(
        key="points_are_used", school=school, value="1", source="校规", valid_from=YEARS_AGO, set_by=by, set_at=NOON
    )


def duties():
    return list(Duty.objects.order_by("pk").values_list("code", "state"))


def test_from_record_to_closed(scene, quarrel):
    warden = scene.warden
    talk(quarrel, warden)
    call(quarrel, scene.mother, warden)
    follow_up(violation=quarrel, words="两人已和好", actor=warden, at=NIGHT + 2 * DAY)
    close_violation(violation=quarrel, actor=warden, at=NIGHT + 2 * DAY)

    assert list(quarrel.steps.order_by("pk").values_list("kind", flat=True)) == [
        "talk", "contact", "follow_up", "closed",
    ]  # fmt: skip
    assert duties() == [("discipline.talk", "done"), ("discipline.follow_up", "done")]


def test_the_second_look_is_due_in_the_evening_of_its_day(scene, quarrel):
    talk(quarrel, scene.warden)

    duty = Duty.objects.get(code="discipline.follow_up")

    assert quarrel.school.localtime(duty.due_at).strftime("%m-%d %H:%M") == "03-13 21:00"
    assert (duty.state, shape(Violation.objects.get(), TODAY)) == ("waiting", ("due", "contact"))


def test_a_talk_that_is_typed_in_late_is_a_late_answer(scene, quarrel):
    late = NIGHT + 20 * DAY

    talk(quarrel, scene.warden, at=late, happened_at=NIGHT)

    assert Duty.objects.get(code="discipline.talk").done_at == late


@pytest.mark.parametrize("step", ["talk", "call"])
def test_no_step_comes_before_what_it_is_about(scene, quarrel, step):
    early = {"happened_at": NIGHT - timedelta(minutes=1)}

    if step == "talk":
        reasons = refused(talk, violation=quarrel, actor=scene.warden, **early)
    else:
        reasons = refused(call, violation=quarrel, guardian=scene.mother, actor=scene.warden, **early)

    assert (reasons, quarrel.steps.exists()) == ([Reason.STEP_TOO_EARLY], False)


def test_a_step_in_the_same_minute_is_not_too_early(scene):
    seconds = timedelta(seconds=40)
    made = record_violation(pupil=scene.girl, kind="late", what="晚归", actor=scene.warden, at=NIGHT + seconds)

    assert talk(made, scene.warden, at=NIGHT + 2 * seconds, happened_at=NIGHT).happened_at == NIGHT


def test_neither_duty_nor_journal_names_the_child(scene, quarrel):
    talk(quarrel, scene.warden)

    said = [str(duty.subject_name) for duty in Duty.objects.all()] + [entry.sentence for entry in Entry.objects.all()]

    assert not [words for words in said if scene.girl.name in words or "争吵" in words]
    assert not Entry.objects.about(scene.girl).exists()


def test_the_childs_head_teacher_hears_of_it_without_a_name(scene):
    teacher = scene.teacher_of(scene.school_class)

    made = record_violation(pupil=scene.girl, kind="late", what="晚归", actor=scene.warden, at=NIGHT)

    notice = Notice.objects.get()
    assert (notice.to, notice.url) == (teacher, made.get_absolute_url())
    assert scene.girl.name not in f"{notice.title}{notice.body}"


@pytest.mark.parametrize(
    ("steps", "reasons"),
    [
        ([], [Reason.TALK_FIRST, Reason.GUARDIAN_FIRST, Reason.FOLLOW_UP_FIRST]),
        (["talk"], [Reason.GUARDIAN_FIRST, Reason.FOLLOW_UP_FIRST]),
        (["talk", "no answer", "look"], [Reason.GUARDIAN_FIRST]),
        (["talk", "look", "call", "talk"], [Reason.FOLLOW_UP_FIRST]),
    ],
)
def test_closing_too_early_is_refused(scene, quarrel, steps, reasons):
    for step in steps:
        if step == "talk":
            talk(quarrel, scene.warden)
        elif step == "look":
            follow_up(violation=quarrel, words="好转", actor=scene.warden, at=NIGHT)
        else:
            call(quarrel, scene.mother, scene.warden, reached=step == "call")

    assert refused(close_violation, violation=quarrel, actor=scene.warden, at=NIGHT) == reasons
    assert quarrel.steps.count() == len(steps)


def test_a_slight_matter_needs_no_guardian(scene):
    slight = record_violation(pupil=scene.girl, kind="after_bell", what="熄灯后说话", actor=scene.warden, at=NIGHT)
    talk(slight, scene.warden)
    follow_up(violation=slight, words="安静", actor=scene.warden, at=NIGHT)

    close_violation(violation=slight, actor=scene.warden, at=NIGHT)

    assert not Violation.objects.open().exists()


def test_points_are_not_used_unless_a_school_says_so_and_never_before_a_talk(scene, quarrel):
    said = {"violation": quarrel, "points": 1, "words": "争吵", "actor": scene.leader, "at": NIGHT}
    assert refused(give_points, **said) == [Reason.POINTS_NOT_USED, Reason.TALK_FIRST]

    take_points(scene.school, scene.leader)
    assert refused(give_points, **said) == [Reason.TALK_FIRST]

    talk(quarrel, scene.warden)
    assert give_points(**said).points == 1


@pytest.mark.parametrize(
    ("verb", "more", "reason"),
    [
        (follow_up, {"words": "好"}, Reason.TALK_FIRST),
        (talk_with_child, {"own_words": "", "words": " ", "follow_up_on": TODAY}, Reason.NOTHING_SAID),
        (talk_with_child, {"own_words": "", "words": "好", "follow_up_on": TODAY - DAY}, Reason.DAY_GONE),
        (correct_violation, {"words": ""}, Reason.NOTHING_SAID),
    ],
)
def test_a_step_is_refused(scene, quarrel, verb, more, reason):
    assert refused(verb, violation=quarrel, actor=scene.warden, at=NIGHT, **more) == [reason]
    assert not quarrel.steps.exists()


def test_somebody_elses_guardian_is_not_called(scene, quarrel):
    other = Guardian.objects.create(
        school=scene.school, pupil=scene.pupils[1], name="李强", relation="父亲", phone="13900000001"
    )

    assert refused(
        contact_guardians, violation=quarrel, guardian=other, way="phone", reached=True, actor=scene.warden, at=NIGHT
    ) == [Reason.ANOTHERS_GUARDIAN]


def test_what_is_withdrawn_takes_no_step_and_leaves_the_childs_page(scene, quarrel):
    withdraw_violation(violation=quarrel, words="认错了人", actor=scene.warden, at=NIGHT)

    assert refused(
        follow_up, violation=quarrel, words="好", actor=scene.warden, at=NIGHT
    ) == [Reason.CLOSED_ALREADY, Reason.TALK_FIRST]  # fmt: skip
    assert of_child(scene.warden, scene.girl, on=TODAY) == []
    assert duties() == [("discipline.talk", "done")]


def test_the_circle_is_the_dormitory_the_leaders_and_the_childs_own_head_teacher(scene, quarrel):
    teacher = scene.crew.head_teacher
    strangers = [
        str(post) for post, user in vars(scene.crew).items()
        if post != "school" and Violation.objects.visible_to(user).exists()
    ]  # fmt: skip
    assert sorted(strangers) == [
        "deputy_principal", "dorm_manager", "duty_leader", "general_affairs_director", "principal",
    ]  # fmt: skip

    assert not_yours(follow_up, violation=quarrel, words="好", actor=teacher, at=NIGHT) == "discipline.see_own_talks"
    scene.teacher_of(a_class(scene.school, 8, 1))
    assert not Violation.objects.visible_to(teacher).exists()

    scene.teacher_of(scene.school_class)
    assert Violation.objects.visible_to(teacher).get() == quarrel
    talk(quarrel, teacher)
    assert ViolationStep.objects.visible_to(teacher).count() == 1


def test_the_head_teacher_keeps_a_matter_until_the_child_has_left(scene, quarrel):
    """The leaving day of a child is entered ahead."""
    teacher = scene.teacher_of(scene.school_class)
    pupil_left(pupil=scene.girl, left_on=TODAY + DAY, actor=scene.crew.general_affairs_director, at=NIGHT)

    late = record_violation(pupil=scene.girl, kind="late", what="晚归", actor=scene.warden, at=NIGHT)

    assert list(Violation.objects.visible_to(teacher).order_by("pk")) == [quarrel, late]
    assert Notice.objects.filter(to=teacher).count() == 1
    assert not Violation.objects.visible_to(teacher.acting(NIGHT + 2 * DAY)).exists()


def test_the_head_teacher_of_the_next_class_sees_nothing_before_the_child_sits_there(scene, quarrel):
    other = a_class(scene.school, 8, 1)
    teacher = scene.teacher_of(other)
    move_pupil(pupil=scene.girl, to=other, on=TODAY + 2 * DAY, actor=scene.crew.general_affairs_director, at=NIGHT)

    assert not Violation.objects.visible_to(teacher.acting(NIGHT)).exists()
    assert Violation.objects.visible_to(teacher.acting(NIGHT + 2 * DAY)).get() == quarrel


def test_the_childs_page_forgets_with_the_term_and_when_the_child_leaves(scene, quarrel):
    assert of_child(scene.warden, scene.girl, on=TODAY) == [quarrel]

    autumn = TODAY.replace(month=9, day=1)
    Term.objects.create(school=scene.school, name="秋", starts_on=autumn, ends_on=autumn + 100 * DAY)
    assert of_child(scene.warden, scene.girl, on=autumn) == []

    scene.girl.left_on = TODAY
    assert of_child(scene.warden, scene.girl, on=TODAY + DAY) == []
