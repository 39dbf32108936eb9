"""Nouns of checklists: what is asked, where it is asked, what was seen."""

from houqin.checklists.models.lists import (
    Area,
    Checklist,
    Frequency,
    Item,
    ItemKind,
    ListVersion,
    SchoolList,
)
from houqin.checklists.models.runs import Answer, AnswerPhoto, Run, SecondSignature

__all__ = [
    "Answer",
    "AnswerPhoto",
    "Area",
    "Checklist",
    "Frequency",
    "Item",
    "ItemKind",
    "ListVersion",
    "Run",
    "SchoolList",
    "SecondSignature",
]
