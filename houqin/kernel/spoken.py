"""Words that the program makes and keeps, in every language of the house: whoever reads them reads their own.

What a person types is kept as typed; it has one language.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.functional import Promise

from houqin.kernel.shown import plain


class Spoken:
    """One text a language. It reads as the one of whoever reads."""

    def __init__(self, texts: Mapping[str, str]):
        self.texts = dict(texts)

    def __str__(self) -> str:
        language = translation.get_language() or settings.LANGUAGE_CODE
        for known in (language, language.split("-")[0], settings.LANGUAGE_CODE):
            if known in self.texts:
                return self.texts[known]
        return next(iter(self.texts.values()), "")

    def __repr__(self) -> str:
        return f"Spoken({self.texts!r})"

    def __format__(self, how: str) -> str:
        return format(str(self), how)

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def __eq__(self, other) -> bool:
        return self.texts == other.texts if isinstance(other, Spoken) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.texts.items())))

    def plain(self) -> str:
        return str(self)

    def written(self) -> str:
        """As a column of text keeps it."""
        return json.dumps(self.texts, ensure_ascii=False, sort_keys=True)


def spoken(thing: Any, *, most: int | None = None) -> "str | Spoken":
    """What a thing is called, or what a function says, in every language; one text where they agree.

    `most`: the longest that each may be.
    """
    if isinstance(thing, str):
        return thing[:most]
    texts = {}
    for language, _title in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = str(thing() if isinstance(thing, Callable) else thing)[:most]
    return Spoken(texts) if len(set(texts.values())) > 1 else next(iter(texts.values()))


def is_spoken(value: Any) -> bool:
    """Is this JSON a text in the languages of the house?"""
    return isinstance(value, dict) and bool(value) and value.keys() <= {code for code, _title in settings.LANGUAGES}


def kept(value: Any) -> Any:
    """As `plain`, for what is kept: the program's own words in every language."""
    if isinstance(value, Promise):
        value = spoken(value)
    if isinstance(value, Spoken):
        return value.texts
    if isinstance(value, Mapping):
        return {str(key): kept(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [kept(one) for one in value]
    return plain(value)


class SpokenField(models.CharField):
    """A text as somebody typed it, or one that the program made, kept as JSON. Leave room for every language."""

    def deconstruct(self):
        """The column is that of any short text; migrations need not know what is written in it."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if isinstance(value, str) and value.startswith('{"') and is_spoken(texts := _read(value)):
            return Spoken(texts)
        return value if isinstance(value, Spoken) else super().to_python(value)

    def get_prep_value(self, value):
        if isinstance(value, Spoken):
            return value.written()
        return super().get_prep_value(value)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
