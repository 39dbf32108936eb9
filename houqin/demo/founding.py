"""Bureaus, schools, their places, days and people."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from houqin.demo.names import KIN, a_parent, a_person, a_phone
from houqin.demo.scene import Scene
from houqin.demo.tables import table
from houqin.people.actions import (
    add_class,
    add_pupils,
    add_staff,
    appoint,
    appoint_at_bureau,
    open_account,
    open_officer_account,
)
from houqin.people.actions.admissions import NewGuardian, NewPupil
from houqin.tenancy.actions import (
    add_building,
    add_space,
    add_term,
    found_bureau,
    found_school,
    mark_day,
    set_bureau_parameter,
    set_parameter,
    set_time,
)
from houqin.tenancy.models import CalendarDay


def found_bureaus(*, house, at: datetime, password: str) -> dict:
    """The tree from the Corps down, and the officer who sees both schools."""
    rows = table("schools")
    bureaus, parent = {}, None
    for name in rows["bureaus"]:
        parent = bureaus[name] = found_bureau(name=name, parent=parent, actor=house, at=at)
    officer = rows["officer"]
    user = open_officer_account(
        username=officer["username"], name=officer["name"], password=password, actor=house, at=at
    )
    on = at.date() + timedelta(days=1)
    division = bureaus[officer["bureau"]]
    appoint_at_bureau(user=user, bureau=division, post="bureau_officer", starts_on=on, actor=house, at=at)
    number = rows["division_parameter"]
    set_bureau_parameter(
        bureau=division, key=number["key"], value=Decimal(number["value"]), source=number["source"], valid_from=on,
        actor=user, at=at + timedelta(days=1),
    )  # fmt: skip
    return bureaus


def found(row: dict, *, bureaus: dict, today: date, rng, house, at: datetime) -> Scene:
    """A school with its buildings, spaces, term, timetable and the days that differ."""
    school = found_school(
        bureau=bureaus[row["bureau"]], code=row["code"], name=row["name"], zone="Asia/Urumqi", address=row["address"],
        phone=row["phone"], actor=house, at=at,
    )  # fmt: skip
    scene = Scene(school=school, today=today, rng=rng)
    buildings = {name: add_building(school=school, name=name, actor=house, at=at) for name in row["buildings"]}
    for code, name, building, kind, positions in row["spaces"]:
        scene.spaces[code] = add_space(
            building=buildings[building], code=code, name=name, kind=kind, positions=positions, actor=house, at=at
        )
    for what, clock in row["meals"].items():
        set_time(school=school, what=what, at_time=time.fromisoformat(clock), valid_from=school.localdate(at),
                 actor=house, at=at)  # fmt: skip
    _mark_the_calendar(scene, house=house, at=at)
    return scene


def _mark_the_calendar(scene: Scene, *, house, at: datetime) -> None:
    """A term whose twelfth week is now, a holiday two weeks ago, and the Saturday that made up for it."""
    school, today = scene.school, scene.today
    monday = today - timedelta(days=today.weekday())
    name = "春季学期" if 2 <= today.month <= 7 else "秋季学期"
    starts_on = monday - timedelta(weeks=11)
    add_term(school=school, name=f"{starts_on.year} 年{name}", starts_on=starts_on,
             ends_on=monday + timedelta(weeks=9, days=-3), actor=house, at=at)  # fmt: skip
    days = {
        monday - timedelta(days=10): (CalendarDay.Kind.HOLIDAY, False, "放假，与周六对调"),
        monday - timedelta(days=16): (CalendarDay.Kind.TEACHING, False, "补周五的课"),
        monday + timedelta(days=24): (CalendarDay.Kind.HOLIDAY, False, "放假一天"),
    }
    if today.weekday() >= 4:
        # The demo is shown on any day of the week; a school that cooks dinner today keeps its boarders tonight.
        days[today] = (CalendarDay.Kind.TEACHING, True, "对调上课，住校生留校")
    for on, (kind, stays, note) in sorted(days.items()):
        mark_day(school=school, on=on, kind=kind, is_boarding_night=stays, note=note, actor=house, at=at)


def employ(scene: Scene, row: dict, *, password: str, house, at: datetime) -> list[tuple[str, str]]:
    """Everybody who works there. Returns post and username of each account, in the order of the table."""
    rng, school = scene.rng, scene.school
    on = school.localdate(at)
    accounts = []
    for number, (name, job, post, username) in enumerate(row["staff"], start=1):
        member = add_staff(school=school, name=name, number=f"{school.code}{number:03d}", phone=a_phone(rng), job=job,
                           joined_on=on - timedelta(days=rng.randrange(200, 4000)), actor=house, at=at)  # fmt: skip
        user = open_account(staff=member, username=username, password=password, actor=house, at=at)
        member.user = user
        appoint(staff=member, post=post, starts_on=on, actor=house, at=at)
        scene.people.setdefault(post, []).append(user)
        accounts.append((post, username))
    jobs = [part.rsplit(" ", 1) for part in row["more_staff"]]
    for job in [job for job, times in jobs for _ in range(int(times))]:
        number += 1
        name, _people = a_person(rng, rng.choice("fm"))
        add_staff(school=school, name=name, number=f"{school.code}{number:03d}", phone=a_phone(rng), job=job,
                  joined_on=on - timedelta(days=rng.randrange(200, 4000)), actor=house, at=at)  # fmt: skip
    scene.staff = number
    return accounts


def tighten(scene: Scene, *, at: datetime) -> None:
    """The school's own numbers: more sample than the nation asks, and a tasting as late as its meals allow."""
    for number in table("schools")["school_parameters"]:
        set_parameter(
            school=scene.school, key=number["key"], value=Decimal(number["value"]), source=number["source"],
            valid_from=scene.school.localdate(at), actor=scene.who("principal"), at=at,
        )  # fmt: skip


