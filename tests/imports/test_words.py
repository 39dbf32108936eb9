"""Every sentence of this app has its Chinese, with the same named places, in the tone of the house."""

import re
from pathlib import Path

import polib
import pytest

from houqin import imports
from houqin.imports.reasons import Reason

CATALOGUE = polib.pofile(str(Path(imports.__file__).parent / "locale/zh_Hans/LC_MESSAGES/django.po"))
CHINESE = {entry.msgid: entry.msgstr for entry in CATALOGUE}


def test_nothing_is_left_in_english():
    assert [entry.msgid for entry in CATALOGUE if not entry.msgstr or entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("reason", Reason, ids=str)
def test_a_refusal_names_the_same_facts_in_both_languages_and_blames_nobody(reason, settings):
    english = str(reason.label)
    chinese = CHINESE[english]

    assert sorted(re.findall(r"\{\w+\}", chinese)) == sorted(re.findall(r"\{\w+\}", english))
    assert [word for word in ("失败", "错误", "非法", "禁止", "您未") if word in chinese] == []
    assert (english[-1], chinese[-1]) == (".", "。") or english.endswith("{why}")
