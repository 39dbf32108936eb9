"""Promises every page keeps, read from the templates themselves."""

import re
from pathlib import Path

import polib
import pytest

HOUSE = Path(__file__).parents[2] / "houqin"
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
PARTS = {"shell.html", "tabs.html", "choices.html"}
STANDS_ALONE = {"base.html", "broken.html"}


def short(path):
    return str(path.relative_to(HOUSE))


def test_there_are_templates_to_read():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_page_extends_the_base(path):
    source = path.read_text()
    part = "ui" in path.parts or path.name in PARTS | STANDS_ALONE or path.name.startswith("_")

    assert part or source.startswith('{% extends "web/base.html" %}')


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_nothing_is_inline(path):
    found = re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", path.read_text())

    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_chinese_is_written_in_the_catalogue_not_in_the_page(path):
    words = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S).replace("中文", "")

    assert re.findall(r"[一-鿿]+", words) == []


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("locale/zh_Hans/LC_MESSAGES/django.po")), ids=short)
def test_every_sentence_has_its_chinese(path):
    catalogue = polib.pofile(path)

    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("locale/zh_Hans/LC_MESSAGES/django.po")), ids=short)
def test_the_places_in_a_sentence_are_the_same_in_chinese(path):
    def places(text):
        return sorted(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))

    wrong = [
        entry.msgid
        for entry in polib.pofile(path)
        if not entry.obsolete and not entry.msgid_plural and places(entry.msgid) != places(entry.msgstr)
    ]

    assert wrong == []


def sentences_of(path):
    source = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
    for _quote, sentence in re.findall(r"\{% translate ([\"'])(.*?)\1", source):
        yield sentence
    for _quote, sentence in re.findall(r"\b_\(([\"'])(.*?)\1\)", source):
        yield sentence


@pytest.mark.parametrize("app", sorted({path.relative_to(HOUSE).parts[0] for path in TEMPLATES}))
def test_every_sentence_of_a_page_stands_in_the_catalogue_of_its_app(app):
    catalogue = polib.pofile(HOUSE / app / "locale/zh_Hans/LC_MESSAGES/django.po")
    known = {entry.msgid for entry in catalogue if not entry.obsolete}
    pages = [path for path in TEMPLATES if path.relative_to(HOUSE).parts[0] == app]

    assert sorted({one for path in pages for one in sentences_of(path)} - known) == []
