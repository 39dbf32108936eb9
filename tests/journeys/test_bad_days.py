"""Bad days of a phone: the link cut at every moment, the browser killed, the disk full, another person, no post left.

Each in real Chromium, with the school's server behind a link that cuts where the test says.
"""

import contextlib
import itertools
import os
import signal
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.browsing import CHROMIUM_ARGUMENTS, sign_in
from tests.journeys.flaky import AFTER, BEFORE, DURING, PASS, Link
from tests.journeys.looking import PHONE
from tests.journeys.people import until
from tests.running import RunningServer, copy_of

pytestmark = pytest.mark.journey

REPORT = "/cases/hazards/new/"
KEPT_PAGES = """caches.open('houqin-pages').then(kept => kept.keys())
  .then(all => all.map(one => new URL(one.url).pathname))"""
#: Until something shows: a test does not wait longer.
PATIENCE_SECONDS = 30
ALL_ENTRIES = """() => new Promise(done => {
  const opening = indexedDB.open('houqin-outbox');
  opening.onsuccess = () => {
    const asking = opening.result.transaction('entries').objectStore('entries').getAll();
    asking.onsuccess = () => done(asking.result.map(one => [one.state, one.reasons.length]));
  };
})"""


def a_photo() -> bytes:
    out = BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()


class Phone:
    """One person's phone at the end of a link."""

    def __init__(self, page, link, var):
        self.page, self.link, self.url, self.var = page, link, link.url, var
        page.set_default_timeout(15_000)
        page.on("dialog", lambda dialog: dialog.accept())

    def sign_in(self, post):
        sign_in(self.page, self, post=post, school="HLH")
        return self

    def open(self, path):
        self.page.goto(self.url + path)

    def until(self, is_so):
        until(self.page, is_so, seconds=PATIENCE_SECONDS, told=lambda: f"; entries: {self.entries()}")

    def kept_pages(self) -> list[str]:
        return self.page.evaluate(KEPT_PAGES)

    def ready_for_no_network(self):
        """Until the service worker has kept what this person needs."""
        self.until(lambda: REPORT in self.kept_pages())

    def report(self, what):
        self.page.fill("[name=what]", what)
        self.page.locator("main form[data-offline] button.primary:not([type=button])").click()

    def entries(self):
        """(state, number of reasons) of all, first pressed first."""
        return [tuple(one) for one in self.page.evaluate(ALL_ENTRIES)]

    def send(self):
        """Press “send now” in the outbox; the page itself may be at it already."""
        self.open("/outbox/")
        self.page.click("#outbox-send")
        self.page.wait_for_selector("#outbox-send:not([aria-busy])", timeout=60_000)


class Scene:
    """A school of this test's own, the link to it, and what its database holds."""

    def __init__(self, server):
        self.server = server

    def rows(self, query, *values):
        return self.server.rows(query, *values)

    def reported(self):
        return [
            what for (what,) in self.rows("SELECT what FROM incidents_hazard WHERE what LIKE '坏日子%' ORDER BY id")
        ]


@pytest.fixture(scope="module")
def scene(demo_var, tmp_path_factory):
    running = RunningServer(copy_of(demo_var, tmp_path_factory.mktemp("bad-days") / "var")).start("--demo")
    yield Scene(running)
    running.kill()


@pytest.fixture
def link(scene):
    with Link(scene.server.port) as link:
        yield link


@pytest.fixture
def phone(scene, link, browser):
    """`phone("cook")` is signed in and has kept its pages."""
    contexts = []

    def phone(post, *, ready=True):
        contexts.append(browser.new_context(viewport=PHONE))
        one = Phone(contexts[-1].new_page(), link, scene.server.var).sign_in(post)
        if ready:
            one.ready_for_no_network()
        return one

    yield phone
    for context in contexts:
        context.close()


def test_cut_at_every_moment_of_a_submission_it_counts_exactly_once(scene, link, phone):
    cook = phone("cook")
    for moment in (BEFORE, DURING, AFTER):
        cook.open(REPORT)
        link.cut = lambda method, path, moment=moment: moment if (method, path) == ("POST", REPORT) else PASS
        cook.report(f"坏日子 {moment}")
        cook.page.wait_for_selector(".notice.kept")
        link.cut = lambda method, path: PASS
        cook.send()
        cook.page.wait_for_selector("[data-state=waiting]", state="hidden")

    assert scene.reported() == [f"坏日子 {moment}" for moment in (BEFORE, DURING, AFTER)]
    assert [state for state, _reasons in cook.entries()] == ["sent"] * 3


