"""Nights of a dormitory by the hands of those who watch: a hundred beds, a child who is not there, everybody out.

One school for all of them, and its clock only goes forward: each journey begins at an hour of its own.
"""

import re
from datetime import datetime, timedelta

import pytest

from tests.journeys.boarders import add
from tests.journeys.counting import Counting
from tests.journeys.flaky import Link
from tests.journeys.later import ZONE, School
from tests.journeys.looking import PHONE, Eyes
from tests.journeys.people import Crew, until
from tests.journeys.posting import Door
from tests.journeys.test_bad_days import Phone
from tests.running import copy_of

pytestmark = pytest.mark.journey

GIRLS, BOYS, BEDS = "1 号宿舍楼", "2 号宿舍楼", 100
NEXT_DAY = "2025-11-20"
COUNT = "[data-by-exception] footer .button.primary"
ROLL = "点 100 张床，3 个例外"
MOST_TAPS, MOST_SECONDS = 12, 180


def duty(page, title: str):
    """The button of tonight's duty: what was missed in the nights before stands on Today too."""
    heading = page.locator("h3", has_text=re.compile(rf"^\s*{title}"))
    return page.locator("main .duty:is(.due, .late)", has=heading).locator(".button").first


@pytest.fixture(scope="module")
def night(demo_var, tmp_path_factory):
    var = copy_of(demo_var, tmp_path_factory.mktemp("nights") / "var")
    add("fill_beds", GIRLS, BEDS, var=var)
    add("come_back", var=var)
    night = School(var)
    yield night
    night.server.kill()


@pytest.fixture
def crew(browser, night):
    crew = Crew(browser, night.server, (PHONE,), "zh-hans")
    yield crew
    crew.go_home()


def test_a_normal_night_counts_a_hundred_beds_in_twelve_taps_and_is_handed_over(night, crew):
    night.at("22:40")
    counting = Counting()
    manager = crew.as_("dorm_manager")
    takes_the_roll(counting, manager)
    finds_the_one_in_the_washroom(manager)
    closes(manager, GIRLS)

    night.at("23:40")
    recounts_by_floors(manager)
    hands_over(manager)

    assert counting[ROLL].taps <= MOST_TAPS
    assert counting[ROLL].seconds <= MOST_SECONDS
    assert crew.faults == []


def takes_the_roll(counting, manager) -> None:
    """One is not there, one in the sick room by the doctor's word, one in hospital by the duty leader's."""
    with counting.job(ROLL) as hand:
        hand.on(manager).tap(duty(manager.page, f"晚点名：{GIRLS}"), leads=True)
        beds = hand.page.locator("label.bed:not(.due):not(.waiting)")
        assert hand.page.locator("label.bed").count() == BEDS
        missing, ill, away = (beds.nth(place).get_attribute("for").removeprefix("odd-") for place in (4, 50, 97))
        hand.tap(f"label[for=odd-{missing}]")
        for bed, word, who in ((ill, "医务室", "叶尔波勒·赛力克"), (away, "医院", "陈志强")):
            hand.tap(f"label[for=odd-{bed}]")
            hand.tap(hand.page.locator(f"#why-{bed} > .chips label", has_text=word))
            hand.tap(hand.page.locator(f"#why-{bed} .vouching .chips label", has_text=who))
        manager.eyes.look()
        hand.tap(COUNT, leads=True)
    counting.write()
    assert "1 名学生不在" in hand.page.inner_text("h1")
    assert hand.page.locator("label.bed.missed").count() == 1


def finds_the_one_in_the_washroom(manager) -> None:
    """Until she is found the roll does not close: the reason stands beside the button."""
    end = manager.page.locator("section:has(#end)")
    assert end.locator("[aria-disabled=true]").count() == 1
    assert end.locator(".refusals li").count() == 1
    manager.follow(manager.page.locator(".card.urgent a.button").last)
    manager.press("/found/", where="洗漱间")
    assert "已找到" in manager.page.inner_text("h1")


