"""Chinese first, English complete: every string a person may read is translated, once, and the same everywhere."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[2] / "houqin"
APPS = sorted(path.parent for path in HOUSE.glob("*/__init__.py"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
IN_TEMPLATE = re.compile(r"\b(?:_|n?gettext)\((u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))")
PLACES = re.compile(r"\{\w*\}|%\(\w+\)s")


def catalogue(app: Path) -> polib.POFile:
    path = app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def said_in_python(app: Path) -> set[str]:
    said = set()
    for path in app.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", None)
            if isinstance(node, ast.Call) and name in CALLS:
                context = 1 if name.startswith("pgettext") else 0
                text = node.args[context]
                assert isinstance(text, ast.Constant), f"{path}:{node.lineno} translates something computed"
                said.add(text.value)
    return said


def said_in_templates(app: Path) -> set[str]:
    said = set()
    for path in app.rglob("*.html"):
        for literal in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
            said.add(ast.literal_eval(literal))
    return said


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_everything_said_is_translated(app):
    entries = catalogue(app)
    translated = {entry.msgid for entry in entries if entry.translated() and not entry.obsolete}

    assert (said_in_python(app) | said_in_templates(app)) - translated == set()


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_no_translation_is_a_guess_or_loses_a_fact(app):
    for entry in catalogue(app):
        assert not entry.fuzzy, entry.msgid
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        for text in filter(None, texts):
            missing = set(PLACES.findall(text)) - set(PLACES.findall(entry.msgid + (entry.msgid_plural or "")))
            assert missing == set(), entry.msgid


def test_one_english_sentence_has_one_chinese_one():
    """Django lays the apps' catalogues over each other: two meanings of one msgid would fight."""
    meanings: dict[tuple, set[str]] = {}
    for app in APPS:
        for entry in catalogue(app):
            if not entry.msgid_plural:
                meanings.setdefault((entry.msgctxt, entry.msgid), set()).add(entry.msgstr)

    assert {msgid: said for msgid, said in meanings.items() if len(said) > 1} == {}
