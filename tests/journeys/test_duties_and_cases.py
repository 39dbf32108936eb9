"""What nobody did is heard of, and what went wrong is dealt with: duties, hazards, an incident's first hour, a drill.

Hours pass by starting the server again with its clock set on; its own clock loop does what is due.
"""

import subprocess
import time

import pytest

from tests.journeys.later import DAY, School
from tests.journeys.looking import DESK, PHONE
from tests.journeys.people import Crew
from tests.journeys.test_canteen_day import PHOTO
from tests.notices.servers import a_web
from tests.running import copy_of

pytestmark = pytest.mark.journey


@pytest.fixture
def open_school(demo_var, tmp_path):
    """A school with a clock of its own: `open_school("13:56")`."""
    opened = []

    def open_school(clock: str, **settings) -> School:
        opened.append(School(copy_of(demo_var, tmp_path / "var"), **settings).at(clock))
        return opened[-1]

    yield open_school
    for school in opened:
        school.server.kill()


@pytest.fixture
def a_crew(browser):
    crews = []

    def a_crew(server, viewport, language) -> Crew:
        crews.append(Crew(browser, server, (viewport,), language))
        return crews[-1]

    yield a_crew
    for crew in crews:
        crew.go_home()


def test_a_missed_tasting_climbs_to_the_principal_and_stops_when_somebody_tastes(open_school, a_crew):
    """Lunch is cooked and due to be tasted by 13:45. Served at 14:00, it is still untasted."""
    with a_web() as web:
        inside = f"127.0.0.1:{web.port}"
        school = open_school("13:56", HOUQIN_NOTICE_INSIDE_HOSTS=inside)
        crew = a_crew(school.server, PHONE, "zh-hans")
        wants_to_be_told(crew.as_("principal"), f"http://{inside}/hook")
        the_officer_is_late(crew.as_("food_safety_officer"))
        director = crew.as_("food_safety_director")
        assert late_tasting(director) == ["told", "told", "next", None]
        assert told_of_the_tasting(director) == 1

        school.at("14:06")
        principal = crew.as_("principal")
        assert late_tasting(principal) == ["told", "told", "told", "next"]
        assert told_of_the_tasting(principal) == 0

        school.at("14:16")
        assert late_tasting(principal) == ["told", "told", "told", "told"]
        principal.eyes.look()
        assert arrives(web, "午餐预尝")  # before it is read in the inbox: what is read is not sent
        duty = hears_of_it(principal)

        tastes(crew.as_("food_safety_officer"))
        heard = len(web.heard)
        school.at("00:30", on="2025-11-20")
        principal.open(duty)
        assert rungs(principal.page.locator("main")) == ["told", "told", "told", "told"]
        assert "已完成" in principal.page.inner_text("main .heading")
        assert told_of_the_tasting(director) == 0  # never read, and nothing to do about it any more
        assert late_tasting(director) == []
        assert [text for text in web.texts[heard:] if "午餐预尝" in text] == []
    assert crew.faults == []


def wants_to_be_told(principal, address: str) -> None:
    """A channel of one's own, from the inbox. The test message is on its way while the others look around."""
    principal.open("/notices/")
    principal.follow(principal.page.locator("main .heading .verbs a[href$='/channels/']"))
    principal.eyes.look()
    principal.follow(principal.page.locator("main a[href$='/channels/new/webhook/']"))
    principal.eyes.look()
    principal.press("", address=address)
    principal.page.goto(principal.url)


def the_officer_is_late(officer) -> None:
    mine = officer.page.locator("section[aria-labelledby=now] li.duty.late", has_text="午餐 预尝")
    assert mine.count() == 1
    officer.eyes.look()


def late_tasting(person) -> list:
    """The rungs beside the tasting among what is late at the school, on Today."""
    person.open("/", closely=False)
    return rungs(person.page.locator("section[aria-labelledby=late] li.duty", has_text="午餐预尝"))


def rungs(within) -> list:
    return [rung.get_attribute("class") for rung in within.locator(".ladder li").all()]


def told_of_the_tasting(person) -> int:
    person.open("/notices/", closely=False)
    return person.page.locator("main .told-list.unread li", has_text="午餐预尝").count()


