"""Evidence: two sign, every hand is named, and nothing is ever deleted (EP-01 to EP-04)."""

import pytest
from django.db import DatabaseError, transaction

from houqin.incidents.actions import (
    hand_over_evidence,
    protect_scene,
    release_evidence,
    release_scene,
    seal_evidence,
    take_back_evidence,
)
from houqin.incidents.case_file import case_file_of
from houqin.incidents.models import (
    AccountabilityEntry,
    CustodyEvent,
    Evidence,
    IncidentUpdate,
    LoggedCall,
    OwedReport,
    SentReport,
)
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.journal.models import Attachment, Entry
from houqin.journal.reasons import Reason as FileReason
from houqin.kernel.refusals import Refused
from tests.builders import NOON, a_holder, a_person, a_school
from tests.incidents.happening import MINUTE, a_file, bring_to_the_end, it_happens
from tests.journal.test_attachments import a_drawing

SOON = NOON + 5 * MINUTE


@pytest.fixture
def incident(scene):
    return it_happens(scene, "food_poisoning")


def seal(scene, incident, *, actor=None, **more):
    facts = {"kind": "food", "item": "午餐红烧肉", "count": "2 盆", "place": "留样柜", "photo": a_file(),
             "witness": scene.crew.storekeeper}  # fmt: skip
    return seal_evidence(incident=incident, actor=actor or scene.crew.food_safety_officer, at=SOON, **(facts | more))


def test_a_seal_has_label_photo_count_and_two_signers(scene, incident):
    evidence = seal(scene, incident)

    assert (evidence.code, evidence.count, evidence.sealed_by, evidence.witness) == (
        "ZJ260311-01", "2 盆", scene.crew.food_safety_officer, scene.crew.storekeeper,
    )  # fmt: skip
    entry = Entry.objects.about(evidence).get()
    assert (entry.kind, entry.revived_facts["digest"]) == ("incidents.evidence_sealed", evidence.photo.digest)
    assert len(evidence.photo.digest) == 64


def test_a_thing_is_shown_from_several_sides_and_the_witness_signs_by_hand(scene, incident):
    evidence = seal(scene, incident, more_photos=[a_file("侧面.pdf", b"%PDF-1.7 side")], drawn=a_drawing(ink=True))

    assert [photo.name for photo in case_file_of(incident).held[0].photos] == ["证明.pdf", "侧面.pdf"]
    assert (evidence.drawn.kind, evidence.drawn.stored_by) == ("signature", scene.crew.food_safety_officer)
    assert Entry.objects.about(evidence.drawn).filter(kind="incidents.evidence_sealed").count() == 1


def test_who_takes_it_signs_on_the_spot(scene, incident):
    event = hand_over_evidence(
        evidence=seal(scene, incident), organisation="县疾控中心", receiver="李医生", drawn=a_drawing(ink=True),
        actor=scene.crew.food_safety_officer, at=SOON,
    )  # fmt: skip

    assert (event.drawn.kind, event.signature, event.reference) == ("signature", None, "")
    assert Entry.objects.about(event.drawn).filter(kind="incidents.evidence_handed_over").count() == 1


def test_an_empty_pad_hands_nothing_over(scene, incident):
    evidence = seal(scene, incident)
    with pytest.raises(Refused) as refused:
        hand_over_evidence(
            evidence=evidence, organisation="县疾控中心", receiver="李医生", drawn=a_drawing(ink=False),
            actor=scene.crew.food_safety_officer, at=SOON,
        )  # fmt: skip

    assert refused.value.reasons == {FileReason.SIGNATURE_EMPTY}
    assert CustodyEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"item": " "}, Reason.ITEM_MISSING),
        ({"count": ""}, Reason.COUNT_MISSING),
        ({"place": " "}, Reason.SEAL_PLACE_MISSING),
        ({"photo": None}, Reason.PHOTO_MISSING),
        ({"witness": "self"}, Reason.WITNESS_IS_YOU),
        ({"witness": "stranger"}, Reason.WITNESS_NOT_IN_OFFICE),
        ({"witness": "neighbour"}, Reason.WITNESS_NOT_IN_OFFICE),
    ],
)
def test_one_thing_wrong_seals_nothing(scene, incident, wrong, reason):
    people = {"self": scene.crew.food_safety_officer, "stranger": a_person(), "neighbour": a_holder("cook", a_school())}
    wrong = {name: people.get(value, value) if name == "witness" else value for name, value in wrong.items()}

    with pytest.raises(Refused) as refused:
        seal(scene, incident, **wrong)

    assert refused.value.reasons == {reason}
    assert (Evidence.objects.count(), Attachment.objects.count()) == (0, 0)


