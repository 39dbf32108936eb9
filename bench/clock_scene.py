"""A bureau full of duties, in a process of its own: prints one JSON line of seconds.

python -m bench.clock_scene pass SCHOOLS DUTIES
python -m bench.clock_scene term SCHOOLS DUTIES DAYS
"""

import json
import resource
import sys
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import django

DAY = date(2026, 3, 11)
LATE_SHARE = 20  # one in so many is not done in time
TOGETHER = 10


def declare(count: int) -> None:
    """Duties by every ten minutes of the day, each answered by one row."""
    from houqin.duties.declaring import DUTIES, Done, duty  # apps not ready yet
    from houqin.duties.schedules import Daily  # apps not ready yet
    from houqin.tenancy.models import CodeSeries  # apps not ready yet
    from houqin.tenancy.posts import Post  # apps not ready yet

    DUTIES.clear()

    def proven(duties):
        rows = CodeSeries.objects.filter(
            school__in={one.school_id for one in duties}, series__in={f"{one.code} {one.key}" for one in duties}
        )
        found = {(row.school_id, row.series): row for row in rows}
        for one in duties:
            if row := found.get((one.school_id, f"{one.code} {one.key}")):
                yield Done(one, at=datetime.fromtimestamp(row.last, UTC), thing=row)

    posts = (Post.COOK, Post.STOREKEEPER, Post.DORM_MANAGER)
    for n in range(count):
        minutes = 7 * 60 + 10 * (n % 84)
        duty(f"d{n}", title=f"Duty {n}", schedule=Daily(by=time(minutes // 60, minutes % 60)), owner=posts[n % 3],
             ladder=((30, Post.FOOD_SAFETY_DIRECTOR), (120, Post.PRINCIPAL)))(proven)  # fmt: skip


def found(count: int, *, until: date) -> list:
    """Schools whose last term day is `until`, with the five posts that duties name."""
    from houqin.people.models import PostHolding, User  # apps not ready yet
    from houqin.tenancy.models import School, Term  # apps not ready yet
    from tests.builders import YEARS_AGO, a_bureau  # apps not ready yet

    bureau, at = a_bureau(), datetime(2026, 1, 1, tzinfo=UTC)
    schools = School.objects.bulk_create(School(bureau=bureau, code=f"B{n}", name=f"学校{n}") for n in range(count))
    Term.objects.bulk_create(Term(school=school, name="T", starts_on=YEARS_AGO, ends_on=until) for school in schools)
    posts = ("cook", "storekeeper", "dorm_manager", "food_safety_director", "principal")
    users = User.objects.bulk_create(
        User(username=f"u{school.pk}-{post}", name=post) for school in schools for post in posts
    )
    PostHolding.objects.bulk_create(
        PostHolding(post=posts[n % 5], user=user, school=schools[n // 5], starts_on=YEARS_AGO, appointed_by=user,
                    appointed_at=at) for n, user in enumerate(users)
    )  # fmt: skip
    return list(School.objects.select_related("bureau").order_by("pk"))


def do_the_work(schools: list, on: date, duties: int) -> None:
    """The rows that answer a day's duties, but for a few."""
    from houqin.tenancy.models import CodeSeries  # apps not ready yet

    at = int(datetime(on.year, on.month, on.day, 6, tzinfo=UTC).timestamp())
    CodeSeries.objects.bulk_create(
        (CodeSeries(school=school, series=f"d{n} {on}", last=at) for s, school in enumerate(schools)
         for n in range(duties) if (s + n) % LATE_SHARE),
        batch_size=2000,
    )  # fmt: skip


def seconds(work) -> float:
    began = clock.perf_counter()
    work()
    return round(clock.perf_counter() - began, 2)


def one_pass(count: int, duties: int) -> dict:
    """A day of the whole bureau: made, opened, one crowded deadline, and all that is left at once."""
    from houqin.duties.materialising import make_occasions  # apps not ready yet
    from houqin.duties.models import Duty  # apps not ready yet
    from houqin.duties.passing import settle_what_is_due  # apps not ready yet
    from houqin.duties.sweeping import sweep  # apps not ready yet

    declare(duties)
    schools = found(count, until=DAY)
    midnight = schools[0].moment(DAY, time(0))
    evening = midnight - timedelta(hours=4)

    def make():
        for n in range(0, count, TOGETHER):
            make_occasions(schools[n : n + TOGETHER], at=evening)

    said = {"made": seconds(make), "rows": Duty.objects.count()}
    passes = []
    while Duty.objects.filter(state="waiting", next_at__lte=midnight).exists():
        passes.append(seconds(lambda: settle_what_is_due(at=midnight)))
    said["opened"], said["opening"] = round(sum(passes), 2), max(passes)
    said["idle"] = seconds(lambda: settle_what_is_due(at=midnight + timedelta(minutes=1)))
    do_the_work(schools, DAY, duties)
    said["deadline"] = seconds(lambda: settle_what_is_due(at=midnight + timedelta(hours=7)))
    said["swept"] = seconds(lambda: sweep(at=midnight + timedelta(hours=7, minutes=1)))
    Duty.objects.filter(state="done").update(state="due", next_at=evening, done_at=None)
    said["everything"] = seconds(lambda: settle_what_is_due(at=midnight + timedelta(hours=21)))
    said["late"] = Duty.objects.filter(state="late").count()
    said["open"] = Duty.objects.filter(state="due").count()
    return said


def resident_mb() -> float:
    """Our own, without the pages of the database file that the system keeps mapped for us."""
    status = Path("/proc/self/status")
    if status.exists():
        anonymous = next(line for line in status.read_text().splitlines() if line.startswith("RssAnon"))
        return int(anonymous.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_term(count: int, duties: int, days: int) -> dict:
    """Memory at the start, in the middle and at the end of a term, each the mean of a tenth of its days."""
    from houqin.duties.loop import prepare  # apps not ready yet
    from houqin.duties.materialising import make_occasions  # apps not ready yet
    from houqin.duties.passing import settle_what_is_due  # apps not ready yet

    prepare()
    declare(duties)
    schools = found(count, until=DAY + timedelta(days=days))
    began, held = clock.process_time(), []
    for number in range(days):
        on = DAY + timedelta(days=number)
        for hour in (0, 6, 8, 12, 18):
            at = schools[0].moment(on, time(hour))
            if hour == 0:
                for n in range(0, count, TOGETHER):
                    make_occasions(schools[n : n + TOGETHER], at=at)
            if hour == 6:
                do_the_work(schools, on, duties)
            settle_what_is_due(at=at)
        held.append(resident_mb())
    tenth = max(1, days // 10)
    parts = {"early": held[tenth : 2 * tenth], "middle": held[days // 2 : days // 2 + tenth], "late": held[-tenth:]}
    return {f"{name}_mb": sum(part) / len(part) for name, part in parts.items()} | {
        "cpu": round(clock.process_time() - began)
    }


def main(words: list[str]) -> None:
    django.setup()
    run = {"pass": one_pass, "term": one_term}[words[0]]
    print(json.dumps(run(*map(int, words[1:]))))


if __name__ == "__main__":
    main(sys.argv[1:])
