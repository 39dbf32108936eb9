"""A label is printed, held before a camera, and its page opens; a picture will do, and a form takes the code."""

import re
import subprocess

import pytest
import segno

from tests.browsing import CHROMIUM_ARGUMENTS, sign_in
from tests.journeys.looking import DESK, PHONE, Eyes

pytestmark = pytest.mark.journey

ROOM, FOREIGN = "F-03", "https://pay.example/?to=1"
WIDE, HIGH = 640, 480


def filmed(text: str, path):
    """What a camera sees that is held before a code, as a film of one picture: grey, since a camera knows no white."""
    matrix = segno.make_qr(text, error="m").matrix
    side = HIGH * 3 // 4 // len(matrix)
    left, top = (WIDE - side * len(matrix)) // 2, (HIGH - side * len(matrix)) // 2
    picture = bytearray(b"\xc8" * WIDE * HIGH)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                for line in range(top + y * side, top + (y + 1) * side):
                    picture[line * WIDE + left + x * side : line * WIDE + left + (x + 1) * side] = b"\x20" * side
    colour = b"\x80" * (WIDE * HIGH // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDE} H{HIGH} F15:1 Ip A1:1 C420jpeg\nFRAME\n".encode() + bytes(picture) + colour)
    return path


@pytest.fixture
def behind_a_camera(browser, chromium, server, tmp_path):
    """A person on a phone whose camera sees this text: `page, eyes = behind_a_camera(text)`."""
    opened = []

    def open_(text, *, language="zh-hans"):
        film = filmed(text, tmp_path / f"{len(opened)}.y4m")
        camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                  f"--use-file-for-fake-video-capture={film}"]  # fmt: skip
        opened.append(browser.browser_type.launch(executable_path=chromium, args=[*CHROMIUM_ARGUMENTS, *camera]))
        page = opened[-1].new_context(viewport=PHONE).new_page()
        eyes = Eyes(page, language, (PHONE, DESK))
        sign_in(page, server, post="food_safety_officer", school="HLH", language=language)
        return page, eyes

    yield open_
    for one in opened:
        one.close()


def test_a_room_s_code_before_the_camera_opens_the_room_and_fills_a_form(behind_a_camera, server):
    page, eyes = behind_a_camera(f"https://an.old.address/go/HLH/{ROOM}")

    page.goto(f"{server.url}/cases/hazards/new/")
    page.locator("[data-scan=id_place]").click()
    page.locator(f"#id_place option:checked[data-code='{ROOM}']").wait_for(state="attached")
    # The browser lets us by now, so the camera turns itself on and the page is soon another.
    page.goto(f"{server.url}/scan/")
    page.wait_for_url("**/settings/spaces/*/")

    assert ROOM in page.inner_text("main")
    eyes.look()
    assert eyes.faults == []


def test_a_foreign_code_is_shown_and_never_opened(behind_a_camera, server):
    page, eyes = behind_a_camera(FOREIGN, language="en")

    page.goto(f"{server.url}/scan/")
    page.wait_for_selector(".scanner-text:visible")

    assert page.inner_text(".scanner-says") == "This is not one of our labels. It says:"
    assert page.inner_text(".scanner-text") == FOREIGN
    assert page.url == f"{server.url}/scan/"
    eyes.look()
    assert eyes.faults == []


def test_without_a_camera_a_picture_of_a_printed_label_opens_its_thing(browser, server, tmp_path):
    page = browser.new_context(viewport=PHONE).new_page()
    eyes = Eyes(page, "en", (PHONE, DESK))
    sign_in(page, server, post="food_safety_officer", school="HLH", language="en")
    page.goto(f"{server.url}/ledgers/labels/?kind=sample")
    code = re.search(r"S\d{6}-\d-\d\d", page.locator(".choose .lines li").first.inner_text())[0]
    thing = page.locator(".choose [name=thing]").first.get_attribute("value")
    pdf = page.context.request.get(f"{server.url}/ledgers/labels/print/?kind=sample&thing={thing}&as=pdf").body()
    (tmp_path / "label.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", "label.pdf", "label"], cwd=tmp_path, check=True)

    page.goto(f"{server.url}/scan/")
    page.click("[data-does=start]")
    page.wait_for_selector(".scanner-says:not(:empty)")
    told = page.inner_text(".scanner-says")
    eyes.look()
    page.set_input_files(".scanner input[type=file]", tmp_path / "label.png")
    page.wait_for_url("**/kitchen/samples/*/")

    assert told == "No camera was found here. Type the short code, or scan with a phone."
    assert code in page.inner_text("main")
    assert eyes.faults == []
    page.context.close()
