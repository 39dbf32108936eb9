"""A school's database of its own, and processes that all start at the same signal.

python -m tests.races.stage build             makes the scene, prints its keys
python -m tests.races.stage try GO WORD THING USER    waits for the file GO, then tries
python -m tests.races.stage look              prints what is true afterwards
"""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path


def build() -> dict[str, int]:
    """A sampled meal, three kilos of something else, guests registered for one place, and two rooms to be counted."""
    from tests.builders import a_lot, an_article  # apps not ready yet
    from tests.kitchen.scene import Canteen  # apps not ready yet

    canteen = Canteen().until("sample")
    last = a_lot(an_article(canteen.school, "白糖", goods_class="condiment"), 3_000)
    return (
        registered_guests(canteen)
        | rooms_at_night(canteen)
        | {
            "meal": canteen.meal.pk,
            "used": canteen.tomatoes.pk,
            "last": last.pk,
            "storekeeper": canteen.crew.storekeeper.pk,
            "officer": canteen.crew.food_safety_officer.pk,
        }
    )


def registered_guests(canteen) -> dict[str, int]:
    from houqin.tenancy.models import Space  # apps not ready yet
    from houqin.visitors.models import GuestStay  # apps not ready yet
    from tests.builders import TODAY, a_class, a_space  # apps not ready yet
    from tests.kitchen.scene import clock  # apps not ready yet

    school, crew = canteen.school, canteen.crew
    a_space(school, Space.Kind.GUEST_ROOM, "留宿房", positions=1)
    keys = {"manager": crew.dorm_manager.pk}
    for number, place in enumerate(a_class(school, grade=7, pupils=3).enrolments.order_by("pk"), start=1):
        stay = GuestStay.objects.create(
            school=school, code=f"LS-{number}", state="registered", pupil=place.pupil, name=f"客{number}", party="f",
            relation="母亲", arrives_on=TODAY, leaves_on=TODAY + timedelta(days=1), why="远", applied_by=crew.guard,
            applied_at=clock(8), decided_by=crew.duty_leader, decided_at=clock(8), document_kind="other",
            registered_by=crew.guard, registered_at=clock(8),
        )  # fmt: skip
        keys[f"guest {number}"] = stay.pk
    return keys


def rooms_at_night(canteen) -> dict[str, int]:
    from tests.dormitory.night import Night  # apps not ready yet

    night = Night(canteen.school, canteen.crew, rooms=2, sleepers=2)
    return {f"room {number}": room.pk for number, room in enumerate(night.rooms, start=1)}


def look(keys: dict[str, int]) -> dict:
    """What is left of the three kilos; of the meal's release and the lot's hold, which came first; and the rolls."""
    from houqin.dormitory.models import Mark, Roll, RoomCount  # apps not ready yet
    from houqin.journal.models import Entry  # apps not ready yet
    from houqin.journal.verifying import verify_chain  # apps not ready yet
    from houqin.kitchen.models import Meal  # apps not ready yet
    from houqin.supply.models import Lot  # apps not ready yet

    meal = Meal.objects.get(pk=keys["meal"])
    order = Entry.objects.filter(kind__in=["kitchen.meal_released", "supply.lot_held"]).order_by("sequence")
    return {
        "left": Lot.objects.with_balance().get(pk=keys["last"]).left,
        "state": meal.state,
        "rolls": [Roll.objects.count(), RoomCount.objects.count(), Mark.objects.count()],
        "order": [entry.kind for entry in order],
        "broken": [str(finding) for finding in verify_chain(meal.school_id)],
    }


def wait_and_try(go: str, word: str, thing: str, user: str) -> str:
    from tests.races.attempts import attempt  # apps not ready yet

    print("ready", flush=True)
    while not Path(go).exists():
        time.sleep(0.0005)
    return attempt(word, int(thing), int(user))


def main(words: list[str]) -> None:
    import django  # slow import: only a process of its own needs it

    django.setup()
    if words[0] == "build":
        print(json.dumps(build()))
    elif words[0] == "look":
        print(json.dumps(look(json.loads(words[1]))))
    else:
        print(wait_and_try(*words[1:]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
