"""How schools write the name of a class: 四年级2班, 四(2)班, 402, 4年级(2)班, 初一3班, 2022级2班."""

import re
import unicodedata
from dataclasses import dataclass

DIGITS = "一二三四五六七八九"
NUMBER = rf"(?P<number>\d{{1,2}}|[{DIGITS}]?十[{DIGITS}]?|[{DIGITS}])"
GRADE = rf"(?P<grade>[1-9{DIGITS}])"
STAGE = r"(?:小学|初中|中学)?"
END = r"\)?班?"

#: The first that fits the whole text counts.
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{STAGE}(?P<entered_in>20\d\d)[级届]第?\(?{NUMBER}{END}",
        rf"初(?P<junior>[1-3一二三])(?:年级?)?第?[(\-.]?{NUMBER}{END}",
        rf"{STAGE}{GRADE}年级?第?[(\-.]?{NUMBER}{END}",
        rf"{STAGE}{GRADE}[(\-]{NUMBER}{END}",
        r"0?(?P<grade>[1-9])(?P<number>0[1-9]|[1-9]\d)班?",  # 402, 0402
        rf"(?P<grade>[{DIGITS}])(?P<number>\d{{1,2}}|[{DIGITS}])班",  # 四2班, 四二班
        r"grade(?P<grade>[1-9]),?class(?P<number>\d{1,2})",
    )
)
GRADE_ALONE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{STAGE}{GRADE}(?:年级?)?",
        r"初(?P<junior>[1-3一二三])(?:年级?)?",
        r"(?P<entered_in>20\d\d)[级届]?",
    )
)
NUMBER_ALONE = re.compile(rf"第?\(?0?{NUMBER}{END}")


@dataclass(frozen=True)
class ClassName:
    """A class as it was written: by its grade, or by the year it entered the school."""

    number: int
    grade: int | None = None
    entered_in: int | None = None

    def fits(self, school_class) -> bool:
        if self.number != school_class.number:
            return False
        return self.grade == school_class.grade if self.grade else self.entered_in == school_class.entered_in


def read_class_name(text: str, grade: str = "") -> ClassName | None:
    """What a name means, with the word of a column of grades beside it. None when unclear, or when they disagree."""
    name, beside = _folded(text), _folded(grade)
    above = _first(GRADE_ALONE, beside) if beside else None
    if beside and above is None:
        return None
    # With a grade beside it, 12 is the twelfth class; a name that brings its own grade must agree.
    if above and (match := NUMBER_ALONE.fullmatch(name)):
        return _made(match["number"], **_years(above))
    match = _first(PATTERNS, name)
    if match is None or (above and any(_years(match).get(key) != year for key, year in _years(above).items())):
        return None
    return _made(match["number"], **_years(match))


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or ""))).casefold()


def _first(patterns, text: str) -> re.Match | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(text))), None)


def _years(match: re.Match) -> dict[str, int]:
    found = match.groupdict()
    if found.get("entered_in"):
        return {"entered_in": int(found["entered_in"])}
    if found.get("junior"):
        return {"grade": _counted(found["junior"]) + 6}
    return {"grade": _counted(found["grade"])}


def _made(number: str, **years: int) -> ClassName | None:
    counted = _counted(number)
    return ClassName(counted, **years) if counted else None


def _counted(text: str) -> int:
    """12, 二 and 十二 as numbers."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.find(tens) + 1 or 1) * 10 * bool(ten) + (DIGITS.index(ones) + 1 if ones else 0)


def entry_year(grade: int, *, today) -> int:
    """The year in which a class that is in `grade` today entered grade 1, or grade 7 of a junior school."""
    school_year = today.year if today.month >= 8 else today.year - 1
    return school_year - (grade - 1 if grade <= 6 else grade - 7)
