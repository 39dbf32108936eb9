"""Short codes that people read aloud: L251118-07. Numbered per school, series and never reused."""

from datetime import date

from houqin.tenancy.models import CodeSeries


def next_codes(school, prefix: str, on: date, count: int = 1, *, part: str = "") -> list[str]:
    """`count` fresh codes such as “L251118-07”; with a part of the day, “C251119-L-01”.

    Call inside the verb's transaction: it locks the series.
    """
    series = f"{prefix}{on:%y%m%d}" + (f"-{part}" if part else "")
    row = CodeSeries.objects.select_for_update().filter(school=school, series=series).first()
    if row is None:
        CodeSeries.objects.get_or_create(school=school, series=series)
        row = CodeSeries.objects.select_for_update().get(school=school, series=series)
    first = row.last + 1
    CodeSeries.objects.filter(pk=row.pk).update(last=row.last + count)
    return [f"{series}-{number:02d}" for number in range(first, first + count)]


def next_code(school, prefix: str, on: date, *, part: str = "") -> str:
    return next_codes(school, prefix, on, part=part)[0]
