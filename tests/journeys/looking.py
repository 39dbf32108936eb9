"""What every page a journey opens is held to: quiet console, no CSP violation, no axe finding, no sideways scroll."""

import re
from dataclasses import dataclass, field
from pathlib import Path

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text()
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`);
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Latin words a Chinese page may hold: units, formats, the switch to English, and codes (hexadecimal, or with a digit).
ALLOWED = {
    "kg",
    "g",
    "mL",
    "ml",
    "png",
    "jpg",
    "pdf",
    "kB",
    "xls",
    "xlsx",
    "csv",
    "MB",
    "L",
    "mm",
    "mg",
    "Excel",
    "PDF",
    "CSV",
    "QR",
    "English",
    "Webhook",
    "JSON",
    "HLH",
}
CODE = re.compile(r"\b[0-9A-F]{4}\b|[A-Za-z]*\d[\w-]*|[A-Z]{2,3}-[\w-]+|hlh-\w+|HQ-\S+|HOUQIN_\w+")


@dataclass
class Eyes:
    """Watches one page all along, and looks closely at the pages it is asked to `look` at.

    `widths` are all the windows each of them is seen through, the first being the one it is worked in. A window is
    widened where it stands instead of opening the page again: it costs no page load, and an answer to a form, refusals
    and all, can be seen on a phone and on a desk only this way.
    """

    page: object
    language: str
    widths: tuple[dict, ...]
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
        )
        self.page.on("console", lambda said: self._note(said.text) if is_fault(said) else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on(
            "response", lambda answer: self._note(f"answered {answer.status}") if answer.status > 499 else None
        )

    def look(self, *, closely: bool = True) -> None:
        """The page as it stands, in every width. `closely` runs axe too."""
        self.page.wait_for_load_state("load")
        if closely:
            self.page.evaluate(AXE)
        for size in self.widths:
            self._look(size, closely=closely)
        self.page.set_viewport_size(self.widths[0])

    def _look(self, size: dict, *, closely: bool) -> None:
        """Axe wants a window as tall as the page: nothing may hide below."""
        self.page.set_viewport_size(size)
        if (over := self.page.evaluate(SIDEWAYS)) > 0:
            self._note(f"scrolls {over} px sideways")
        if self.language == "zh-hans" and (words := english_in(self.page.inner_text("body"))):
            self._note(f"English words: {words}")
        if closely:
            tall = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
            for fault in self.page.evaluate(RUN_AXE):
                self._note(fault)

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url} ({self.page.viewport_size['width']} px): {fault}")


def is_fault(said) -> bool:
    """A refusal answers 409, a mistake in a form 422. The browser tells its console; it is the product at work."""
    return said.type == "error" and not re.search(r"409 \(Conflict\)|422 \(Unprocessable", said.text)


def english_in(text: str) -> list[str]:
    words = re.findall(r"[A-Za-z]{2,}", CODE.sub(" ", text))
    return sorted({word for word in words if word not in ALLOWED})
