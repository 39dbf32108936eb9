"""One day of the canteen by the hands of those who work in it: order to closed meal, and back from a label.

One day is worked on phones in Chinese and one at desks in English, and every page of both is looked at in both widths:
each stage is seen in all four ways. Nobody types an address that a person would not type: they press.
"""

import re

import pytest

from tests.journeys.looking import DESK, PHONE
from tests.journeys.people import Crew

pytestmark = pytest.mark.journey

TODAY = "2025-11-19"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
PHOTO = {"name": "照片.png", "mimeType": "image/png", "buffer": PIXEL}
SUPPLIER, EGGS, DISH = "天山绿源农产品有限公司", "鲜鸡蛋", "煮鸡蛋"


@pytest.fixture(params=[((PHONE, DESK), "zh-hans"), ((DESK, PHONE), "en")], ids=["phone-zh", "desk-en"])
def crew(request, browser, start_server):
    widths, language = request.param
    crew = Crew(browser, start_server(), widths, language)
    yield crew
    crew.go_home()


def test_a_canteen_day_from_the_order_to_the_closed_meal_and_back_from_a_label(crew):
    order = orders(crew)
    delivery = receives(crew, order)
    inspects(crew, delivery)
    lot = labels(crew, delivery)
    meal = plans(crew)
    pot = issues(crew, meal, lot)
    cooks(crew, meal, pot)
    tastes_keeps_and_releases(crew, meal)
    serves_and_closes(crew, meal)
    traces_and_holds(crew, lot)
    downloads_papers(crew, meal)
    assert crew.faults == []


def orders(crew) -> str:
    buyer = crew.as_("buyer")
    buyer.eyes.look()
    buyer.open("/store/orders/new/", closely=False)
    supplier = buyer.page.locator("select[name=supplier] option", has_text=SUPPLIER).get_attribute("value")
    buyer.press("", supplier=supplier, wanted_on=TODAY)
    form = buyer.form("/lines/")
    eggs = form.locator("select[name=article] option", has_text=EGGS).first.get_attribute("value")
    buyer.press("/lines/", article=eggs, amount="20")
    buyer.eyes.look()
    buyer.press("/send/")
    return buyer.page.locator("h1 .code").inner_text()


def receives(crew, order: str) -> str:
    keeper = crew.as_("storekeeper")
    keeper.open("/store/deliveries/arriving/")
    keeper.follow(keeper.page.locator("main .lines li", has_text=order).locator("a"))
    keeper.press("", vehicle_temperature_c="4.2", is_vehicle_clean="true", note_number="1119-77")
    assert keeper.page.locator("main .exceptions .refusals li").count() > 0  # no papers yet
    return keeper.path


def inspects(crew, delivery: str) -> None:
    """The note says 20 kg; 2 kg are broken. Papers and a photo first, then two people sign."""
    keeper, officer = crew.as_("storekeeper"), crew.as_("food_safety_officer")
    keeper.eyes.look()
    keeper.follow(keeper.page.locator("main .exceptions h3 a").first)
    keeper.press("/facts/", supplier_lot="P251119", production_date=TODAY, shelf_life_days="30")
    while keeper.page.locator("main .refusals li", has_text="GT-02").count():
        kept = keeper.page.locator("#paper .exceptions > li").count()
        paper = keeper.form("/paper/")
        if not paper.locator("[name=number]").is_visible():
            keeper.page.locator("#paper summary").click()
        paper.locator("input[type=file]").set_input_files(PHOTO)
        keeper.press("/paper/", number=f"65{kept}19", passed="true")
        assert keeper.page.locator("#paper .exceptions > li").count() == kept + 1
    keeper.page.locator("#photo summary").click()
    keeper.form("/photo/").locator("input[type=file]").set_input_files(PHOTO)
    keeper.press("/photo/")
    keeper.press("/decide/", accepted="18", returned="2", reject_reason="damaged", remark="底层 2 kg 破壳")
    keeper.eyes.look()
    keeper.page.goto(keeper.url + delivery)
    keeper.press("/sign/")
    assert keeper.page.locator("footer.closing [aria-disabled=true]").count() == 1  # one signature is not enough
    officer.open(delivery)
    officer.press("/sign/")
    officer.press("/finish/")
    officer.eyes.look()


def labels(crew, delivery: str) -> str:
    """The new lot, from its label: the code under the square."""
    keeper = crew.as_("storekeeper")
    keeper.page.goto(keeper.url + delivery)
    keeper.follow(keeper.page.locator("main .heading a.primary"))
    keeper.eyes.look()
    label = keeper.page.locator(".qr-label:not(.used)")
    assert label.count() == 1
    return label.locator(".code").inner_text()


