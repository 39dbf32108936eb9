"""64 wardens and their beds, made in a process of its own for one database. Prints JSON.

python -m bench.rolls_scene found
"""

import json
import os
from datetime import timedelta

import django

SCHOOLS, BUILDINGS, ROOMS, BEDS = 8, 8, 5, 8
MINUTES_BEFORE_LIGHTS_OUT = 20


def found() -> dict:
    """Each warden has a building of forty beds; what their page would send at once, as the API takes it."""
    from houqin.dormitory.models import Bed, BedStay, Charge, DormRoom  # apps not ready yet
    from houqin.people.actions.tokens import digest_of  # apps not ready yet
    from houqin.people.models import ApiToken, PostHolding, Pupil, User  # apps not ready yet
    from houqin.tenancy.models import Building, Space, TimetableEntry  # apps not ready yet
    from houqin.tenancy.posts import Post  # apps not ready yet
    from tests.builders import NOON, TODAY, YEARS_AGO, a_bureau, a_school  # apps not ready yet

    bureau, wardens = a_bureau(), []
    # The measured moment is noon of the scene's clock; the bell rings shortly after it.
    bell = (NOON + timedelta(minutes=MINUTES_BEFORE_LIGHTS_OUT) + timedelta(hours=8)).time()
    for number in range(SCHOOLS):
        school = a_school(f"学校{number}", bureau=bureau)
        TimetableEntry.objects.create(school=school, what="lights_out", at_time=bell, valid_from=YEARS_AGO)
        for place in range(BUILDINGS):
            user = User.objects.create(username=f"w{number}-{place}", name=f"宿管员{place}")
            PostHolding.objects.create(post=Post.DORM_MANAGER, user=user, school=school, starts_on=YEARS_AGO,
                                       appointed_by=user, appointed_at=NOON)  # fmt: skip
            building = Building.objects.create(school=school, name=f"{place} 号楼")
            Charge.objects.create(school=school, building=building, user=user, starts_on=YEARS_AGO, given_by=user,
                                  given_at=NOON)  # fmt: skip
            key = ApiToken.new_key()
            ApiToken.objects.create(user=user, school=school, name="手机", digest=digest_of(key), created_by=user,
                                    created_at=NOON)  # fmt: skip
            spaces = Space.objects.bulk_create(
                Space(school=school, building=building, code=f"{place}-{n}", name=f"{n} 室", kind="dorm_room")
                for n in range(ROOMS)
            )
            rooms = DormRoom.objects.bulk_create(
                DormRoom(school=school, space=space, floor=1, gender="f", section="primary") for space in spaces
            )
            beds = Bed.objects.bulk_create(
                Bed(school=school, room=room, number=n + 1) for room in rooms for n in range(BEDS)
            )
            pupils = Pupil.objects.bulk_create(
                Pupil(school=school, name=f"学生{n}", number=f"P{place}-{n}", gender="f", is_boarder=True,
                      enrolled_on=YEARS_AGO)
                for n in range(len(beds))
            )  # fmt: skip
            BedStay.objects.bulk_create(
                BedStay(school=school, bed=bed, pupil=pupil, starts_on=YEARS_AGO, placed_by=user, placed_at=NOON)
                for bed, pupil in zip(beds, pupils, strict=True)
            )
            words = [{"bed": bed.pk, "pupil": pupil.pk, "shown": "present", "seen": 0}
                     for bed, pupil in zip(beds, pupils, strict=True)]  # fmt: skip
            body = {"night": str(TODAY), "kind": "evening", "rooms": [room.pk for room in rooms], "beds": words}
            wardens.append({"building": building.pk, "key": key, "body": body})
    return {"wardens": wardens}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(found()))
