"""The persons of a journey: each with a browser context of their own, signed in, pressing what they see."""

import contextlib
import time
from dataclasses import dataclass, field

from playwright.sync_api import Error

from tests.browsing import sign_in
from tests.journeys.looking import Eyes

#: Until an answer is there: a journey does not wait longer.
PATIENCE_SECONDS = 15
TAKE_OLD_REASONS_AWAY = "document.querySelectorAll('main form :is(.refusals, .wrongs)').forEach(one => one.remove())"


def until(page, is_so, *, seconds: float = PATIENCE_SECONDS, told=lambda: "") -> None:
    """Ask again until it is so.

    The asking is done from here: the page's policy forbids evaluating text, which is what Playwright's
    `wait_for_function` does in the page from its second look on.
    """
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not so after {seconds} s on {page.url} {told()}"
        page.wait_for_timeout(50)


@dataclass
class Person:
    page: object
    eyes: Eyes
    url: str

    def open(self, path: str, *, closely: bool = True) -> None:
        self.page.goto(self.url + path)
        self.eyes.look(closely=closely)

    def press(self, ending: str, **typed: str) -> None:
        """Fill the form whose address ends so, and press its button. An empty ending is the form of this very page."""
        form = self.form(ending)
        for name, value in typed.items():
            one = form.locator(f"[name='{name}']").first
            if not one.is_visible():
                one.locator("xpath=ancestor::details[1]/summary").click()
            if one.evaluate("one => one.tagName") == "SELECT":
                one.select_option(value)
            else:
                one.fill(value)
        self.send(form.locator("button:not([type=button])").last)

    def send(self, button) -> None:
        """Press it and see the answer: another page, or in a form marked offline its reasons on this one."""
        if button.locator("xpath=ancestor::form[@data-offline]").count() == 0:
            return self.follow(button)
        answered = "document.querySelector('main form .refusals[tabindex], main form .wrongs[tabindex]') !== null"
        self.page.evaluate("document.body.dataset.before = 'yes'")
        self.page.evaluate(TAKE_OLD_REASONS_AWAY)
        button.click()

        def is_answered() -> bool:
            with contextlib.suppress(Error):  # asked while the page goes
                return not self.page.evaluate("document.body.dataset.before === 'yes'") or self.page.evaluate(answered)
            return False

        until(self.page, is_answered)
        self.page.wait_for_load_state("load")

    def follow(self, link) -> None:
        with self.page.expect_navigation():
            link.click()

    def form(self, ending: str):
        if not ending:
            return self.page.locator("main form[method=post]:not([action])").first
        return self.page.locator(f"main form[method=post][action$='{ending}']").first

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    def refusals(self) -> list[str]:
        return self.page.locator("main .refusals li").all_inner_texts()


@dataclass
class Crew:
    """`crew.as_("cook")` and so on, signed in the first time one is named. They work in the first of the widths."""

    browser: object
    server: object
    widths: tuple[dict, ...]
    language: str
    theme: str = "light"
    people: dict[str, Person] = field(default_factory=dict)

    def as_(self, post: str) -> Person:
        if post not in self.people:
            # The worker keeps thirty pages for each person who signs in; what it does has journeys of its own.
            context = self.browser.new_context(viewport=self.widths[0], accept_downloads=True, service_workers="block")
            context.add_cookies([{"name": "theme", "value": self.theme, "url": self.server.url}])
            page = context.new_page()
            page.set_default_timeout(15_000)
            page.on("dialog", lambda dialog: dialog.accept())
            eyes = Eyes(page, self.language, self.widths)
            sign_in(page, self.server, post=post, school="HLH", language=self.language)
            self.people[post] = Person(page, eyes, self.server.url)
        return self.people[post]

    @property
    def faults(self) -> list[str]:
        return [fault for person in self.people.values() for fault in person.eyes.faults]

    def go_home(self) -> None:
        for person in self.people.values():
            person.page.context.close()
