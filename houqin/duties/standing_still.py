"""Is the clock going? A clock that stands tells nobody, so its last signs are read from outside."""

from datetime import datetime, timedelta

from houqin.duties.loop import SAID_EVERY_SECONDS
from houqin.duties.models import WorkRun
from houqin.kernel.clockwork import WORKS

#: A long pass is no standstill.
PATIENCE = timedelta(minutes=2)


def standing_works(*, at: datetime) -> dict[str, datetime | None]:
    """Code → last good pass of every work that should have run since; None for never. One query.

    Nothing stands before the first work has ever run: a fresh house is not broken.
    """
    done = dict(WorkRun.objects.values_list("code", "done_at"))
    if not done:
        return {}
    found = {}
    for work in WORKS.values():
        allowed = timedelta(seconds=work.seconds + SAID_EVERY_SECONDS) + PATIENCE
        last = done.get(work.code)
        if last is None or last < at - allowed:
            found[work.code] = last
    return found


def last_pass() -> datetime | None:
    """When ladders were last looked at."""
    return WorkRun.objects.filter(code="duties.pass").values_list("done_at", flat=True).first()