def arrives(web, words: str) -> bool:
    """At the other end of the channel, within a few passes of the clock loop."""
    until = time.monotonic() + 20
    while not (found := any(words in text for text in web.texts)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def hears_of_it(principal) -> str:
    """The notice leads to the duty, with everybody who was told."""
    assert told_of_the_tasting(principal) == 1
    principal.eyes.look()
    principal.follow(principal.page.locator("main .told-list.unread li", has_text="午餐预尝").locator("button.told"))
    principal.eyes.look()
    assert rungs(principal.page.locator("main")) == ["told", "told", "told", "told"]
    return principal.path


def tastes(officer) -> None:
    officer.page.goto(officer.url)
    mine = officer.page.locator("section[aria-labelledby=now] li.duty.late", has_text="午餐 预尝")
    officer.follow(mine.locator("a.button"))
    officer.eyes.look()
    officer.press("")
    officer.eyes.look()


def test_a_failed_item_becomes_a_hazard_on_the_spot_and_a_fix_that_another_person_verifies(server, a_crew):
    crew = a_crew(server, DESK, "en")
    hazard = hands_in_a_list(crew.as_("food_safety_officer"))
    puts_it_right(crew.as_("general_affairs_director"), hazard)
    verifies(crew.as_("food_safety_officer"), hazard)
    assert crew.faults == []


def hands_in_a_list(officer) -> str:
    """One item is tapped and told of where it stands; everything else is as it should be."""
    officer.open("/checklists/")
    officer.follow(officer.page.locator("main .lines a").first)
    officer.eyes.look()
    officer.follow(officer.page.locator("main .heading a.primary"))
    officer.eyes.look(closely=False)
    asked = officer.page.locator("main .checking > li")
    for one, degrees in zip(asked.locator("input[name^='number_']").all(), ("4", "-18"), strict=True):
        one.fill(degrees)
    for one in asked.locator("select[name^='choice_']").all():
        one.select_option(index=0)
    for one in asked.locator("input[name^='word_']").all():
        one.check()
    wrong = asked.filter(has=officer.page.locator("input[name^='failed_']")).last
    wrong.locator("input[name^='failed_']").check()
    wrong.locator("input[name^='note_']").fill("蒸箱门封条老化，漏汽")
    wrong.locator("input[type=file]").set_input_files(PHOTO)
    wrong.locator("select[name^='owner_']").select_option("general_affairs_director")
    officer.eyes.look()
    officer.send(officer.page.locator("main form.wide .closing .primary"))
    officer.eyes.look()
    hazards = officer.page.locator("section[aria-labelledby=failed] a[href*='/hazards/']")
    assert hazards.count() == 1
    officer.follow(hazards)
    officer.eyes.look()
    assert "蒸箱门封条老化，漏汽" in officer.page.inner_text("main h1")
    return officer.path


def puts_it_right(director, hazard: str) -> None:
    """The director general affairs may verify hazards, only not this one."""
    mine = director.page.locator("main li.duty", has_text="蒸箱门封条老化").first
    director.follow(mine.locator("a.button"))
    assert director.path == hazard
    director.follow(director.page.locator("main .heading a[href$='/fix/']"))
    director.eyes.look()
    director.form("").locator("input[type=file]").set_input_files(PHOTO)
    director.press("", note="换了封条，试汽不漏")
    assert director.path == hazard
    button = director.page.locator("section[aria-labelledby=judge] [aria-disabled=true]")
    assert button.count() == 1
    assert director.page.locator(f"#{button.get_attribute('aria-describedby')} .gate").all_inner_texts() == ["GT-19"]
    director.eyes.look()


def verifies(officer, hazard: str) -> None:
    officer.open(hazard)
    officer.follow(officer.page.locator("section[aria-labelledby=judge] a.primary"))
    officer.eyes.look()
    officer.press("", note="开蒸箱看过")
    officer.eyes.look()
    assert "Closed" in officer.page.inner_text("main .heading")


def test_a_suspected_food_poisoning_runs_its_first_hour_against_the_clocks(open_school, a_crew):
    """Seen at 13:20, entered at 13:24: the clocks run from the discovery. At 13:52 the reports not made are late."""
    school = open_school("13:24")
    crew = a_crew(school.server, PHONE, "zh-hans")
    director, doctor = crew.as_("food_safety_director"), crew.as_("school_doctor")
    case = reports_it(director)
    does_what_is_asked(doctor, case)
    calls_for_help(doctor, case)
    reports_by_phone(director, case)
    seals(director, case)
    keeps_the_samples(crew.as_("food_safety_officer"), case)

    school.at("13:52")
    director.open(case)
    assert "电话首报已迟 2 分钟" in director.page.inner_text("main h1")
    assert director.page.locator("section[aria-labelledby=reports] li.duty.late").count() == 3
    may_not_close_it(director)
    holds_the_dossier(director, case)
    assert crew.faults == []


def reports_it(director) -> str:
    director.open("/cases/incidents/")
    director.follow(director.page.locator("main .heading a.primary"))
    director.eyes.look()
    director.press(
        "", kind="food_poisoning", discovered_at=f"{DAY}T13:20", place="五年级 2 班教室", ill="6",
        summary="6 名学生腹痛、呕吐，早餐后发病",
    )  # fmt: skip
    director.eyes.look()
    owed = director.page.locator("section[aria-labelledby=reports] li.duty", has_text="电话首报")
    assert ["13:50" in text for text in owed.all_inner_texts()] == [True] * 4  # half an hour since the discovery
    return director.path


def does_what_is_asked(doctor, case: str) -> None:
    """Steps by one tap; what is not needed is said with a reason."""
    doctor.open(case, closely=False)
    steps = doctor.page.locator("section[aria-labelledby=steps] > ul > li")
    asked = steps.count()
    for _tap in range(3):
        with doctor.page.expect_navigation():
            steps.first.locator("form button").click()
    doctor.eyes.look(closely=False)
    assert steps.count() == asked - 3
    doctor.follow(steps.first.locator("p a"))
    doctor.eyes.look()
    doctor.press("", is_needed="false", note="已由食品安全总监办理")
    assert steps.count() == asked - 4


def calls_for_help(doctor, case: str) -> None:
    doctor.page.goto(doctor.url + case)
    assert doctor.page.locator("main nav.calls a[href='tel:120']").count() == 1
    doctor.follow(doctor.page.locator("main nav.calls a[href$='/call/']"))
    doctor.eyes.look()
    doctor.press("", number="120", reference="派车 1119-08")
    doctor.eyes.look(closely=False)


def reports_by_phone(director, case: str) -> None:
    """To the bureau. A report without a proof is none."""
    director.page.goto(director.url + case)
    owed = director.page.locator("section[aria-labelledby=reports] li.duty")
    waiting = owed.count()
    director.follow(owed.first.locator("a.button"))
    director.eyes.look()
    director.press("", receiver="教育局 李科")
    assert director.refusals()
    director.eyes.look()
    director.form("").locator("input[type=file]").set_input_files(PHOTO)
    director.press("", receiver="教育局 李科")
    assert owed.count() == waiting - 1


def seals(director, case: str) -> None:
    director.follow(director.page.locator("section[aria-labelledby=evidence] a[href$='/seal/']"))
    director.eyes.look()
    witness = director.page.locator("select[name=witness] option").first.get_attribute("value")
    director.form("").locator("input[name=photo]").set_input_files(PHOTO)
    director.press("", kind="food", item="早餐剩余炒三丝", count="2 份，约 400 g", place="留样间冰柜", witness=witness)
    director.eyes.look(closely=False)
    director.follow(director.page.locator("section[aria-labelledby=evidence] .lines a").first)
    director.eyes.look()


def keeps_the_samples(officer, case: str) -> None:
    """What may have made them ill stays, however long it has stood there."""
    officer.open("/kitchen/samples/?show=locked")
    officer.follow(officer.page.locator("main .lines a").first)
    officer.eyes.look()
    button = officer.page.locator("main [aria-disabled=true]").first
    why = officer.page.locator(f"#{button.get_attribute('aria-describedby')}")
    assert why.locator(f"a[href='{case}']").count() == 1


def may_not_close_it(director) -> None:
    close = director.page.locator("section[aria-labelledby=next] li.duty", has_text="复核结案")
    assert close.locator("[aria-disabled=true]").count() == 1
    assert "刘敏" in close.locator(".refusals li").last.inner_text()  # who reported it does not verify it


def holds_the_dossier(director, case: str) -> None:
    address = director.page.locator("main .heading a[href$='/dossier/']").get_attribute("href")
    pdf = director.page.context.request.get(director.url + address).body()
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    text = "".join(said.split())
    wanted = ["疑似食物中毒", "6名学生腹痛", "派车1119-08", "教育局李科", "早餐剩余炒三丝", "SHA-256", "11-1913:20"]
    assert [word for word in wanted if word not in text] == []


def test_a_drill_is_timed_and_counted_and_its_fault_is_followed_up(server, a_crew):
    crew = a_crew(server, DESK, "en")
    director = crew.as_("general_affairs_director")
    director.open("/cases/drills/")
    director.follow(director.page.locator("main .heading a.primary"))
    director.eyes.look()
    director.press("", place="教学楼", actual_seconds="151", heads_expected="412", heads_counted="411", faults="")
    assert director.refusals()  # a head is missing, and nobody says why
    director.eyes.look()
    director.press("", faults="东门只开了一扇，1 名学生在医务室未计入", improvement="演练前双门全开，医务室单独点名")
    director.eyes.look()
    drill = director.path
    assert "1 head" in director.page.inner_text("main h1")
    director.follow(director.page.locator("main .heading .verbs a[href$='/fault/']"))
    director.eyes.look()
    director.press("", owner_post="deputy_principal")
    director.eyes.look()
    director.open(drill)
    assert director.page.locator("section[aria-labelledby=hazards] li", has_text="东门只开了一扇").count() == 1
    assert crew.faults == []
