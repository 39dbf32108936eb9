"""HQ-台账-41 to 43, the pass on paper, and what is found by its code."""

from houqin.documents.coded import find
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.visitors.actions import depart_guest, let_out
from houqin.visitors.labels import pass_label
from houqin.visitors.models import Visit
from tests.builders import NOON, TODAY
from tests.visitors.conftest import HOUR, NUMBER


def cells(code, school) -> list[dict]:
    rows = LEDGERS[code].rows(school, around(Period.MONTH, TODAY, school.zone))
    return [row.of for row in rows]


def test_the_register_of_visitors_names_no_whole_document(scene):
    let_out(visit=scene.let_in(host_staff=None, host_pupil=scene.pupil), actor=scene.guard, at=NOON + HOUR)

    [row] = cells("visitors", scene.school)

    assert (row["code"], row["document"], row["host"]) == ("FK260311-01", f"身份证 …{NUMBER[-4:]}", "古丽")
    assert (row["in_at"], row["out_at"], row["let_out_by"]) == (NOON, NOON + HOUR, scene.guard.name)
    assert cells("workers", scene.school) == []


def test_the_register_of_workers_names_company_and_who_went_along(scene):
    scene.let_workers_in(work_order="GD-17")

    [row] = cells("workers", scene.school)

    assert (row["company"], row["why"], row["escort"], row["out_at"]) == (
        "天山水暖", "修暖气 GD-17", scene.teacher.name, None,
    )  # fmt: skip
    assert cells("visitors", scene.school) == []


def test_the_register_of_guests_shows_every_hand(scene):
    depart_guest(stay=scene.lodged(), actor=scene.manager, at=NOON + 20 * HOUR)

    [row] = cells("overnight-guests", scene.school)

    assert [row[name] for name in ("applied", "decided", "registered")] == [
        f"{user.name}\n03-11 12:00" for user in (scene.crew.head_teacher, scene.leader, scene.manager)
    ]
    assert (row["room"], row["lodged_at"], row["departed_at"]) == ("招待室", NOON, NOON + 20 * HOUR)


def test_a_pass_is_printed_and_found_by_its_code(scene):
    scene.let_in(heads=2)
    visit = Visit.objects.select_related("school", "building").get()

    label = pass_label(visit)

    assert (label.code, label.strong, label.lines[0]) == ("FK260311-01", "03-11 13:00 前离校", "2 人，办公楼")
    [found] = [one for one in find(visit.code, school=scene.school, actor=scene.guard) if one.code == visit.code]
    assert found.url == visit.get_absolute_url()