def closes(manager, building: str, roll: str = "晚点名") -> None:
    manager.page.goto(manager.url)
    manager.follow(duty(manager.page, f"{roll}：{building}"))
    manager.follow(manager.page.locator("form[action$='/roll/close/'] button"))
    manager.eyes.look(closely=roll == "晚点名")
    assert "每张床都有去向" in manager.page.inner_text("main")


def recounts_by_floors(manager) -> None:
    """Who was in the sick room or in hospital is known by now, and nobody has to say it again."""
    manager.page.goto(manager.url)
    manager.follow(duty(manager.page, f"熄灯后查寝：{GIRLS}"))
    floors = manager.page.locator(".parts a[href*='floor=']")
    for place in range(floors.count()):
        manager.follow(floors.nth(place))
        manager.send(manager.page.locator(COUNT))
    closes(manager, GIRLS, "熄灯后查寝")


def hands_over(manager) -> None:
    """The report tells both rolls as they were closed, and where the girl was found.

    Two slept elsewhere: in the sick room and in hospital.
    """
    manager.open("/night-watch/handovers/new/")
    manager.page.locator("[name=signs_by_name]").check()
    manager.press("")
    told = manager.page.locator("main section.card li").all_inner_texts()
    assert len([line for line in told if GIRLS in line and "有去向 2 人" in line]) == 2
    assert len([line for line in told if "洗漱间" in line]) == 1


def test_a_child_found_on_the_stairs_at_minute_12_counted_by_a_phone_without_signal(night, crew, browser):
    """After the bell, in the boys' house. The corridor has no signal; what was tapped there arrives later."""
    night.at("23:50")
    with Link(night.server.port) as link:
        warden, eyes = a_phone(browser, link, night)
        address = counts_without_signal(warden, link)
        search, since = sends_it(warden, night)
        calls_the_head_teacher(warden, search)
        eyes.look(closely=False)
        warden.page.context.close()
    leader = crew.as_("duty_leader")
    night.at(f"{since + timedelta(minutes=12):%H:%M:%S}", on=NEXT_DAY)
    assert ladder(leader, search) == ["told", "next", None, None, None, None]
    leader.eyes.look()
    assert child_on_today(leader, search)

    finds_the_child(crew.as_("dorm_manager"), search)

    assert ladder(leader, search) == ["told", None, None, None, None, None]
    assert "用了 12 分钟" in leader.page.inner_text("h1")
    assert not child_on_today(leader, search)
    closes_the_recount(crew.as_("dorm_manager"), address)
    # What the cut link itself makes the browser say is no fault of a page.
    assert crew.faults + [fault for fault in eyes.faults if "ERR_EMPTY_RESPONSE" not in fault] == []


def a_phone(browser, link, night) -> tuple[Phone, Eyes]:
    """With a worker of its own, which has kept the pages of the night."""
    page = browser.new_context(viewport=PHONE).new_page()
    eyes = Eyes(page, "zh-hans", (PHONE,))
    phone = Phone(page, link, night.server.var).sign_in("dorm_manager")
    phone.until(lambda: any(path.endswith("/roll/") for path in phone.kept_pages()))
    return phone, eyes


def counts_without_signal(warden, link) -> str:
    """One tap says that one is not there; the others are as shown."""
    warden.open("/")
    recount = duty(warden.page, f"熄灯后查寝：{BOYS}")
    address = recount.get_attribute("href")
    link.is_down = True
    recount.click()
    bed = warden.page.locator("label.bed:not(.due):not(.waiting)").nth(7)
    bed.click()
    warden.page.locator(COUNT).click()
    warden.page.wait_for_selector(".notice.kept")
    assert warden.entries() == [("waiting", 0)]
    link.is_down = False
    return address


