"""Promises every page keeps, read from the templates themselves."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "houqin"
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
PARTS = {"shell.html", "tabs.html", "choices.html", "outbox_words.html"}
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


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_page_loads_htmx_exactly_when_it_swaps_a_part(path):
    source = path.read_text()
    swaps = bool(re.search(r"\bhx-(get|post)|_trace_card\.html|\bpart=\"", source))

    assert not source.startswith("{% extends") or ("{% htmx_script %}" in source) == swaps
