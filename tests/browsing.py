"""What a person with a browser does before the journey begins. Used by journeys and by the screenshots."""

import csv
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: root may not make one. The rest keeps a browser under test from talking to anybody but us.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """Where Debian's Chromium is. Raises when there is none: a journey is never skipped unseen."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise LookupError("Chromium is missing; as root: apt-get install chromium")


def sign_ins(var: Path) -> list[dict[str, str]]:
    """The demo's sign-ins: school, post, username, password; tab-separated under a heading line."""
    with (var / "demo-sign-ins.txt").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def sign_in(page, server, *, post: str, school: str | None = None, language: str = "zh-hans") -> None:
    """Sign in through the real page as the holder of a post; in the first school of the list unless named."""
    person = next(row for row in sign_ins(server.var) if row["post"] == post and school in (None, row["school"]))
    page.context.add_cookies([{"name": "django_language", "value": language, "url": server.url}])
    page.goto(server.url)
    page.fill("input[name=login]", person["username"])
    page.fill("input[name=password]", person["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
