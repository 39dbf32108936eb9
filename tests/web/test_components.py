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


def test_a_verb_inside_only_still_carries_its_token_and_its_key():
    html = render("verb", {"action": "/kitchen/meals/2/release/", "label": "放行"})

    assert re.findall(r'name="(\w+)" value="(?=\w{32})', html) == ["csrfmiddlewaretoken", "entry_key"]


def test_two_verbs_on_a_page_have_two_keys():
    keys = {
        re.search(r'name="entry_key" value="(\w+)"', render("verb", {"action": "/", "label": "x"})).group(1)
        for _ in range(2)
    }

    assert len(keys) == 2


def test_a_refused_verb_cannot_be_sent_and_points_at_its_reasons():
    html = render("verb", COMPONENTS["verb"])

    assert "<form" not in html
    assert 'aria-disabled="true" aria-describedby="release-why"' in html
    assert 'id="release-why"' in html
    assert html.count("<li>") == 2


def test_what_people_typed_is_never_markup():
    html = render("lines", {"lines": [{"label": "<b>鸡</b>", "url": "/"}]}) + render(
        "rows", {"columns": [{"label": "<i>"}], "rows": [["<script>"]]}
    )

    assert re.findall(r"<b>鸡|<i>|<script>", html) == []
