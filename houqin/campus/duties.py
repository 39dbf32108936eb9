"""Equipment is looked at each month, serviced before it is due, and the systems behind it are tested each year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from houqin.campus.kinds import kinds, months_after
from houqin.campus.models import Equipment, EquipmentCheck, Service, System, SystemTest
from houqin.campus.selectors.pieces import NOTICE, ends_on, next_service_on, with_standing
from houqin.duties.declaring import Done, duty, subjects
from houqin.duties.schedules import MONTHS, Each, Monthly, Occasion, Seasonal, Window
from houqin.tenancy.models import Building
from houqin.tenancy.parameters import numbers_of
from houqin.tenancy.posts import Post

MORNING, EVENING = time(0, 0), time(18, 0)
DAY = 24 * 60
#: A system that was never tested is tested so many days after the first piece of it was registered (DP-05).
FIRST_TEST = timedelta(days=60)
NUMBERS = (
    "extinguisher_first_service_months", "extinguisher_service_months", "gas_service_months", "fire_system_test_months",
)  # fmt: skip
#: The summer holidays are when an electrician finds the rooms empty; heating begins in the middle of October (DE-02).
ELECTRIC_FROM = (7, 1)
KEEPERS = (Post.DORM_MANAGER, Post.DEPUTY_PRINCIPAL, Post.PRINCIPAL)


def _buildings(schools, first: date, last: date) -> dict[int, list[tuple[Building, datetime]]]:
    """Buildings with equipment in use, and when the first of it was registered. Two queries for all schools."""
    rows = Equipment.objects.in_use().filter(school__in=schools).order_by()
    since = dict(rows.values_list("space__building").annotate(Min("registered_at")))
    found = defaultdict(list)
    for building in Building.objects.filter(pk__in=since).order_by("pk"):
        found[building.school_id].append((building, since[building.pk]))
    return found


def buildings_to_check(window: Window) -> Iterator[Occasion]:
    """Each month that ends after the first piece was registered there: nobody is asked for a month before."""
    for building, since in window.once(_buildings)[window.school.pk]:
        for occasion in Monthly(by=EVENING).occasions(window):
            if since <= occasion.due_at:
                yield replace(occasion, key=f"{building.pk}/{occasion.key}", subject=building)


@duty(
    "campus.monthly-check", title=_("Monthly check of the equipment: {subject}"),
    schedule=Each(buildings_to_check, span=MONTHS), owner=Post.GENERAL_AFFAIRS_DIRECTOR,
    ladder=((DAY, Post.DEPUTY_PRINCIPAL), (3 * DAY, Post.PRINCIPAL)), rule="DP-04", clauses=("D-25", "D-13"),
    view="campus:check", verb=_("Check it"), may_own=(Post.DORM_MANAGER, Post.DUTY_LEADER, Post.DEPUTY_PRINCIPAL),
)  # fmt: skip
def building_is_checked(duties) -> Iterator[Done]:
    """Done when every piece in use there was looked at in a round of that month. Three queries."""
    about = list(subjects(duties, Building))
    if not about:
        return
    pieces = _pieces_of([building for _duty, building in about])
    first = min(one.opens_at for one, _building in about)
    checks = EquipmentCheck.objects.filter(
        round__isnull=False, equipment__space__building__in=pieces, checked_at__gte=first
    )
    seen = defaultdict(list)
    for check in checks.select_related("round__by").order_by("received_at", "pk"):
        seen[check.equipment_id].append(check)
    for one, building in about:
        ends = one.closes_at or one.due_at
        found = [
            [check for check in seen[key] if one.opens_at <= check.checked_at < ends] for key in pieces[building.pk]
        ]
        if found and all(found):
            last = max((checks[0] for checks in found), key=lambda check: (check.received_at, check.pk))
            yield Done(one, at=last.received_at, by=last.by, thing=last.round)


def _pieces_of(buildings: Iterable[Building]) -> dict[int, list[int]]:
    rows = Equipment.objects.in_use().filter(space__building__in=buildings)
    found = defaultdict(list)
    for key, building in rows.values_list("pk", "space__building"):
        found[building].append(key)
    return found


def _due(schools, first: date, last: date) -> dict[int, dict[tuple[int, str], list]]:
    """School → (building, month) → [the pieces that are due then, the earliest day]. Four queries for all schools."""
    schools = list(schools)
    numbers = numbers_of(schools, NUMBERS, last, last)
    found: dict[int, dict] = {school.pk: {} for school in schools}
    rows = with_standing(Equipment.objects.kept().filter(school__in=schools)).select_related("space__building")
    for piece in rows.order_by("pk"):
        on = _due_on(piece, numbers[piece.school_id][last])
        if on and on - NOTICE <= last:
            group = found[piece.school_id].setdefault(
                (piece.space.building_id, f"{on:%Y-%m}"), [piece.space.building, on]
            )
            group[1] = min(group[1], on)
    return found


def _due_on(piece: Equipment, numbers) -> date | None:
    return min(filter(None, (next_service_on(piece, numbers), ends_on(piece))), default=None)


def buildings_to_service(window: Window) -> Iterator[Occasion]:
    """What falls due in one month in one building is one job: a firm comes once for forty extinguishers."""
    school = window.school
    for (_key, month), (building, on) in window.once(_due)[school.pk].items():
        yield Occasion(
            f"{building.pk}/{month}",
            on,
            school.moment(on - NOTICE, MORNING),
            school.moment(on, EVENING),
            None,
            building,
        )


@duty(
    "campus.service", title=_("Have serviced or replaced what is due: {subject}"), schedule=Each(buildings_to_service),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((DAY, Post.DEPUTY_PRINCIPAL), (7 * DAY, Post.PRINCIPAL)),
    rule="DP-10", clauses=("D-25",), view="campus:due", verb=_("Look what is due"), may_own=KEEPERS,
)  # fmt: skip
def building_is_serviced(duties) -> Iterator[Done]:
    """Done when nothing there is due in that month any more: serviced, scrapped or carried elsewhere. Six queries."""
    about = list(subjects(duties, Building))
    if not about:
        return
    buildings = [building for _duty, building in about]
    last = max(one.on for one, _building in about)
    schools = {one.school_id: one.school for one, _building in about}
    numbers = numbers_of(schools.values(), NUMBERS, last, last)
    due = defaultdict(set)
    ended: dict[int, list] = defaultdict(list)
    rows = with_standing(Equipment.objects.filter(space__building__in=buildings)).select_related("space", "scrapped_by")
    for piece in rows:
        building = piece.space.building_id
        if piece.scrapped_at:
            ended[building].append((piece.scrapped_at, piece.scrapped_by, piece))
        elif on := _due_on(piece, numbers[piece.school_id][last]):
            due[building].add(f"{on:%Y-%m}")
    services = Service.objects.filter(equipment__space__building__in=buildings).select_related(
        "recorded_by", "equipment"
    )
    for row in services.select_related("equipment__space").order_by("recorded_at", "pk"):
        ended[row.equipment.space.building_id].append((row.recorded_at, row.recorded_by, row))
    for one, building in about:
        month = one.key.rsplit("/", 1)[1]
        if month not in due[building.pk]:
            # Carried elsewhere it leaves nothing here that says when: then the day on which it was asked for.
            moments = [said for said in ended[building.pk] if said[0] >= one.opens_at] or [(one.opens_at, None, None)]
            at, by, thing = max(moments, key=lambda said: said[0])
            yield Done(one, at=at, by=by, thing=thing)


def _tested(schools, first: date, last: date) -> dict[int, dict[str, tuple[date | None, date | None]]]:
    """School → system → (last test, first piece registered). Four queries for all schools."""
    schools = list(schools)
    numbers = numbers_of(schools, NUMBERS, last, last)
    tests: dict[tuple[int, str], date] = {}
    rows = SystemTest.objects.standing().filter(school__in=schools).order_by("tested_on")
    for school, system, on in rows.values_list("school_id", "system", "tested_on"):
        tests[school, system] = on
    begun: dict[tuple[int, str], datetime] = {}
    pieces = Equipment.objects.kept().filter(school__in=schools).order_by()
    for school, kind, since in pieces.values_list("school_id", "kind").annotate(Min("registered_at")):
        system = SYSTEM_OF.get(kind)
        begun[school, system] = min(since, begun.get((school, system), since))
    return {
        school.pk: {
            system: _next_test(school, tests.get((school.pk, system)), begun.get((school.pk, system)), months)
            for system, months in (
                (System.FIRE, int(numbers[school.pk][last]["fire_system_test_months"])),
                (System.GAS, int(numbers[school.pk][last]["gas_service_months"])),
            )
        }
        for school in schools
    }  # fmt: skip


#: Kind → the system it is a part of.
SYSTEM_OF = {code: System.FIRE for code, kind in kinds().items() if kind.category == "fire"} | {
    code: System.GAS for code, kind in kinds().items() if kind.rule == "DE-03"
}


def _next_test(school, last: date | None, since: datetime | None, months: int) -> date | None:
    if last:
        return months_after(last, months)
    return school.localdate(since) + FIRST_TEST if since else None


def _tests_of(system: System):
    def source(window: Window) -> Iterator[Occasion]:
        school = window.school
        on = window.once(_tested)[school.pk][system]
        if on and on - NOTICE <= window.last:
            yield Occasion(on.isoformat(), on, school.moment(on - NOTICE, MORNING), school.moment(on, EVENING), None)

    return Each(source)


def _is_tested(duties, system: System, counts) -> Iterator[Done]:
    """A standing test of that system for which `counts(duty, test)` is true, passed or not: what failed is a hazard.
    One query."""
    duties = list(duties)
    rows = SystemTest.objects.standing().filter(school__in={one.school_id for one in duties}, system=system)
    rows = list(rows.select_related("recorded_by").order_by("tested_on", "recorded_at", "pk"))
    for one in duties:
        found = [row for row in rows if row.school_id == one.school_id and counts(one, row)]
        if found:
            yield Done(one, at=found[0].recorded_at, by=found[0].recorded_by, thing=found[0])


def _within_a_year(duties, system: System, number: str) -> Iterator[Done]:
    """Done by a test after which the next one is due later than this. Three queries."""
    duties = list(duties)
    if not duties:
        return iter(())
    last = max(one.on for one in duties)
    schools = {one.school_id: one.school for one in duties}
    months = numbers_of(schools.values(), [number], last, last)

    def counts(one, row: SystemTest) -> bool:
        return months_after(row.tested_on, int(months[one.school_id][last][number])) > one.on

    return _is_tested(duties, system, counts)


TEST = {
    "owner": Post.GENERAL_AFFAIRS_DIRECTOR, "ladder": ((DAY, Post.DEPUTY_PRINCIPAL), (7 * DAY, Post.PRINCIPAL)),
    "clauses": ("D-25",), "view": "campus:new-test", "verb": _("Record the test"), "may_own": KEEPERS,
}  # fmt: skip


@duty(
    "campus.fire-test", title=_("Full test of the fire systems"), schedule=_tests_of(System.FIRE), rule="DP-05", **TEST
)
def fire_systems_are_tested(duties) -> Iterator[Done]:
    """Three queries."""
    return _within_a_year(duties, System.FIRE, "fire_system_test_months")


@duty("campus.gas-test", title=_("Gas tested by the supplier"), schedule=_tests_of(System.GAS), rule="DE-03", **TEST)
def gas_is_tested(duties) -> Iterator[Done]:
    """Three queries."""
    return _within_a_year(duties, System.GAS, "gas_service_months")


@duty(
    "campus.electric-test", title=_("Electricity tested before the heating season"),
    schedule=Seasonal(by=EVENING, begins=ELECTRIC_FROM, ends=(10, 10)), rule="DE-02", **TEST,
)  # fmt: skip
def electricity_is_tested(duties) -> Iterator[Done]:
    """Tested in the summer or the autumn of that year. One query."""

    def counts(one, row: SystemTest) -> bool:
        on = row.tested_on
        return on.year == one.on.year and (on.month, on.day) >= ELECTRIC_FROM

    return _is_tested(duties, System.ELECTRICITY, counts)
