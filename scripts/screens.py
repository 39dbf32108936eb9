"""Photographs the main pages of the demo into docs/screens/, from a server of its own.

    python scripts/screens.py               all
    python scripts/screens.py today-cook    only these

A page may not scroll sideways, load anything from elsewhere or complain in the console: then there is no picture.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browsing import CHROMIUM_ARGUMENTS, chromium_path, sign_in  # noqa: E402
from tests.running import RunningServer, build_demo  # noqa: E402

SCREENS = ROOT / "docs/screens"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Shot:
    name: str
    post: str
    path: str = "/"
    viewport: dict = None
    language: str = "zh-hans"


SHOTS = [
    Shot("today-cook", "cook", viewport=PHONE),
    Shot("today-principal", "principal", viewport=DESK),
    Shot("today-principal-en", "principal", viewport=DESK, language="en"),
    Shot("stock", "storekeeper", "/store/", DESK),
    Shot("meals", "cook", "/kitchen/", PHONE),
    Shot("ledgers", "food_safety_officer", "/ledgers/", DESK),
]


def photograph(browser, server, shot) -> list[str]:
    """Take one picture. Returns what was wrong with the page; nothing when it was well."""
    faults = []
    context = browser.new_context(viewport=shot.viewport, device_scale_factor=2 if shot.viewport is PHONE else 1)
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((server.url, "data:", "blob:")) else faults.append(sent.url)
    )
    sign_in(page, server, post=shot.post, language=shot.language)
    answer = page.goto(server.url + shot.path, wait_until="networkidle")
    if answer.status != 200:
        faults.append(f"{shot.path} answered {answer.status}")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append("scrolls sideways")
    page.screenshot(path=SCREENS / f"{shot.name}.png", full_page=True)
    context.close()
    return [f"{shot.name}: {fault}" for fault in faults]


def main() -> None:
    wanted = set(sys.argv[1:])
    SCREENS.mkdir(parents=True, exist_ok=True)
    faults = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = RunningServer(build_demo(Path(folder) / "var")).start("--demo")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        try:
            for shot in SHOTS:
                if not wanted or shot.name in wanted:
                    faults += photograph(browser, server, shot)
                    print(f"docs/screens/{shot.name}.png")
        finally:
            browser.close()
            server.stop()
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
