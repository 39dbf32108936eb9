"""A weekend: three hundred children go home by their guardians' word, all but one are back; a mother stays.

What a person would do page by page is done in the browser for one class; the other classes and most guardians go
through the same pages by a plain client.
"""

import time
from urllib.parse import urlsplit

import pytest

from houqin.demo.whereabouts import a_signature
from tests.journeys.boarders import add
from tests.journeys.later import School
from tests.journeys.looking import PHONE, Eyes
from tests.journeys.people import Crew
from tests.journeys.posting import Door, Forms
from tests.running import copy_of

pytestmark = pytest.mark.journey

FRIDAY, MONDAY, TUESDAY = "2025-11-21", "2025-11-24", "2025-11-25"
CLASSES, CHILDREN = [(7, 1), (7, 2), (8, 1), (8, 2), (9, 1), (9, 2)], 50
SEND = "[data-by-exception] footer .button.primary"
SIGNATURE = {"name": "签名.png", "mimeType": "image/png", "buffer": a_signature().read()}
#: The squares of the slips, read by the library that the product's own camera page uses.
READ = """async (library) => {
  const {default: decodeQR} = await import(library);
  return [...document.querySelectorAll('.code-square')].map(square => {
    const side = square.viewBox.baseVal.width, dot = 4, wide = (side + 8) * dot;
    const canvas = Object.assign(document.createElement('canvas'), {width: wide, height: wide});
    const ink = canvas.getContext('2d');
    ink.fillStyle = 'white';
    ink.fillRect(0, 0, wide, wide);
    ink.setTransform(dot, 0, 0, dot, 4 * dot, 4 * dot);
    ink.fillStyle = 'black';
    ink.fill(new Path2D(square.querySelector('path').getAttribute('d')));
    return decodeQR(ink.getImageData(0, 0, wide, wide));
  });
}"""


class Weekend(School):
    def classes(self) -> list[int]:
        found = self.rows(
            "SELECT c.id, c.grade, c.number FROM people_schoolclass c JOIN tenancy_school s ON s.id = c.school_id"
            " WHERE s.code = 'HLH' ORDER BY c.grade, c.number"
        )
        return [key for key, grade, number in found if (grade, number) in CLASSES]

    def leaves(self, said: str) -> int:
        [(found,)] = self.rows(f"SELECT count(*) FROM whereabouts_leave WHERE starts_at > '{FRIDAY}' AND {said}")
        return found


@pytest.fixture(scope="module")
def school(demo_var, tmp_path_factory):
    var = copy_of(demo_var, tmp_path_factory.mktemp("weekend") / "var")
    add("fill_classes", CLASSES, CHILDREN, var=var)
    school = Weekend(var)
    yield school
    school.server.kill()


@pytest.fixture
def crew(browser, school):
    crew = Crew(browser, school.server, (PHONE,), "zh-hans")
    yield crew
    crew.go_home()


def test_three_hundred_children_go_home_by_their_guardians_word_and_one_comes_back_late(school, crew, browser):
    school.at("12:00", on=FRIDAY)
    begun = time.monotonic()
    teacher, leader, classes = crew.as_("head_teacher"), crew.as_("duty_leader"), school.classes()
    says_who_stays_class_by_class(teacher)
    # Over the night before school begins again: such a leave a second person signs.
    for_each_class(teacher, classes, "leave", until_at=f"{MONDAY}T09:00")
    asked = school.leaves("1")
    assert asked >= len(CLASSES) * CHILDREN
    slips = [slip for one in classes for slip in makes_links(teacher, one)]
    assert len(slips) == asked
    asking = time.monotonic()
    faults = guardians_answer(browser, school, slips)
    confirmed = time.monotonic() - asking
    assert school.leaves("confirmed_at IS NOT NULL AND confirmed_how = 'link'") == asked - 1
    for_each_class(teacher, classes, "approve")
    assert school.leaves("approved_at IS NOT NULL") == asked - 1
    countersigns(leader)
    assert school.leaves("countersigned_at IS NOT NULL") == asked - 1

    school.at("17:10", on=FRIDAY)
    for_each_class(teacher, classes, "hand-over", signed=True)
    assert school.leaves("handed_over_at IS NOT NULL") == asked - 1

    school.at("08:40", on=MONDAY)
    late = for_each_class(teacher, classes, "return", signed=True, but_one=True)
    assert school.leaves("handed_over_at IS NOT NULL AND returned_at IS NULL") == 1

    school.at("09:17", on=MONDAY)
    assert is_told_of(leader, late)
    leader.eyes.look(closely=False)
    assert crew.faults + faults == []
    print(f"{asked} leaves in {time.monotonic() - begun:.0f} s, {confirmed:.0f} of them for the guardians")


def says_who_stays_class_by_class(teacher):
    """The page of the whole school, left again without a word: a folded class says how many of it stay."""
    teacher.open("/whereabouts/weekend")
    folded = teacher.page.locator("details.grouped")
    assert folded.count() > 1
    heading = folded.first.locator("summary")
    for _press in range(2):
        heading.click()
        if folded.first.get_attribute("open") is not None:
            folded.first.locator(".face").first.click()
    assert "留校 1" in heading.inner_text()
    assert "1 名除外" in teacher.page.locator("[data-tally]").inner_text()