def sends_it(warden, night) -> tuple[int, datetime]:
    """Which search it became, and since when the bed was empty by the school's clock."""
    warden.send()
    warden.until(lambda: warden.entries() == [("sent", 0)])
    [(search, since)] = night.rows("SELECT id, missing_since FROM dormitory_search WHERE found_at IS NULL")
    return search, datetime.fromisoformat(f"{since}+00:00").astimezone(ZONE)


def calls_the_head_teacher(warden, search: int) -> None:
    warden.open(f"/dormitory/searches/{search}/")
    assert "还没找到" in warden.page.inner_text("h1")
    assert warden.page.locator(".calls a[href^='tel:']").count() > 1
    warden.page.fill("form[action$='/step/'] [name=whom]", "马晓燕")
    warden.page.locator("form[action$='/step/'] button:not([type=button])").click()
    warden.page.locator("#steps").wait_for()


def ladder(person, search: int) -> list[str | None]:
    person.page.goto(f"{person.url}/dormitory/searches/{search}/")
    return [rung.get_attribute("class") for rung in person.page.locator("ol.ladder > li").all()]


def child_on_today(person, search: int) -> bool:
    person.page.goto(person.url)
    return person.page.locator(f"main a[href='/dormitory/searches/{search}/']").count() > 0


def finds_the_child(manager, search: int) -> None:
    manager.open(f"/dormitory/searches/{search}/", closely=False)
    manager.press("/found/", where="2 号宿舍楼楼梯间")
    assert "已找到" in manager.page.inner_text("h1")


def closes_the_recount(manager, address: str) -> None:
    manager.page.goto(manager.url + address)
    assert "每张床都有去向" in manager.page.inner_text("h1")
    manager.follow(manager.page.locator("form[action$='/roll/close/'] button"))
    assert "每张床都有去向" in manager.page.inner_text("main")


def test_everybody_out_is_counted_on_two_phones_and_seen_live_on_a_third(night, crew):
    """Two rooms on each phone, one boy missing and found; the leader's page is opened once and never again."""
    night.at("01:10", on=NEXT_DAY)
    leader, phones = crew.as_("duty_leader"), (crew.as_("dorm_manager"), crew.as_("head_teacher"))
    rooms = calls_everybody_out(leader)
    expected = number(leader, 0)

    safe = sum(counts_heads(phones[place % 2], rooms[place], missing=int(place == 3)) for place in range(4))
    until(leader.page, lambda: number(leader, 1) == safe)  # by itself
    assert number(leader, 2) == 1
    leader.eyes.look(closely=False)
    phones[1].eyes.look()

    counts_heads(phones[1], rooms[3], missing=1)  # the same tap again takes the word back
    until(leader.page, lambda: number(leader, 1) == safe + 1)
    assert number(leader, 2) == 0
    assert leader.page.evaluate("document.body.dataset.opened") == "once"

    counts_the_rest(phones[0], rooms[4:])
    leader.page.reload()
    assert number(leader, 1) == expected
    leader.press("/end/")
    assert "结束" in leader.page.inner_text("main")
    assert crew.faults == []


def calls_everybody_out(leader) -> list[str]:
    """The rooms, as they stand on the page."""
    leader.open("/dormitory/emergencies/")
    leader.press("", what="二楼走廊有烟")
    leader.eyes.look()
    leader.page.evaluate("document.body.dataset.opened = 'once'")
    return [room.get_attribute("href") for room in leader.page.locator("#live a[href*='/groups/']").all()]


def counts_heads(person, room: str, *, missing: int) -> int:
    """`missing` of the room are tapped; how many are left."""
    person.page.goto(person.url + room)
    people = person.page.locator("label.bed")
    left = people.count() - missing
    for place in range(missing):
        people.nth(place).click()
    person.send(person.page.locator(COUNT))
    return left


def counts_the_rest(person, rooms: list[str]) -> None:
    door = Door(person.page.context.request, person.url)
    for room in rooms:
        door.send(room)


def number(person, place: int) -> int:
    return int(person.page.locator("#live .counters b").nth(place).inner_text())
