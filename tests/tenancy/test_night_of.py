"""The night of a day begins on that day's evening."""

from datetime import UTC, date, datetime

import pytest

from houqin.tenancy.calendar import night_of
from houqin.tenancy.schools import School


@pytest.mark.parametrize(
    ("zone", "at", "night"),
    [
        ("Asia/Shanghai", datetime(2026, 3, 11, 14, 30, tzinfo=UTC), date(2026, 3, 11)),
        ("Asia/Shanghai", datetime(2026, 3, 11, 18, 30, tzinfo=UTC), date(2026, 3, 11)),
        ("Asia/Shanghai", datetime(2026, 3, 12, 3, 59, tzinfo=UTC), date(2026, 3, 11)),
        ("Asia/Shanghai", datetime(2026, 3, 12, 4, 0, tzinfo=UTC), date(2026, 3, 12)),
        ("Asia/Urumqi", datetime(2026, 3, 12, 5, 59, tzinfo=UTC), date(2026, 3, 11)),
    ],
)
def test_a_night_runs_from_noon_to_noon_of_the_schools_own_clock(zone, at, night):
    assert night_of(School(zone=zone), at) == night
