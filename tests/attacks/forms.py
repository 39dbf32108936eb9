"""Reads the forms of a page as a browser would, so that an attack fills in what people are really shown."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class SeenForm:
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)  # written freely
    numbers: list[str] = field(default_factory=list)  # a number, an amount, a day
    files: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.select = [], ""

    def handle_starttag(self, tag, pairs):
        said = dict(pairs)
        if tag == "form":
            self.forms.append(SeenForm(said.get("action") or "", (said.get("method") or "get").lower()))
        if not self.forms:
            return
        form, name = self.forms[-1], said.get("name") or ""
        if tag == "option" and self.select:
            value = said.get("value") or ""
            if value and ("selected" in said or not form.fields.get(self.select)):
                form.fields[self.select] = [value]
        if not name:
            return
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            form.texts.append(name)
            form.fields[name] = [""]
        elif tag == "input":
            self._input(form, name, said)

    def _input(self, form, name, said):
        kind = said.get("type") or "text"
        if kind == "file":
            form.files.append(name)
        elif kind in ("checkbox", "radio"):
            if "checked" in said:
                form.fields.setdefault(name, []).append(said.get("value") or "on")
        elif kind not in ("submit", "button"):
            form.fields[name] = [said.get("value") or ""]
            if kind in ("number", "date", "time", "datetime-local") or said.get("inputmode") in ("decimal", "numeric"):
                form.numbers.append(name)
            elif kind in ("text", "search", "tel", "password"):
                form.texts.append(name)

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = ""


def forms_of(response) -> list[SeenForm]:
    """The forms that post, of one page."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return [form for form in reader.forms if form.method == "post"]
