"""From the phone's camera to the record: shrunk on the phone, without the place, each photo once; signed by finger."""

import base64
import hashlib
from io import BytesIO

import pytest
from PIL import Image

from tests.journeys.looking import PHONE
from tests.journeys.people import Crew, until

pytestmark = pytest.mark.journey

SENT = """async (input) => Promise.all([...input.files].map(async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return [file.name, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}))"""
GPS, ORIENTATION = 0x8825, 0x0112


@pytest.fixture(scope="module")
def taken() -> bytes:
    """Twelve megapixels on their side, with the place where the phone stood."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (43.0, 48.0, 12.5)
    out = BytesIO()
    grain = Image.effect_noise((200, 150), 60).convert("RGB").resize((4000, 3000))
    grain.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


@pytest.fixture
def crew(browser, server):
    crew = Crew(browser, server, (PHONE,), "zh-hans")
    yield crew
    crew.go_home()


def a_file(content: bytes, name="照片.jpg", kind="image/jpeg") -> dict:
    return {"name": name, "mimeType": kind, "buffer": content}


def kept(server, digest: str) -> list[tuple]:
    """What the server wrote down of a photo that came from this original."""
    return server.rows(
        "SELECT source_digest, digest, size_bytes, chain FROM journal_attachment WHERE original_digest = ? ORDER BY id",
        digest,
    )


def report(person, what: str, *files: dict):
    person.page.goto(person.url + "/cases/hazards/new/")
    form = person.form("")
    form.locator("[name=what]").fill(what)
    form.locator("[name=photos]").set_input_files(list(files))
    return form


def send(person, form) -> None:
    person.send(form.locator("button:not([type=button])"))


def test_a_photo_leaves_the_phone_small_and_without_its_place_and_is_known_when_it_comes_again(server, crew, taken):
    cook, digest = crew.as_("cook"), hashlib.sha256(taken).hexdigest()
    form = report(cook, "蒸箱电线破皮", a_file(taken), a_file(b"%PDF-1.7 note", "说明.pdf", "application/pdf"))
    shots = form.locator(".shots li")
    shots.nth(1).wait_for()

    form.locator("[name=photos]").set_input_files([a_file(taken, "同一张.jpg"), a_file(b"broken", "坏.jpg")])
    form.get_by_text("已在本表中").wait_for()
    form.locator("[data-photos] [role=status]", has_text="“坏.jpg”打不开").wait_for()
    assert shots.count() == 2
    cook.eyes.look()

    [(name, photo), (paper, same)] = form.locator("[name=photos]").evaluate(SENT)
    photo = base64.b64decode(photo)
    with Image.open(BytesIO(photo)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1200, 1600), {})
    assert (name, paper, base64.b64decode(same)) == ("照片.jpg", "说明.pdf", b"%PDF-1.7 note")
    assert len(photo) <= 300_000 < len(taken)

    send(cook, form)
    assert cook.page.locator("main .papers li").count() == 2
    first = cook.path
    [(arrived, stored, size, chain)] = kept(server, digest)
    assert (arrived, size <= 310_000) == (hashlib.sha256(photo).hexdigest(), True)
    with Image.open(server.var / "attachments" / str(chain) / stored[:2] / stored) as image:
        assert dict(image.getexif()) == {}

    # Pressed at once, while the phone still shrinks: the form waits for it. Sent back, it still has the photo.
    send(cook, report(cook, "", a_file(taken)))
    form = cook.form("")
    form.locator(".wrongs").wait_for()
    form.locator(".shots li").wait_for()
    form.locator("[name=what]").fill("又是这根电线")
    send(cook, form)
    assert len(kept(server, digest)) == 2
    mark = cook.page.locator("main .papers .again")
    assert (mark.count(), mark.locator("a").get_attribute("href")) == (1, first)
    cook.eyes.look()
    assert crew.faults == []


def test_a_finger_signs_a_list_and_the_signature_stands_beside_the_name(server, crew):
    officer = crew.as_("food_safety_officer")
    page = officer.page
    officer.open("/checklists/", closely=False)
    officer.follow(page.locator("main .lines a").first)
    officer.follow(page.locator("main .heading a.primary"))
    for one in page.locator("main input[name^='number_']").all():
        one.fill("4")
    pad = page.locator("main .pad canvas").first
    pad.wait_for()
    assert pad.get_attribute("aria-label") == "签名框，还没有签名"
    draw(page, pad)
    assert pad.get_attribute("aria-label") == "签名框，已签名"
    page.locator("main .signature .clear").first.click()
    assert pad.get_attribute("aria-label") == "签名框，还没有签名"
    draw(page, pad)
    page.set_viewport_size({"width": 740, "height": 360})  # turned, and the strokes are still there
    page.set_viewport_size(PHONE)
    assert pad.get_attribute("aria-label") == "签名框，已签名"
    officer.eyes.look()
    officer.send(page.locator("main form.wide .closing .primary"))

    signed = page.locator("main img.signed")
    signed.scroll_into_view_if_needed()
    until(page, lambda: signed.evaluate("one => one.naturalWidth") > 100)
    assert signed.count() == 1
    officer.eyes.look()
    assert crew.faults == []


def draw(page, pad) -> None:
    pad.scroll_into_view_if_needed()
    place = pad.bounding_box()
    page.mouse.move(place["x"] + 30, place["y"] + 120)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(place["x"] + 30 + 25 * step, place["y"] + (40 if step % 2 else 130), steps=4)
    page.mouse.up()