def test_without_a_network_the_kept_pages_open_and_say_of_when_they_are(link, phone):
    cook = phone("cook")
    link.is_down = True

    cook.open("/")
    cook.page.wait_for_selector("main > .notice.waiting")
    assert cook.page.locator("main h1").inner_text() != ""
    cook.open("/store/suppliers/")
    assert cook.page.locator("main a[href='/outbox/']").is_visible()


def test_a_refused_entry_is_kept_with_its_reasons_and_settled_in_its_form(scene, link, phone):
    """The chief of the store has put the place away meanwhile: the entry names what is gone."""
    cook = phone("cook")
    cook.open(REPORT)
    link.is_down = True
    cook.page.evaluate("document.querySelector('[name=category]').options[0].value = 'gone'")
    cook.report("坏日子 处理")
    cook.page.wait_for_selector(".notice.kept")
    link.is_down = False
    cook.send()
    cook.until(lambda: cook.entries() == [("refused", 1)])

    cook.page.wait_for_selector("[data-state=refused] [data-reasons] li")
    assert cook.page.locator("[data-state=refused] [data-reasons] li").count() == 1
    cook.page.click("[data-state=refused] [data-settle]")
    cook.page.wait_for_selector("form .wrongs")
    assert cook.page.input_value("[name=what]") == "坏日子 处理"
    cook.page.select_option("[name=category]", "hygiene")
    with cook.page.expect_navigation():
        cook.page.locator("main form[data-offline] button.primary:not([type=button])").click()
    assert [state for state, _ in cook.entries()] == ["sent"]
    assert scene.reported().count("坏日子 处理") == 1


def test_what_the_browser_sends_by_itself_is_drawn_anew_in_the_page_that_lies_open(scene, link, phone):
    """The worker sends when there is a network, and not the page, which tries every twenty seconds."""
    cook = phone("cook")
    session = cook.page.context.new_cdp_session(cook.page)
    workers = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: workers.extend(told["registrations"]))
    session.send("ServiceWorker.enable")
    cook.open(REPORT)
    link.is_down = True
    cook.report("坏日子 后台")
    cook.page.wait_for_selector(".notice.kept")
    cook.open("/outbox/")
    cook.page.wait_for_selector("[data-state=waiting] li")
    cook.until(lambda: workers)

    link.is_down = False
    worker = {"origin": cook.url, "registrationId": workers[0]["registrationId"]}
    session.send("ServiceWorker.dispatchSyncEvent", worker | {"tag": "outbox", "lastChance": False})

    cook.page.wait_for_selector("[data-state=sent] li")
    assert scene.reported().count("坏日子 后台") == 1


def test_an_expired_session_keeps_the_entry_until_the_person_signs_in_again(scene, link, phone):
    cook = phone("cook")
    cook.open(REPORT)
    cook.page.context.clear_cookies(name="sessionid")
    cook.report("坏日子 过期")
    cook.page.wait_for_selector(".notice.kept")

    assert cook.entries() == [("waiting", 0)]
    cook.sign_in("cook")
    cook.until(lambda: cook.entries() == [("sent", 0)])
    assert scene.reported().count("坏日子 过期") == 1


def test_another_person_on_the_same_phone_sees_no_page_and_sends_no_entry_of_the_first(scene, link, phone):
    cook = phone("cook")
    cook.open(REPORT)
    link.is_down = True
    cook.report("坏日子 换人")
    cook.page.wait_for_selector(".notice.kept")
    link.is_down = False
    cook.page.context.clear_cookies(name="sessionid")
    before = cook.kept_pages()

    keeper = cook.sign_in("storekeeper")
    keeper.send()

    assert keeper.entries() == [("waiting", 0)]
    assert scene.reported().count("坏日子 换人") == 0
    keeper.page.wait_for_selector("#outbox-others li")
    assert keeper.page.locator("#outbox-others li").count() == 1
    keeper.until(lambda: not any(path.startswith("/kitchen/batches/") for path in keeper.kept_pages()))
    assert any(path.startswith("/kitchen/batches/") for path in before)