def for_each_class(person, classes: list[int], step: str, *, signed=False, but_one=False, **typed) -> str:
    """The first class in the browser, the others by the same page. `but_one`: the first child is tapped; its name."""
    name, door = "", Door(person.page.context.request, person.url)
    person.open(f"/whereabouts/classes/{classes[0]}/{step}")
    if but_one:
        item = person.page.locator(".item").first
        name = item.locator("label.face").inner_text().split("\n")[0].strip()
        item.locator("label.face").click()
    for field, value in typed.items():
        person.page.fill(f"[name={field}]", value)
    if signed:
        person.page.locator("input[name=signature]").set_input_files(SIGNATURE)
    person.send(person.page.locator(SEND))
    assert person.refusals() == []
    for one in classes[1:]:
        door.send(f"/whereabouts/classes/{one}/{step}", files={"signature": SIGNATURE} if signed else None, **typed)
    return name


def makes_links(teacher, school_class: int) -> list[tuple[str, str]]:
    """The address behind each square, and the code that travels another way."""
    page = teacher.page
    page.goto(f"{teacher.url}/whereabouts/classes/{school_class}/links")
    teacher.send(page.locator(SEND))
    codes = page.locator("table.ledger td.code").all_text_contents()
    addresses = page.evaluate(READ, f"{teacher.url}/static/vendor/qr/decode.js")
    return [(urlsplit(address).path, code) for address, code in zip(addresses, codes, strict=True)]


def guardians_answer(browser, school, slips: list[tuple[str, str]]) -> list[str]:
    """Three on their own phones, of whom one says no; the others through the same address. What the eyes found."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    eyes = Eyes(page, "zh-hans", (PHONE,))
    for place, (path, code) in enumerate(slips[:3]):
        page.goto(school.url + path)
        assert "学生" not in page.inner_text("main")  # no child is named before the code
        page.fill("[name=code]", code)
        page.locator("main form button.primary").click()
        page.fill("[name=collector_name]", "王秀英")
        if place == 0:
            eyes.look()
        page.locator(f"button[name=answer][value={'no' if place == 2 else 'yes'}]").click()
        page.locator("h1", has_text="您不同意" if place == 2 else "已确认").wait_for()
    door = Door(context.request, school.url)
    [form, *_choices] = Forms(context.request.get(school.url + slips[3][0]).text()).forms
    token = dict(form.fields)["csrfmiddlewaretoken"]
    for path, code in slips[3:]:
        door.post(path, [], csrfmiddlewaretoken=token, code=code, collector_name="李建军", answer="yes")
    context.close()
    return eyes.faults


def countersigns(leader) -> None:
    leader.open("/whereabouts/countersign", closely=False)
    leader.send(leader.page.locator(SEND))


def is_told_of(leader, name: str) -> bool:
    """In the inbox, unread."""
    leader.page.goto(f"{leader.url}/notices/")
    return leader.page.locator("main .told-list.unread li", has_text=name).count() > 0


def test_a_mother_stays_the_night_in_the_guest_room_and_in_no_pupil_s(school, crew):
    school.at("20:30", on=MONDAY)
    teacher, leader, guard, manager = map(crew.as_, ("head_teacher", "duty_leader", "guard", "dorm_manager"))
    stay = applies(school, teacher)
    leader.open(stay)
    leader.follow(leader.page.locator("main a[href$='/approve/']"))
    leader.press("", note="路远，同意")
    manager.open(stay, closely=False)
    assert manager.refusals()  # no key before the document
    guard.open(f"{stay}register/")
    guard.press("", document_number="659000190001010031")
    assert "0031" in guard.page.inner_text("main")
    assert "659000190001010031" not in guard.page.content()

    gets_no_key_of_a_pupils_room(school, manager, stay)
    room = manager.page.locator("select[name=room] option", has_text="留宿房").first.get_attribute("value")
    manager.press("", room=room)
    assert "留宿房" in manager.page.inner_text("main")
    manager.open("/visitors/guests/")

    school.at("10:00", on=TUESDAY)
    manager.open(stay)
    manager.follow(manager.page.locator("main a[href$='/depart/']"))
    manager.press("")
    assert manager.page.locator("main .heading .shape.done").count() == 1
    assert crew.faults == []


def applies(school, teacher) -> str:
    [(pupil,)] = school.rows("SELECT number FROM people_pupil WHERE is_boarder ORDER BY number LIMIT 1 OFFSET 5")
    teacher.open("/visitors/guests/new/")
    teacher.page.locator("[name=party][value=f]").check()
    teacher.press("", pupil=pupil, name="热孜宛古丽", relation="母亲", why="路远，末班车已过")
    return teacher.path


def gets_no_key_of_a_pupils_room(school, manager, stay: str) -> None:
    """The page offers guest rooms only; whoever sends another is refused with the reason."""
    [(room,)] = school.rows("SELECT space_id FROM dormitory_dormroom ORDER BY id LIMIT 1")
    manager.open(f"{stay}lodge/")
    manager.page.locator("select[name=room]").evaluate("(list, room) => list.add(new Option('寝室', room))", str(room))
    manager.press("", room=str(room))
    assert [said for said in manager.refusals() if "GT-15" in said]
