"""Hand in what was seen: exceptions speak, nothing found is a record."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from houqin.checklists.actions import Answered, run_checklist, schedule_list, sign_run
from houqin.checklists.drafts import Draft
from houqin.checklists.ledgers import checks
from houqin.checklists.models import Answer, Run
from houqin.checklists.reasons import Reason
from houqin.documents.periods import Period, around
from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.kernel.refusals import KernelReason, Refused
from tests.builders import NOON, TODAY
from tests.checklists.conftest import CHLORINE, FLOOR, FRIDGE, ITEMS, PHOTO, WORD
from tests.journal.test_attachments import a_drawing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def daily(scene):
    return scene.publish(*ITEMS)


def hand_in(scene, school_list, *, actor=None, at=NOON, more=None, **verb):
    items = scene.items(school_list)
    answers = {items[FRIDGE].pk: Answered(number=Decimal("4.5")), items[WORD].pk: Answered(passed=True)}
    answers |= {items[key].pk: answered for key, answered in (more or {}).items()}
    return run_checklist(
        school_list=school_list, answers=answers, actor=actor or scene.crew.food_safety_officer, at=at, **verb
    )


def test_nothing_found_is_a_record(scene, daily):
    run = hand_in(scene, daily)

    assert (run.on, run.found, run.needs_second, run.is_late_entry) == (TODAY, 0, False, False)
    said = {str(answer.item): (answer.passed, answer.value) for answer in run.answers.all()}
    assert said == {
        "地面清洁": (True, ""), "冷藏柜温度": (True, "4.5 ℃"), "消毒液浓度": (True, "合格"), "现场照片": (None, ""),
        "情况属实": (True, ""),
    }  # fmt: skip
    assert Hazard.objects.count() == 0


def test_what_fails_is_a_hazard_on_the_spot(scene, daily):
    schedule_list(
        school_list=daily, frequency="none", by=None, owner_post="cook", place=scene.kitchen,
        actor=scene.crew.principal, at=NOON,
    )  # fmt: skip
    run = hand_in(scene, daily, actor=scene.crew.cook, more={
        FLOOR: Answered(passed=False, note="油污", owner_post="cook", due_on=TODAY),
        FRIDGE: Answered(number=Decimal("12")),
        CHLORINE: Answered(choice="偏低"),
    })  # fmt: skip

    rows = Hazard.objects.order_by("pk").values_list("what", "grade", "owner_post", "due_on", "place__name")
    with translation.override("zh-hans"):
        hazards = [(str(what), *more) for what, *more in rows]
    assert run.found == 3
    assert hazards == [
        ("地面清洁：油污", "minor", "cook", TODAY, "热加工间"),
        ("冷藏柜温度：12 ℃", "general", "general_affairs_director", TODAY + 3 * DAY, "热加工间"),
        ("消毒液浓度：偏低", "general", "general_affairs_director", TODAY + 3 * DAY, "热加工间"),
    ]
    assert [Hazard.objects.because_of(answer).count() for answer in Answer.objects.filter(passed=False)] == [1, 1, 1]


def test_the_same_item_failing_again_is_known_to_be_back(scene, daily):
    for number in range(2):
        hand_in(scene, daily, at=NOON + number * DAY, more={FLOOR: Answered(passed=False)})

    first, second = Hazard.objects.order_by("pk")
    assert (second.recurs, second.suggested_grade) == (first, "general")


@pytest.mark.parametrize(
    ("key", "answered", "reason"),
    [
        (FRIDGE, Answered(), Reason.ANSWER_MISSING),
        (CHLORINE, Answered(choice="不知道"), Reason.ANSWER_UNREADABLE),
        (WORD, Answered(), Reason.NOT_CONFIRMED),
    ],
)
def test_what_has_no_ordinary_state_is_entered(scene, daily, key, answered, reason):
    with pytest.raises(Refused) as refused:
        hand_in(scene, daily, more={key: answered})

    assert refused.value.reasons == {reason}
    assert (Run.objects.count(), Answer.objects.count()) == (0, 0)


def test_a_photo_that_is_needed_is_not_left_out(scene):
    school_list = scene.publish(Draft("现场照片", kind="photo"))

    with pytest.raises(Refused) as refused:
        run_checklist(school_list=school_list, actor=scene.crew.cook, at=NOON)

    assert refused.value.reasons == {Reason.PHOTO_MISSING}


def test_an_entry_of_yesterday_says_that_it_is_late_and_none_is_of_tomorrow(scene, daily):
    run = hand_in(scene, daily, happened_at=NOON - DAY)
    with pytest.raises(Refused) as refused:
        hand_in(scene, daily, happened_at=NOON + HOUR)

    assert (run.on, run.received_at, run.is_late_entry) == (TODAY - DAY, NOON, True)
    assert refused.value.reasons == {KernelReason.IN_THE_FUTURE}
    entry = Entry.objects.get(kind="checklists.list_run")
    assert (entry.happened_at, bool(entry.revived_facts["late"])) == (NOON - DAY, True)


def test_a_correction_is_a_new_run_and_makes_no_second_hazard(scene, daily):
    first = hand_in(scene, daily, more={FLOOR: Answered(passed=False)})
    second = hand_in(
        scene, daily, corrects=first, note="看错冰箱", at=NOON + HOUR,
        more={FLOOR: Answered(passed=False), FRIDGE: Answered(number=Decimal("9"))},
    )  # fmt: skip

    assert list(Run.objects.standing()) == [second]
    with translation.override("zh-hans"):
        assert [str(hazard.what) for hazard in Hazard.objects.order_by("pk")] == ["地面清洁", "冷藏柜温度：9 ℃"]
    with pytest.raises(Refused) as refused:
        hand_in(scene, daily, corrects=first)
    assert refused.value.reasons == {Reason.CORRECTED_ALREADY}


def test_a_second_person_signs_under_their_own_account(scene):
    school_list = scene.publish(Draft("夜间值班在岗", kind="two_persons"))
    run = run_checklist(school_list=school_list, actor=scene.crew.dorm_manager, at=NOON)

    with pytest.raises(Refused) as own:
        sign_run(run=run, actor=scene.crew.dorm_manager, at=NOON)
    signature = sign_run(run=run, actor=scene.crew.head_teacher, at=NOON + HOUR)
    with pytest.raises(Refused) as again:
        sign_run(run=run, actor=scene.crew.cook, at=NOON + HOUR)

    assert (signature.by, own.value.reasons) == (scene.crew.head_teacher, {Reason.SIGNED_BY_RUNNER})
    assert again.value.reasons == {Reason.SIGNED_ALREADY}


def test_nothing_handed_in_is_ever_changed(scene, daily):
    hand_in(scene, daily)

    for change in (lambda: Answer.objects.update(passed=True), lambda: Run.objects.update(on=date(2026, 3, 1))):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_signature_by_hand_is_ones_own_word(scene, daily):
    run = hand_in(scene, daily, more={WORD: Answered(signature=a_drawing(ink=True))})

    [kept] = run.answers.get(item__kind="signature").photos.all()
    assert (run.found, kept.attachment.kind) == (0, "signature")
    assert Entry.objects.about(kept.attachment).filter(kind="checklists.list_run").count() == 1
    [row] = checks(scene.school, around(Period.MONTH, TODAY, scene.school.zone))
    assert (row.of["who"], row.of["who"].files) == (scene.crew.food_safety_officer.name, (kept.attachment.file,))


def test_an_unknown_photo_item_passes_with_its_photo(scene, daily, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile  # slow import

    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")
    run = hand_in(scene, daily, more={PHOTO: Answered(photos=[paper])})

    answer = run.answers.get(item__text="现场照片")
    assert (answer.passed, [photo.attachment.name for photo in answer.photos.all()]) == (True, ["a.pdf"])