def test_signing_out_wipes_the_pages_and_keeps_the_entries(link, phone):
    cook = phone("cook")
    cook.open(REPORT)
    link.is_down = True
    cook.report("坏日子 退出")
    cook.page.wait_for_selector(".notice.kept")
    link.is_down = False
    link.cut = lambda method, path: BEFORE if (method, path) == ("POST", REPORT) else PASS
    cook.open("/me/")
    with cook.page.expect_navigation(url="**/sign-in/**"):
        cook.page.locator("form[action='/sign-out/'] button").click()

    assert cook.kept_pages() == []
    assert cook.entries() == [("waiting", 0)]


def test_a_post_that_ended_meanwhile_refuses_and_keeps(scene, link, phone):
    cook = phone("cook")
    cook.open(REPORT)
    link.is_down = True
    cook.report("坏日子 离任")
    cook.page.wait_for_selector(".notice.kept")
    [(holding, starts, ends)] = scene.rows(
        "SELECT held.id, held.starts_on, held.ends_on FROM people_postholding held"
        " JOIN people_user person ON person.id = held.user_id WHERE person.username = ?",
        "hlh-cook",
    )
    scene.rows("UPDATE people_postholding SET starts_on = '2020-01-01', ends_on = '2020-02-01' WHERE id = ?", holding)
    link.is_down = False
    try:
        cook.open("/outbox/")
        cook.until(lambda: cook.entries() == [("refused", 1)])
    finally:
        scene.rows("UPDATE people_postholding SET starts_on = ?, ends_on = ? WHERE id = ?", starts, ends, holding)

    assert cook.entries() == [("refused", 1)]
    assert scene.reported().count("坏日子 离任") == 0


def test_a_locked_account_keeps_its_entry_until_it_is_opened_again(scene, link, phone):
    cook = phone("cook")
    cook.open(REPORT)
    link.is_down = True
    cook.report("坏日子 停用")
    cook.page.wait_for_selector(".notice.kept")
    scene.rows("UPDATE people_user SET is_active = 0 WHERE username = ?", "hlh-cook")
    link.is_down = False
    try:
        cook.page.goto(cook.url + "/outbox/")
        cook.page.wait_for_url("**/sign-in/**")
        assert cook.entries() == [("waiting", 0)]
    finally:
        scene.rows("UPDATE people_user SET is_active = 1 WHERE username = ?", "hlh-cook")

    cook.open("/outbox/")
    cook.until(lambda: cook.entries() == [("sent", 0)])
    assert scene.reported().count("坏日子 停用") == 1


def test_a_full_phone_says_so_before_anybody_enters_and_loses_nothing(scene, link, phone):
    cook = phone("cook")
    session = cook.page.context.new_cdp_session(cook.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": link.url, "quotaSize": 1})
    cook.open(REPORT)

    cook.page.wait_for_selector("main > .notice.late")
    link.is_down = True
    cook.report("坏日子 已满")
    cook.page.wait_for_selector("form .notice.late")
    assert cook.page.input_value("[name=what]") == "坏日子 已满"
    link.is_down = False
    with cook.page.expect_navigation():
        cook.report("坏日子 已满")
    assert scene.reported().count("坏日子 已满") == 1


def test_the_outbox_survives_a_killed_browser_and_a_new_version(scene, link, browser, chromium, tmp_path):
    """A persistent profile, as on a phone; the browser's own processes are killed, then the app is another version."""

    def start():
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium, args=CHROMIUM_ARGUMENTS, viewport=PHONE
        )
        return Phone(context.pages[0], link, scene.server.var)

    cook = start().sign_in("cook")
    cook.ready_for_no_network()
    cook.open(REPORT)
    link.is_down = True
    cook.report("坏日子 断电")
    cook.page.wait_for_selector(".notice.kept")
    assert kill_all_with(str(tmp_path / "profile")) > 0

    link.rewrite = lambda path, content: content + b"\n// the next version\n" if path == "/sw.js" else content
    cook = start()
    cook.open("/")
    assert [state for state, _reasons in cook.entries()] == ["waiting"]
    link.is_down = False
    # A browser killed so soon may have forgotten the session as well.
    cook.page.context.clear_cookies(name="sessionid")
    cook.sign_in("cook")
    cook.until(lambda: cook.entries() == [("sent", 0)])
    cook.page.context.close()

    assert scene.reported().count("坏日子 断电") == 1


