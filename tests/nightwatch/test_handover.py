"""The hand-over: what every app says of the night, kept as it was read, signed by two people (SF-05)."""

from datetime import timedelta

import pytest
from django.utils import translation

from houqin.journal.models import Entry
from houqin.journal.verifying import verify_chain
from houqin.kernel.refusals import Refused
from houqin.nightwatch import night_facts
from houqin.nightwatch.actions import close_round, hand_over, take_over
from houqin.nightwatch.models import ShiftHandover
from houqin.nightwatch.night_facts import Fact, sections_of
from houqin.nightwatch.reasons import Reason
from tests.duty_rows import answered, make_duties, occasions
from tests.journal.test_attachments import a_drawing
from tests.nightwatch.conftest import DAY, MINUTE, NIGHT, NINE
from tests.refusing import posts_that_may, refused

#: 07:30 in Shanghai on the morning after.
MORNING = NINE + timedelta(hours=10, minutes=30)


def leave(scene, *, night=NIGHT, at=MORNING, actor=None, **more):
    more = {"signs_by_name": True} | more
    actor = (actor or scene.crew.duty_leader).acting(at)
    return hand_over(school=scene.school, night=night, actor=actor, at=at, **more)


def take(scene, handover, *, at=MORNING + 5 * MINUTE, actor=None, **more):
    more = {"signs_by_name": True} | more
    return take_over(handover=handover, actor=(actor or scene.crew.principal).acting(at), at=at, **more)


def lines(handover, title) -> list[tuple]:
    with translation.override("en"):
        [section] = [one for one in handover.sections if one["title"] == title]
    return [(line["label"], line["quiet"], line["state"], line["end"]) for line in section["lines"]]


def test_missed_points_stand_in_it_by_name_and_findings_with_their_code(walk):
    walk.mark(1, finding="门锁坏了", item="locks")
    walk.mark(2, at=NINE + MINUTE)
    close_round(round=walk.round, at=walk.round.closes_at)

    handover = leave(walk.scene)

    guard, named = walk.guard.name, "not passed: 3 号点, 4 号点"
    assert lines(handover, "Patrol rounds")[0] == ("女生楼巡查 21:00", f"{guard}; {named}", "missed", "2 of 4")
    assert [line[0] for line in lines(handover, "Hazards found")] == ["YH260311-01 门锁坏了"]
    assert lines(handover, "On duty")[0][0] == walk.scene.crew.duty_leader.name


def test_it_is_kept_as_it_was_read_in_every_language(walk):
    handover = leave(walk.scene)
    walk.mark(1, at=MORNING, happened_at=NINE)

    handover.refresh_from_db()
    assert lines(handover, "Patrol rounds")[0][3] == "0 of 4"
    assert set(handover.facts) == {"zh-hans", "en"}
    assert list(verify_chain(walk.scene.school.pk)) == []


def test_two_different_people_sign_by_finger_or_by_name(scene):
    handover = leave(scene, signature=a_drawing(ink=True), signs_by_name=False)
    assert handover.signature is not None

    assert refused(take, scene=scene, handover=handover, actor=scene.crew.duty_leader) == [Reason.TAKEN_BY_LEAVER]
    assert refused(take, scene=scene, handover=handover, signs_by_name=False) == [Reason.NOT_SIGNED]
    taken = take(scene, handover)
    assert (taken.by, taken.signature) == (scene.crew.principal, None)
    other = scene.crew.deputy_principal
    assert refused(take, scene=scene, handover=handover, actor=other) == [Reason.TAKEN_ALREADY]


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"signs_by_name": False}, Reason.NOT_SIGNED), ({"night": NIGHT + DAY}, Reason.NIGHT_NOT_BEGUN)],
)
def test_what_is_not_signed_or_has_not_come_is_not_handed_over(scene, more, reason):
    assert refused(leave, scene=scene, **more) == [reason]
    assert not ShiftHandover.objects.exists()


def test_a_second_report_corrects_the_first_which_is_then_taken_by_nobody(scene):
    first = leave(scene)
    second = leave(scene, remarks="补充：热水器已修", at=MORNING + MINUTE)

    assert (second.corrects, ShiftHandover.objects.count()) == (first, 2)
    with pytest.raises(Refused) as no:
        take(scene, first)
    assert no.value.reasons == {Reason.HANDOVER_CORRECTED}


def test_every_morning_it_is_a_duty_that_the_second_signature_ends(scene):
    [asked, *_later] = occasions("nightwatch.handover", scene.school, NIGHT, NIGHT + 5 * DAY)
    assert (asked.on, asked.due_at) == (NIGHT, MORNING + 30 * MINUTE)
    duties = make_duties("nightwatch.handover", scene.school)

    handover = leave(scene)
    assert answered("nightwatch.handover", duties) == {}
    taken = take(scene, handover)
    assert answered("nightwatch.handover", duties) == {duties[0].pk: taken.at}


def test_a_shift_handed_over_in_the_night_leaves_the_night_to_the_morning(scene, at_desk):
    """Before the roll, or at five when rounds are still walked: no report of either tells how the night ended."""
    [duty] = make_duties("nightwatch.handover", scene.school, NIGHT, NIGHT)
    for early in (NINE - timedelta(hours=2, minutes=55), NINE + timedelta(hours=8)):
        take(scene, leave(scene, at=early), at=early + MINUTE)
        assert answered("nightwatch.handover", [duty]) == {}
    page = at_desk("principal", MORNING).get("/night-watch/handovers/")
    assert page.context["sentence"] == "3 月 11 日夜里交接过一次班。当晚的夜班请在早上 06:00 以后交接。"

    taken = take(scene, leave(scene))

    assert answered("nightwatch.handover", [duty]) == {duty.pk: taken.at}
    assert (
        at_desk("principal", MORNING).get("/night-watch/handovers/").context["sentence"] == "3 月 11 日的夜班已交接。"
    )


def test_who_may_hand_over(scene):
    may = posts_that_may(
        scene.school,
        lambda actor: hand_over(school=scene.school, night=NIGHT, signs_by_name=True, actor=actor, at=MORNING),
    )
    assert may == {
        "principal", "deputy_principal", "general_affairs_director", "duty_leader", "dorm_manager", "head_teacher",
    }  # fmt: skip


def test_an_app_declares_its_part_in_its_place(scene, monkeypatch):
    monkeypatch.setattr(night_facts, "PARTS", list(night_facts.PARTS))

    @night_facts.night_facts("晚点名", place=1, empty="没有点名。")
    def roll(school, night):
        yield Fact(f"{night} 全部到齐", state="done")

    first = sections_of(scene.school, NIGHT)[0]
    assert (first["title"], first["lines"][0]["label"]) == ("晚点名", "2026-03-11 全部到齐")


def test_the_journal_vouches_for_what_was_read(scene):
    leave(scene)

    assert len(Entry.objects.get(kind="nightwatch.handed_over").revived_facts["digest"]) == 64
