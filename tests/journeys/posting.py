"""The same pages through a plain client: a form goes back as it stands, with what somebody types."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

#: What a page says when it says no.
REASONS = re.compile(r'class="(?:refusals|wrongs).*?</(?:ul|div)>', re.DOTALL)


@dataclass
class Form:
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """Every form that is posted, with the fields a browser would send of it untouched."""

    def __init__(self, text: str):
        super().__init__()
        self.forms: list[Form] = []
        self._open = self._select = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self._open = Form(said.get("action", "")) if said.get("method") == "post" else None
            self.forms += [self._open] if self._open else []
        elif self._open and tag == "input" and "name" in said:
            is_ticked = said.get("type") not in ("checkbox", "radio") or "checked" in said
            if is_ticked and said.get("type") not in ("submit", "file"):
                self._open.fields.append((said["name"], said.get("value", "")))
        elif self._open and tag == "select":
            self._select = said.get("name")
        elif self._open and tag == "option" and "selected" in said and self._select:
            self._open.fields.append((self._select, said.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None


@dataclass
class Door:
    """`client` is a context's own: it has the cookies of whoever signed in there, or of nobody."""

    client: object
    url: str

    def send(self, path: str, ending: str = "", *, files=None, **typed):
        """Open a page and send the form whose action ends so: what it holds, what is `typed`, and `files`."""
        page = self.client.get(self.url + path)
        assert page.ok, f"{path} answered {page.status}"
        form = next(one for one in Forms(page.text()).forms if one.action.endswith(ending) and is_of_main(one, ending))
        return self.post(form.action or path, [(n, v) for n, v in form.fields if n not in typed], files, **typed)

    def post(self, path: str, fields: list[tuple[str, str]], files=None, **typed):
        fields = [*fields, *typed.items()]
        if files:
            answer = self.client.post(self.url + path, multipart=dict(fields) | files)
        else:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            answer = self.client.post(self.url + path, data=urlencode(fields), headers=kind)
        assert answer.ok, f"{path} answered {answer.status}: {REASONS.findall(answer.text())}"
        return answer


def is_of_main(form: Form, ending: str) -> bool:
    """Without an ending it is the form of the page itself: the others, such as signing out, name an address."""
    return bool(ending) or form.action == ""
