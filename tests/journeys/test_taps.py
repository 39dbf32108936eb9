"""The jobs that come most often, counted in taps and keys on a phone; the table is what `make journeys` prints.

Taps are asserted, seconds are only told: they are the machine's.
"""

import pytest

from tests.journeys.counting import Counting
from tests.journeys.looking import PHONE
from tests.journeys.people import Crew
from tests.journeys.test_canteen_day import PHOTO, TODAY
from tests.journeys.weighing import LIMIT_BYTES, weigh

pytestmark = pytest.mark.journey

VEGETABLES = "南渠蔬菜种植专业合作社"
DUTY = "main .duty:has-text('{}') .button"
#: What this house promises; the others are told and kept from growing.
BUDGETS = {"收 10 行货，与采购单相符": 16, "预尝 5 道菜": 8, "留样 5 道菜": 8}


@pytest.fixture
def crew(browser, start_server):
    crew = Crew(browser, start_server(), (PHONE,), "zh-hans")
    yield crew
    crew.go_home()


def test_the_ten_most_frequent_jobs_in_taps(crew):
    orders_ten_vegetables(crew)
    counting = Counting()
    receives(counting, crew)
    inspects_with_one_exception(counting, crew)
    puts_on_hold(counting, crew)
    tastes_samples_and_releases(counting, crew)
    issues(counting, crew)
    cooks(counting, crew)
    hands_in_a_list(counting, crew)
    reports_a_hazard(counting, crew)
    traces(counting, crew)
    counting.write()

    over = {title: counting[title].taps for title, most in BUDGETS.items() if counting[title].taps > most}
    assert over == {}
    assert counting["收 10 行货，与采购单相符"].keys == 0
    assert crew.faults == []


def orders_ten_vegetables(crew) -> None:
    buyer = crew.as_("buyer")
    buyer.page.goto(f"{buyer.url}/store/orders/new/")
    supplier = buyer.page.locator("select[name=supplier] option", has_text=VEGETABLES).get_attribute("value")
    buyer.press("", supplier=supplier, wanted_on=TODAY)
    options = buyer.form("/lines/").locator("select[name=article] option")
    for article in [one.get_attribute("value") for one in options.all()][1:11]:
        buyer.press("/lines/", article=article, amount="20")
    buyer.press("/send/")


def receives(counting, crew) -> None:
    """Ten lines, the declaration and the table of rapid tests photographed once each, two people sign."""
    keeper, officer = crew.as_("storekeeper"), crew.as_("food_safety_officer")
    with counting.job("收 10 行货，与采购单相符") as hand:
        hand.on(keeper).tap(DUTY.format(VEGETABLES), leads=True)
        hand.tap("main form .button.primary:not([type=button])", leads=True)
        papers = hand.page.locator("form[action$='/papers/']")
        for number, photo in enumerate(papers.locator("input[type=file]").all()):
            # A photo of its own each: the form takes the same one only once.
            hand.photograph(photo, PHOTO | {"buffer": PHOTO["buffer"] + bytes([number])})
        hand.tap(papers.locator("label:has(input[value=true])"))
        hand.tap(papers.locator(".button.primary:not([type=button])"), leads=True)
        keeper.eyes.look()
        assert hand.page.locator(".item").count() == 10
        hand.tap("[data-by-exception] .button.primary:not([type=button])", leads=True)
        hand.tap("form[action$='/sign/'] .button", leads=True)
        hand.on(officer).tap(DUTY.format(VEGETABLES), leads=True)
        hand.tap("form[action$='/sign/'] .button", leads=True)
        hand.tap("form[action$='/finish/'] .button", leads=True)
    assert hand.page.locator("main .heading .shape.done").count() == 1


def inspects_with_one_exception(counting, crew) -> None:
    """A broken crate goes back with its photo, one line cannot be taken, the rest is as stated."""
    keeper = crew.as_("storekeeper")
    with counting.job("查验 10 行货，1 行部分退回，1 行整行退回") as hand:
        hand.on(keeper).tap(DUTY.format("10 行"), leads=True)
        hand.tap("form[action$='/return/'] .button", leads=True)
        item = hand.page.locator(".item", has_text="土豆")
        hand.tap(item.locator("label.face"))
        hand.type(item.locator("input[name^=amount-]"), "5")
        hand.tap(item.locator(".chips label", has_text="包装破损"))
        hand.photograph(item.locator("input[type=file]"), PHOTO)
        keeper.eyes.look()
        hand.tap("[data-by-exception] .button.primary:not([type=button])", leads=True)
        hand.tap("form[action$='/sign/'] .button", leads=True)
    assert hand.page.locator(".item").count() == 0


def puts_on_hold(counting, crew) -> None:
    officer = crew.as_("food_safety_officer")
    with counting.job("封存一批，从标签开始") as hand:
        hand.on(officer).scan(f"{officer.url}/go/HLH/L251118-06/")
        hand.tap("form[action$='/hold/'] .button", leads=True)
    assert hand.page.locator("main .heading .shape.held").count() == 1


