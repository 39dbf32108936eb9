"""Short codes that people read aloud: L251118-07. Numbered per school, series and never reused."""

from datetime import date

from django.db import connection

# The row is locked by the same statement that reads it, whether the series is new or not.
TAKE = """
INSERT INTO tenancy_codeseries (school_id, series, last) VALUES (%s, %s, %s)
    ON CONFLICT (school_id, series) DO UPDATE SET last = tenancy_codeseries.last + excluded.last
RETURNING last
"""


def next_codes(school, prefix: str, on: date, count: int = 1, *, part: str = "") -> list[str]:
    """`count` fresh codes such as “L251118-07”; with a part of the day, “C251119-L-01”. One query.

    Call inside the verb's transaction: it locks the series.
    """
    series = f"{prefix}{on:%y%m%d}" + (f"-{part}" if part else "")
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [school.pk, series, count])
        [last] = cursor.fetchone()
    return [f"{series}-{number:02d}" for number in range(last - count + 1, last + 1)]


def next_code(school, prefix: str, on: date, *, part: str = "") -> str:
    return next_codes(school, prefix, on, part=part)[0]


def next_serials(school, prefix: str, count: int = 1) -> list[str]:
    """`count` fresh codes of things that stay for years, without a day in them: E-0001. One query.

    Call inside the verb's transaction: it locks the series.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [school.pk, prefix, count])
        [last] = cursor.fetchone()
    return [f"{prefix}-{number:04d}" for number in range(last - count + 1, last + 1)]
