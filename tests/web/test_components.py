"""Every component renders, names its parameters, and carries no inline style or script."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.context import make_context
from django.test import RequestFactory
from django.utils import translation

from tests.web.samples import COMPONENTS

FOLDER = Path(__file__).parents[2] / "houqin/web/templates/ui"


def render(name, values):
    request = RequestFactory().get("/store/", {"state": "late"})
    template = engines["django"].engine.get_template(f"ui/{name}.html")
    return template.render(make_context(values, request))


def test_every_component_has_an_example():
    assert sorted(COMPONENTS) == sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_begins_by_naming_its_parameters(name):
    source = (FOLDER / f"{name}.html").read_text()
    comment = re.match(r"\{% comment %\}\n(.*?)\{% endcomment %\}", source, re.S)

    assert comment is not None
    assert [key for key in COMPONENTS[name] if not re.search(rf"\b{key}\b", comment.group(1))] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_renders_without_inline_style_or_script(name, language):
    with translation.override(language):
        html = render(name, COMPONENTS[name])

    assert html.strip() != ""
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=", html) == []
    assert "None" not in html