def test_custody_is_a_chain_of_named_hands(scene, incident):
    evidence, actor = seal(scene, incident), scene.crew.food_safety_officer
    where = lambda: case_file_of(incident).held[0]  # noqa: E731
    assert where().is_here

    hand_over_evidence(
        evidence=evidence, organisation="县疾控中心", receiver="李医生", reference="收 3", actor=actor, at=SOON
    )
    assert (where().is_here, where().where) == (False, "已移交 县疾控中心 李医生")
    take_back_evidence(evidence=evidence, organisation="县疾控中心", actor=actor, at=SOON)
    assert where().is_here
    release_evidence(evidence=evidence, reference="疾控函 9 号", why="销毁", actor=actor, at=SOON)

    assert where().is_released
    assert [event.what for event in evidence.custody.order_by("pk")] == ["handed_over", "returned", "released"]
    kinds = list(Entry.objects.about(evidence).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["incidents.evidence_sealed", "incidents.evidence_handed_over", "incidents.evidence_returned",
                     "incidents.evidence_released"]  # fmt: skip


def test_evidence_leaves_only_against_a_name_and_a_signature(scene, incident):
    evidence, actor = seal(scene, incident), scene.crew.food_safety_officer

    with pytest.raises(Refused) as refused:
        hand_over_evidence(evidence=evidence, organisation="", receiver=" ", actor=actor, at=SOON)
    assert refused.value.reasons == {Reason.ORGANISATION_MISSING, Reason.RECEIVER_MISSING, Reason.SIGNATURE_MISSING}
    with pytest.raises(Refused) as refused:
        release_evidence(evidence=evidence, reference="", why="", actor=actor, at=SOON)
    assert refused.value.reasons == {Reason.LEAVE_MISSING, Reason.WHY_MISSING}
    with pytest.raises(Refused) as refused:
        take_back_evidence(evidence=evidence, organisation="县疾控中心", actor=actor, at=SOON)
    assert refused.value.reasons == {Reason.EVIDENCE_HERE}

    assert CustodyEvent.objects.count() == 0


def test_what_is_gone_is_not_handed_over_again(scene, incident):
    evidence, actor = seal(scene, incident), scene.crew.food_safety_officer
    release_evidence(evidence=evidence, reference="函 9", why="销毁", actor=actor, at=SOON)

    for again in (
        lambda: hand_over_evidence(
            evidence=evidence, organisation="a", receiver="b", reference="c", actor=actor, at=SOON
        ),
        lambda: take_back_evidence(evidence=evidence, organisation="a", actor=actor, at=SOON),
        lambda: release_evidence(evidence=evidence, reference="a", why="b", actor=actor, at=SOON),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.reasons == {Reason.EVIDENCE_GONE}

    assert CustodyEvent.objects.count() == 1


def test_a_scene_is_protected_by_a_checklist_and_released_with_a_word(scene, incident):
    crew = scene.crew
    with pytest.raises(Refused) as refused:
        protect_scene(incident=incident, checks=["swept"], actor=crew.cook, at=SOON)
    assert refused.value.reasons == {Reason.CHECK_UNKNOWN}
    with pytest.raises(Refused) as refused:
        release_scene(incident=incident, text="", actor=crew.principal, at=SOON)
    assert refused.value.reasons == {Reason.SCENE_NOT_PROTECTED, Reason.WHY_MISSING}

    protect_scene(incident=incident, checks=["cordoned", "moved_marked"], actor=crew.cook, at=SOON)
    assert case_file_of(incident).is_scene_protected
    with pytest.raises(Refused) as refused:
        protect_scene(incident=incident, checks=[], actor=crew.cook, at=SOON)
    assert refused.value.reasons == {Reason.SCENE_PROTECTED_ALREADY, Reason.CHECKS_MISSING}
    release_scene(incident=incident, text="公安同意", actor=crew.principal, at=SOON)

    assert not case_file_of(incident).is_scene_protected


def test_the_database_itself_never_deletes_or_changes_what_is_sealed(scene, incident):
    evidence = seal(scene, incident)
    hand_over_evidence(
        evidence=evidence, organisation="疾控", receiver="李", reference="1", actor=scene.crew.principal, at=SOON
    )
    bring_to_the_end(scene, incident, at=SOON)
    LoggedCall.objects.create(school=scene.school, incident=incident, number="120", caller="x", called_at=SOON,
                              by=scene.crew.cook, entered_at=SOON)  # fmt: skip
    sealed = (Evidence, CustodyEvent, SentReport, OwedReport, IncidentUpdate, AccountabilityEntry, LoggedCall)

    for model in sealed:
        rows = model.objects.all()
        assert rows.count() > 0, model
        for act in (lambda rows=rows: rows._raw_delete(rows.db), lambda rows=rows: rows.update(school=scene.school)):
            with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
                act()
