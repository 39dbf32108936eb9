"""What the program words is kept in every language; what a person typed stays as typed."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from houqin.kernel.shown import plain, shown
from houqin.kernel.spoken import Spoken, SpokenField, kept, spoken
from houqin.tenancy.posts import Post

BOTH = {"en": "Principal", "zh-hans": "校长"}


def test_a_title_is_kept_in_every_language():
    assert kept({"post": Post.PRINCIPAL.label, "of": [gettext_lazy("Principal")]}) == {"post": BOTH, "of": [BOTH]}


def test_a_code_stays_a_code():
    assert kept(Post.PRINCIPAL) == "principal"


def test_what_reads_alike_everywhere_is_one_text():
    assert spoken(lambda: "C-0309-1") == "C-0309-1"


@pytest.mark.parametrize(("language", "words"), [("en", "Principal"), ("zh-hans", "校长"), (None, "校长")])
def test_everybody_reads_their_own_language(language, words):
    said = spoken(Post.PRINCIPAL.label)

    with translation.override(language) if language else translation.override(None):
        assert (str(said), f"{said}", shown([said]), plain(said)) == (words, words, words, words)


def test_each_language_is_cut_to_its_length():
    assert spoken(Post.PRINCIPAL.label, most=2) == Spoken({"en": "Pr", "zh-hans": "校长"})


def test_a_column_gives_back_what_it_was_given():
    field = SpokenField(max_length=100)

    assert [field.to_python(field.get_prep_value(one)) for one in ("大米", '{"a": 1}', "{", Spoken(BOTH))] == [
        "大米", '{"a": 1}', "{", Spoken(BOTH),
    ]  # fmt: skip