def enrol(scene: Scene, row: dict, *, share: float, at: datetime) -> None:
    """Classes and pupils; boarders from the third grade on. `share` makes the school smaller for tests."""
    school, rng = scene.school, scene.rng
    actor = scene.who("general_affairs_director")
    grades = [(int(grade), number) for grade, count in row["grades"].items() for number in range(1, count + 1)]
    on = scene.today - timedelta(days=scene.today.weekday(), weeks=11)
    pupils_each, boarders = int(row["pupils"] * share) / len(grades), int(row["boarders"] * share)
    sizes = [round(pupils_each * (place + 1)) - round(pupils_each * place) for place in range(len(grades))]
    old_enough = sum(size for (grade, _number), size in zip(grades, sizes, strict=True) if grade >= 3)
    allergens, rare = table("names")["allergens"]["words"], list(table("names")["rare"]["names"])
    fresh, passed = [], 0
    for place, (grade, number) in enumerate(grades):
        entered_in = on.year - (grade - 1 if grade < 7 else grade - 7)
        made = add_class(school=school, grade=grade, number=number, entered_in=entered_in, actor=actor, at=at)
        before = passed
        passed += sizes[place] if grade >= 3 else 0
        can_board = round(boarders * passed / old_enough) - round(boarders * before / old_enough)
        scene.classes.append((made, sizes[place], can_board))
        for seat in range(sizes[place]):
            gender = rng.choice("fm")
            name, people = a_person(rng, gender)
            father_name = name
            if people == "han" and rare and seat == 1:
                name = father_name = name[0] + rare.pop()
            relation, kin_gender = rng.choice(KIN)
            guardian = NewGuardian(a_parent(rng, father_name, people, kin_gender), relation, a_phone(rng))
            fresh.append(
                NewPupil(
                    school_class=made, name=name, number=f"{entered_in}{grade}{number:02d}{seat + 1:03d}",
                    gender=gender,
                    enrolled_on=on, born_on=date(on.year - 6 - grade, 1, 1) + timedelta(days=rng.randrange(365)),
                    is_boarder=seat < can_board, is_halal=people != "han",
                    allergens=rng.choice(allergens) if rng.random() < 0.03 else "", guardians=(guardian,),
                )
            )  # fmt: skip
    add_pupils(school=school, pupils=fresh, actor=actor, at=at)
