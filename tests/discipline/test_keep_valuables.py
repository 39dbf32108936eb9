"""Envelopes: counted, signed by both, out of nobody else's (D-14)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from houqin.discipline.actions import give_back, take_in
from houqin.discipline.models import Envelope, EnvelopeMovement
from houqin.discipline.reasons import Reason
from houqin.discipline.selectors.keeping import things_kept
from houqin.journal.models import Entry
from houqin.journal.veils import is_hidden
from tests.discipline.conftest import NIGHT
from tests.refusing import posts_that_may, refused


def drawn(height=40):
    image = Image.new("RGBA", (200, 80))
    ImageDraw.Draw(image).line([(10, 10), (90, height), (180, 20)], fill="black", width=4)
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("签名.png", out.getvalue(), content_type="image/png")


def signed():
    return {"by_pupil": drawn(), "by_keeper": drawn(60)}


def keep(scene, pupil=None, fen=20_050, things=None, actor=None, **more):
    return take_in(
        pupil=pupil or scene.girl, amount_fen=fen, things=things, actor=actor or scene.warden, at=NIGHT,
        **(signed() | more),
    )  # fmt: skip


def back(scene, envelope, pupil=None, fen=0, things=None, **more):
    return give_back(
        envelope=envelope, pupil=pupil or scene.girl, amount_fen=fen, things=things, actor=scene.warden,
        at=NIGHT + timedelta(days=1), **(signed() | more),
    )  # fmt: skip


def held():
    envelope = Envelope.objects.with_balance().get()
    return envelope.left_fen, things_kept([envelope]).get(envelope.pk, {})


def test_what_it_holds_is_the_sum_of_what_went_in_and_out(scene):
    envelope = keep(scene, things={"手表": 1, "银行卡": 2}).envelope
    keep(scene, fen=1_000)
    back(scene, envelope, fen=5_050, things={"银行卡": 1})

    assert held() == (16_000, {"手表": 1, "银行卡": 1})
    assert envelope.number == "001"


def test_the_next_envelope_takes_the_next_number(scene):
    keep(scene, number="A7")
    keep(scene, pupil=scene.pupils[1])
    keep(scene, pupil=scene.pupils[2])

    assert list(Envelope.objects.order_by("pk").values_list("number", flat=True)) == ["A7", "001", "002"]


@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        ({"fen": 0}, [Reason.ENVELOPE_EMPTY]),
        ({"by_pupil": None, "by_keeper": None}, [Reason.SIGNATURE_MISSING, Reason.SIGNATURE_MISSING]),
        ({"number": "002"}, [Reason.NUMBER_TAKEN]),
    ],
)
def test_taking_in_is_refused(scene, state, reasons):
    keep(scene, pupil=scene.pupils[1], number="002")

    assert refused(keep, scene=scene, **state) == reasons
    assert EnvelopeMovement.objects.count() == 1


def test_a_pupil_has_one_envelope(scene):
    keep(scene)

    assert refused(keep, scene=scene, number="9") == [Reason.HAS_ENVELOPE]


@pytest.mark.parametrize(
    ("state", "reasons"),
    [
        ({"fen": 20_051}, [Reason.NOT_ENOUGH_KEPT]),
        ({"things": {"手表": 2, "戒指": 1}}, [Reason.NOT_KEPT, Reason.NOT_KEPT]),
        ({"fen": 1, "by_pupil": None}, [Reason.SIGNATURE_MISSING]),
    ],
)
def test_giving_back_is_refused(scene, state, reasons):
    envelope = keep(scene, things={"手表": 1}).envelope

    assert refused(back, scene=scene, envelope=envelope, **state) == reasons
    assert held() == (20_050, {"手表": 1})


def test_nobody_takes_out_of_anothers_envelope(scene):
    envelope = keep(scene).envelope

    assert refused(back, scene=scene, envelope=envelope, pupil=scene.pupils[1], fen=1) == [Reason.ANOTHERS_ENVELOPE]


def test_the_journal_tells_neither_whose_nor_how_much(scene):
    keep(scene)

    assert Entry.objects.get(kind="discipline.taken_in").sentence == "信封 001"


def test_signatures_are_seen_by_those_who_keep(scene):
    movement = keep(scene)

    assert is_hidden(movement.signed_by_pupil, scene.crew.head_teacher)
    assert not is_hidden(movement.signed_by_pupil, scene.warden)


def test_who_keeps_valuables(scene):
    assert posts_that_may(scene.school, lambda actor: keep(scene, actor=actor)) == {"dorm_manager", "duty_leader"}