def plans(crew) -> str:
    """A snack is new to this school: its time first, then what is cooked."""
    principal, officer = crew.as_("principal"), crew.as_("food_safety_officer")
    principal.eyes.look()
    principal.open("/settings/timetable/new/", closely=False)
    principal.press("", what="snack", at_time="16:30", valid_from=TODAY)
    officer.open(f"/kitchen/plan/?on={TODAY}&kind=snack")
    officer.page.locator("label", has_text=re.compile(f"^\\s*{DISH}\\s*$")).locator("input").check()
    officer.press("", kind="snack", heads="20")
    if "/meals/" not in officer.path:
        officer.follow(officer.page.locator(".meals h3 a").last)
    return officer.path


def issues(crew, meal: str, lot: str) -> str:
    """What expires first is filled in. The eggs that just came are taken instead, with the reason."""
    keeper = crew.as_("storekeeper")
    keeper.open(meal, closely=False)
    keeper.follow(keeper.page.locator("main .lines a").first)
    keeper.eyes.look()
    amounts = keeper.page.locator("main form[action$='/issue/'] input[name^='lot-']")
    suggested = [one.input_value() for one in amounts.all()]
    assert [amount for amount in suggested if amount]
    eggs = keeper.page.locator("main form[action$='/issue/'] .exceptions > li", has_text=EGGS).first
    older, new = None, None
    for one in eggs.locator("div:has(> .field input[name^='lot-'])").all():
        field = one.locator("input[name^='lot-']")
        if lot in one.inner_text():
            new = field
        elif field.input_value():
            older = field
    amount = older.input_value()
    older.fill("")
    new.fill(amount)
    keeper.press("/issue/")
    assert keeper.refusals()  # not first expired first, and no reason given: GT-05
    keeper.press("/issue/", **{new.get_attribute("name").replace("lot-", "why-"): "上一批留给明天早餐"})
    assert lot in keeper.page.locator("#used + *, section[aria-labelledby=used]").first.inner_text()
    return keeper.path


def cooks(crew, meal: str, pot: str) -> None:
    cook = crew.as_("cook")
    cook.open(meal)
    cook.press("/start/")
    cook.follow(cook.page.locator("main .lines a").first)
    cook.press("/temperature/", core_temperature_c="86.5")
    cook.press("/finish/")
    cook.eyes.look()
    assert cook.path.startswith(pot)


def tastes_keeps_and_releases(crew, meal: str) -> None:
    officer, director = crew.as_("food_safety_officer"), crew.as_("food_safety_director")
    officer.open(meal)
    assert officer.refusals()  # not tasted, no sample: the reasons stand beside the button
    officer.follow(officer.page.locator("main a[href$='/taste/']").last)
    officer.eyes.look()
    officer.press("")
    officer.open(f"{meal}sample/")
    officer.press("", cabinet_temperature_c="3.5")
    director.open(meal, closely=False)
    director.press("/release/")
    director.eyes.look()
    officer.page.goto(officer.url + meal)
    officer.follow(officer.page.locator("main .heading .verbs a[href*='labels']"))
    officer.eyes.look(closely=False)
    assert officer.page.locator(".qr-label:not(.used)").count() == 1


def serves_and_closes(crew, meal: str) -> None:
    officer = crew.as_("food_safety_officer")
    officer.open(f"{meal}count/")
    officer.press("", **{"group-staff": "20"})
    officer.open(f"{meal}leftovers/", closely=False)
    officer.press("/leftovers/", cooked="0.4", plate="0")
    officer.page.goto(f"{officer.url}{meal}leftovers/")
    officer.press("/dispose/", collector="石河子市洁源餐厨废弃物处置公司", vehicle="兵C·62817")
    officer.open(meal, closely=False)
    officer.press("/close/")
    officer.eyes.look()


def traces_and_holds(crew, lot: str) -> None:
    """From the label: where it came from, where it went; one tap, and nobody takes any more of it."""
    officer, keeper = crew.as_("food_safety_officer"), crew.as_("storekeeper")
    officer.open(f"/go/HLH/{lot}/")
    officer.follow(officer.page.locator("main .heading .verbs a[href*='/trace/']"))
    officer.eyes.look()
    traced = officer.page.inner_text("main")
    assert SUPPLIER in traced
    assert DISH in traced
    officer.press("/hold/")
    keeper.open(f"/go/HLH/{lot}/")
    button = keeper.page.locator("main .heading .verbs [aria-disabled=true]").first
    reasons = keeper.page.locator(f"#{button.get_attribute('aria-describedby')}")
    assert lot in reasons.inner_text()


def downloads_papers(crew, meal: str) -> None:
    officer = crew.as_("food_safety_officer")
    fetch = officer.page.context.request.get
    assert fetch(f"{officer.url}{meal}record.pdf").body().startswith(b"%PDF")
    officer.open("/ledgers/")
    officer.follow(officer.page.locator("main .lines li", has_text="07").locator("a"))
    officer.eyes.look()
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        address = officer.page.locator(f"main a[href*='.{ending}']").last.get_attribute("href")
        assert fetch(officer.url + address).body().startswith(begins)
