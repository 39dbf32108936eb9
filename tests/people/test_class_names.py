from datetime import date

import pytest

from houqin.people.class_names import ClassName, entry_year, read_class_name


@pytest.mark.parametrize(
    "text",
    ["四年级2班", "四年级二班", "四(2)班", "四（2）班", "402", "0402", "402班",
     "4年级(2)班", "４年级２班", "四2班", "四 二 班",
     "4-2", "四年级（2）", "小学四年级2班", "Grade 4, class 2"],
)  # fmt: skip
def test_the_second_class_of_grade_four_has_many_names(text):
    assert read_class_name(text) == ClassName(2, grade=4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("初一3班", ClassName(3, grade=7)),
        ("初三（十二）班", ClassName(12, grade=9)),
        ("七年级11班", ClassName(11, grade=7)),
        ("912", ClassName(12, grade=9)),
        ("2022级2班", ClassName(2, entered_in=2022)),
    ],
)
def test_juniors_and_years_of_entry_are_understood(text, expected):
    assert read_class_name(text) == expected


@pytest.mark.parametrize("text", ["", "2班", "12", "400", "十年级1班", "二十班", "4.2", "实验班", "四年级"])
def test_what_could_mean_two_classes_means_none(text):
    assert read_class_name(text) is None


@pytest.mark.parametrize(
    ("text", "grade", "expected"),
    [
        ("2班", "四年级", ClassName(2, grade=4)),
        ("12", "4", ClassName(12, grade=4)),
        ("四年级2班", "四", ClassName(2, grade=4)),
        ("02", "初二", ClassName(2, grade=8)),
        ("2班", "2022级", ClassName(2, entered_in=2022)),
        ("四年级2班", "三年级", None),
        ("2班", "附属", None),
    ],
)
def test_a_column_of_grades_beside_it_counts(text, grade, expected):
    assert read_class_name(text, grade) == expected


@pytest.mark.parametrize(
    ("grade", "today", "year"),
    [(4, date(2026, 3, 11), 2022), (4, date(2026, 9, 1), 2023),
     (7, date(2026, 9, 1), 2026), (1, date(2026, 3, 1), 2025)],
)  # fmt: skip
def test_the_year_of_entry_follows_from_the_grade(grade, today, year):
    assert entry_year(grade, today=today) == year