def kill_all_with(words) -> int:
    """SIGKILL to every process of ours whose command line holds these words; how many there were."""
    killed = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if words.encode() in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), signal.SIGKILL)
                killed += 1
    return killed


#: Ten hazards, twenty notes about each, every fourth with a photo: written as the form writes them.
FILL_QUEUE = """async ([hazards, person, picture]) => {
  const bytes = Uint8Array.from(atob(picture), one => one.charCodeAt(0));
  const db = await new Promise(done => {
    const opening = indexedDB.open('houqin-outbox');
    opening.onsuccess = () => done(opening.result);
  });
  const store = db.transaction('entries', 'readwrite').objectStore('entries');
  for (let number = 0; number < 200; number++) {
    const hazard = hazards[number % hazards.length], path = `/cases/hazards/${hazard}/note/`;
    const fields = [['entry_key', `queue-${number}`], ['note', `第 ${number} 条`]];
    // A photo of its own each: a byte after the end of the picture changes nothing but its hash.
    const photo = new File([bytes, String(number)], `${number}.jpg`, {type: 'image/jpeg'});
    if (number % 4 === 0) fields.push(['photos', photo]);
    store.put({key: `queue-${number}`, state: 'waiting', action: path, path, subject: `/cases/hazards/${hazard}/`,
      title: '补充', about: '', fields, pressedAt: Date.now() + number, aheadMs: null, basedOn: '', person,
      personName: '', school: 'HLH', reasons: [], html: '', tries: 0});
  }
  await new Promise(done => { store.transaction.oncomplete = done; });
}"""


def test_two_hundred_entries_with_fifty_photos_arrive_in_order_over_a_flaky_link(scene, link, phone):
    cook = phone("cook")
    hazards = []
    for number in range(10):
        cook.open(REPORT)
        with cook.page.expect_navigation():
            cook.report(f"坏日子 长队 {number}")
        hazards.append(int(cook.page.url.rstrip("/").rsplit("/", 1)[1]))
    link.is_down = True
    person = cook.page.get_attribute("body", "data-person")
    cook.page.evaluate(FILL_QUEUE, [hazards, person, b64encode(a_photo()).decode()])
    link.is_down = False
    moments = itertools.cycle([PASS] * 33 + [BEFORE] + [PASS] * 27 + [AFTER] + [PASS] * 31 + [DURING])
    link.cut = lambda method, path: next(moments) if path.endswith("/note/") else PASS

    while any(state == "waiting" for state, _reasons in cook.entries()):
        cook.send()

    assert {state for state, _reasons in cook.entries()} == {"sent"}
    for place, hazard in enumerate(hazards):
        notes = scene.rows(
            "SELECT note FROM incidents_hazardstep WHERE hazard_id = ? AND note LIKE '第%' ORDER BY id", hazard
        )
        assert [note for (note,) in notes] == [f"第 {number} 条" for number in range(place, 200, 10)]
    [(photos,)] = scene.rows("SELECT count(DISTINCT attachment_id) FROM incidents_hazardphoto")
    assert photos >= 50


def test_two_phones_fill_the_same_list_without_a_network_and_both_see_where_they_disagree(scene, link, phone):
    [(school_list,)] = scene.rows(
        "SELECT used.id FROM checklists_schoollist used JOIN tenancy_school school ON school.id = used.school_id"
        " WHERE school.code = 'HLH' ORDER BY used.id LIMIT 1"
    )
    cook, officer = phone("cook"), phone("food_safety_officer")
    for one in (cook, officer):
        one.open(f"/checklists/{school_list}/fill/")
    link.is_down = True
    cook.page.locator("input[name^=failed_]").first.check(force=True)
    for one in (cook, officer):
        for number in one.page.locator("input[name^=number_]").all():
            number.fill("4")
        for word in one.page.locator("input[name^=word_]").all():
            word.check(force=True)
        one.page.locator("main form[data-offline] button.primary:not([type=button])").click()
        one.page.wait_for_selector(".notice.kept")
    link.is_down = False
    for one in (cook, officer):
        one.send()
        one.until(lambda one=one: one.entries() == [("sent", 0)])

    for one in (cook, officer):
        one.page.click("[data-state=sent] [data-look]")
        one.page.wait_for_selector("th[scope=row]")
        assert one.page.locator("th[scope=row]").count() == 1