def tastes_samples_and_releases(counting, crew) -> None:
    officer, director = crew.as_("food_safety_officer"), crew.as_("food_safety_director")
    with counting.job("预尝 5 道菜") as hand:
        hand.on(officer).tap(DUTY.format("预尝"), leads=True)
        assert hand.page.locator(".item").count() == 5
        officer.eyes.look()
        hand.tap("[data-by-exception] .button.primary:not([type=button])", leads=True)
    with counting.job("留样 5 道菜") as hand:
        hand.on(officer).tap(DUTY.format("留样"), leads=True)
        assert hand.page.locator(".item").count() == 5
        officer.eyes.look()
        hand.type("input[name=cabinet_temperature_c]", "3.5")
        hand.tap("[data-by-exception] .button.primary:not([type=button])", leads=True)
    officer.eyes.look()
    with counting.job("放行一餐") as hand:
        hand.on(director).tap(DUTY.format("放行"), leads=True)
        hand.tap("form[action$='/release/'] .button", leads=True)
    assert hand.page.locator("form[action$='/release/']").count() == 0


def issues(counting, crew) -> None:
    """What the recipe asks for, out of the lots that expire first: filled in already."""
    keeper = crew.as_("storekeeper")
    with counting.job("一道菜出库") as hand:
        hand.on(keeper).tap(DUTY.format("晚餐 出库"), leads=True)
        meal = hand.page.url
        hand.tap("main .lines a", leads=True)
        hand.tap("form[action$='/issue/'] .button.primary:not([type=button])", leads=True)
    for pot in [one.get_attribute("href") for one in _pots(keeper, meal)][1:]:
        keeper.page.goto(keeper.url + pot)
        keeper.press("/issue/")


def cooks(counting, crew) -> None:
    cook = crew.as_("cook")
    with counting.job("4 道菜测温出锅") as hand:
        hand.on(cook).tap(DUTY.format("晚餐"), leads=True)
        hand.tap("form[action$='/start/'] .button", leads=True)
        hand.tap("a[href$='/heat/']", leads=True)
        cook.eyes.look()
        for field in hand.page.locator("input[name^=heat-]").all():
            hand.type(field, "86.5")
        for tick in hand.page.locator("input[name^=done-]").all():
            hand.tap(tick)
        hand.tap("[data-by-exception] .button.primary:not([type=button])", leads=True)
    assert hand.page.locator("a[href$='/heat/']").count() == 0


def hands_in_a_list(counting, crew) -> None:
    officer = crew.as_("food_safety_officer")
    with counting.job("16 项检查表，1 项不合格，附照片") as hand:
        hand.on(officer).tap(DUTY.format("检查"), leads=True)
        hand.tap("main a[href$='/fill/']", leads=True)
        item = hand.page.locator(".checking > li").nth(3)
        hand.tap(item.locator("label", has_text="不合格"))
        hand.type(item.locator("input[name^=note_]"), "货架贴墙")
        hand.photograph(item.locator("input[name^=photos_]"), PHOTO)
        for number, degrees in zip(hand.page.locator("input[name^=number_]").all(), ("4", "-18"), strict=True):
            hand.type(number, degrees)
        hand.tap("input[name^=word_]")
        hand.tap("main form .button.primary:not([type=button])", leads=True)
    assert hand.page.locator("main h1", has_text="1 项").count() == 1


def reports_a_hazard(counting, crew) -> None:
    cook = crew.as_("cook")
    with counting.job("上报隐患，附照片") as hand:
        hand.on(cook).tap(".tabbar a[href='/me/']", leads=True)
        hand.tap("main summary:has-text('安全')")
        hand.tap("main a[href='/cases/hazards/']", leads=True)
        hand.tap("main a[href$='/hazards/new/']", leads=True)
        hand.type("main [name=what]", "水龙头漏水")
        hand.photograph("main input[type=file]", PHOTO)
        hand.tap("main form .button.primary:not([type=button])", leads=True)
    assert hand.page.locator("main h1", has_text="水龙头漏水").count() == 1


def traces(counting, crew) -> None:
    officer = crew.as_("food_safety_officer")
    with counting.job("从标签查来源与去向") as hand:
        hand.on(officer).scan(f"{officer.url}/go/HLH/L251114-17/")
        hand.tap("main a[href*='/trace/']", leads=True)
    assert hand.page.locator(".trace .node").count() > 3


def _pots(person, meal):
    person.page.goto(meal)
    return person.page.locator("main .lines a[href*='/batches/']").all()


def test_the_first_today_of_a_day_is_light(crew):
    """Everything a phone fetches that has nothing of us yet, compressed as it comes over the wire."""
    weights = {post: weigh(crew.as_(post).page.context, crew.server.url) for post in ("food_safety_officer", "cook")}

    assert {post: weight for post, weight in weights.items() if weight > LIMIT_BYTES} == {}
