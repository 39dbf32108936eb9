"""Photographs the main pages of the demo into docs/screens/, from a server of its own.

    python scripts/screens.py               all
    python scripts/screens.py today-cook    only these

A page may not scroll sideways, load anything from elsewhere or complain in the console: then there is no picture.
The demo is always that of the same day, so that a picture changes only when a page does.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browsing import CHROMIUM_ARGUMENTS, chromium_path, sign_in  # noqa: E402
from tests.running import RunningServer, build_demo  # noqa: E402

SCREENS = ROOT / "docs/screens"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
WIDE = {"width": 1440, "height": 900}
DEMO = ("--at", "2025-11-19", "--weeks", "2")
TALLEST = 2400  # a picture shows how a page begins; a whole month of rows shows nothing more


@dataclass(frozen=True)
class Shot:
    """`path` is where a person begins; `follow` the links they then press, one after the other."""

    name: str
    post: str
    path: str = "/"
    viewport: dict | None = None
    language: str = "zh-hans"
    follow: tuple[str, ...] = ()
    theme: str = "light"


FIRST = "main .lines a"
OFFICER = "food_safety_officer"
ARRIVED = "/store/deliveries/?state=arrived"
LUNCH = ".meals li:nth-child(2) h3 a"
SHOTS = [
    Shot("sign-in", "", viewport=DESK),
    Shot("today-cook", "cook", viewport=PHONE),
    Shot("today-principal", "principal", viewport=DESK),
    Shot("today-principal-en", "principal", viewport=DESK, language="en"),
    Shot("today-principal-phone", "principal", viewport=PHONE),
    Shot("today-principal-dark", "principal", viewport=DESK, theme="dark"),
    Shot("goods-in", "storekeeper", ARRIVED, PHONE, follow=(FIRST,)),
    Shot("goods-in-desk-en", "storekeeper", ARRIVED, DESK, "en", (FIRST,)),
    Shot("stock", "storekeeper", "/store/", DESK),
    Shot("lot", "storekeeper", "/store/?q=大米", DESK, follow=(FIRST,)),
    Shot("trace", OFFICER, "/store/?q=大米", WIDE, follow=(FIRST, "main .heading .verbs a[href*='/trace/']")),
    Shot("meal", OFFICER, "/kitchen/", PHONE, follow=(LUNCH,)),
    Shot("meal-en", OFFICER, "/kitchen/", DESK, "en", (LUNCH,)),
    Shot("taste", OFFICER, "/kitchen/", PHONE, follow=(LUNCH, "main a[href$='/taste/'].button")),
    Shot("menu-week", "cook", "/kitchen/menus/", DESK, follow=("main .lines li:nth-child(2) a",)),
    Shot("ledger", OFFICER, "/ledgers/", DESK, follow=("main .lines li:nth-child(7) a",)),
    Shot("labels", "storekeeper", "/store/deliveries/?state=inspected", DESK,
         follow=("main .lines li:has(b:text-matches('^[1-9][0-9] |^[6-9] ')) a", "main .heading a.primary")),
    Shot("settings", "principal", "/settings/", DESK),
    Shot("incident", "principal", "/cases/incidents/", PHONE, follow=("main .duties h3 a",)),
    Shot("hazards-en", "principal", "/cases/hazards/", DESK, "en"),
    Shot("checklist", "cook", "/checklists/", PHONE, follow=(FIRST,)),
    Shot("daily-control", OFFICER, "/food-safety/", PHONE),
    Shot("roll-tonight", "dorm_manager", "/dormitory/rolls/", PHONE),
    Shot("roll-by-exception", "dorm_manager", "/dormitory/rolls/", PHONE, follow=("main a[href*='/roll/']",)),
    Shot("rooms-and-beds-en", "dorm_manager", "/dormitory/rooms/", DESK, "en"),
    Shot("whereabouts", "duty_leader", "/whereabouts/", PHONE),
    Shot("night-round", "duty_leader", "/night-watch/", PHONE),
    Shot("hand-over", "dorm_manager", "/night-watch/handovers/new/", DESK),
    Shot("gate", "guard", "/visitors/", PHONE),
    Shot("equipment-en", "principal", "/campus/equipment/", DESK, "en"),
    Shot("measures", "principal", "/measures/", DESK),
    Shot("charter", "principal", "/governance/", DESK),
    Shot("completeness", "principal", "/completeness/", DESK),
]  # fmt: skip


def photograph(browser, server, shot) -> list[str]:
    """Take one picture. Returns what was wrong with the page; nothing when it was well."""
    faults = []
    context = browser.new_context(viewport=shot.viewport, service_workers="block")
    context.add_cookies(
        [{"name": "theme", "value": shot.theme, "url": server.url},
         {"name": "django_language", "value": shot.language, "url": server.url}]
    )  # fmt: skip
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((server.url, "data:", "blob:")) else faults.append(sent.url)
    )
    if shot.post:
        sign_in(page, server, post=shot.post, school="HLH", language=shot.language)
    answer = page.goto(server.url + shot.path, wait_until="networkidle")
    if answer.status != 200:
        faults.append(f"{shot.path} answered {answer.status}")
    for link in shot.follow:
        with page.expect_navigation(wait_until="networkidle"):
            page.locator(link).first.click()
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append("scrolls sideways")
    # As tall as the page: what sticks to the bottom then lies at its end and hides nothing.
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": shot.viewport["width"], "height": max(tall, shot.viewport["height"])})
    path = SCREENS / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    keep_small(path)
    return [f"{shot.name}: {fault}" for fault in faults]


def keep_small(path: Path) -> None:
    """256 colours are enough for paper, ink and seven states; the method keeps a colour that only a small mark has."""
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )


def main() -> None:
    wanted = set(sys.argv[1:])
    SCREENS.mkdir(parents=True, exist_ok=True)
    faults = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = RunningServer(build_demo(Path(folder) / "var", *DEMO)).start("--demo")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        try:
            for shot in SHOTS:
                if not wanted or shot.name in wanted:
                    faults += photograph(browser, server, shot)
                    print(f"docs/screens/{shot.name}.png", flush=True)
        finally:
            browser.close()
            server.stop()
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
