"""Pages of whereabouts: what they open with, who finds what, and what a longer list costs."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, Span
from houqin.kernel import clock
from houqin.kitchen.selectors.heads import heads_to_expect
from houqin.tenancy.here import parts_of
from houqin.tenancy.models import Space
from houqin.web.keeping import pages_to_keep
from houqin.whereabouts.actions import note_away, report_illness
from houqin.whereabouts.models import GuardianLink, Leave
from tests.builders import NOON, TODAY, a_class, a_space
from tests.duty_rows import done_codes, make_duties
from tests.whereabouts.conftest import a_guardian, a_pupil
from tests.whereabouts.doors import as_, text_of
from tests.whereabouts.leaving import HOUR, TOMORROW, a_signature

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_noon")]


def a_child_out(house, leaving, number: int):
    pupil = a_pupil(house.school, house.school_class, f"外出{number}", f"O{number}")
    a_guardian(pupil)
    return leaving.gone(pupil)


def test_the_board_costs_the_same_for_one_and_for_three(house, leaving):
    client, counts = as_(house.crew.dorm_manager), []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            a_child_out(house, leaving, number)
        client.get(reverse("whereabouts:index"))
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(reverse("whereabouts:index"))
        counts.append(len(caught))

    assert counts[0] == counts[1]
    assert "3 children are elsewhere, with our knowledge." in text_of(answer)


def test_a_late_child_leads_the_board_and_is_a_duty_that_the_return_answers(house, leaving, monkeypatch):
    leave = leaving.gone()
    [asked] = make_duties("whereabouts.return", house.school, TODAY, TODAY + timedelta(days=2))
    monkeypatch.setattr(clock, "now", lambda: TOMORROW + HOUR)

    board = as_(house.crew.dorm_manager).get(f"{reverse('whereabouts:index')}?show=overdue")
    assert "1 child is late back." in text_of(board)
    assert (asked.subject_id, asked.due_at, asked.closes_at) == (leave.pk, TOMORROW, None)
    assert done_codes(house.school) == {}

    page = reverse("whereabouts:return", args=[leave.pk])
    answer = as_(house.crew.dorm_manager).post(page, {"brought_by": "王外婆", "signature": a_signature()})

    assert (answer.status_code, answer.headers["Location"]) == (303, leave.get_absolute_url())
    assert done_codes(house.school) == {"whereabouts.return": TOMORROW + HOUR}


def test_the_page_of_the_hand_over_says_who_may_take_the_child(house, leaving):
    page = as_(house.crew.dorm_manager).get(reverse("whereabouts:hand-over", args=[leaving.ask().pk]))

    assert "Named to take the child: 王外婆, 母亲甲. From anybody else ask for a document" in text_of(page)


def test_a_leave_goes_its_way_through_the_pages(house, leaving):
    teacher = as_(house.crew.head_teacher)
    asked = teacher.post(
        reverse("whereabouts:ask-leave", args=[house.ayi.pk]),
        {"starts_at": "2026-03-11T12:30", "until_at": "2026-03-11T18:00", "reason": "看牙", "collector_name": "王外婆"},
    )
    leave = Leave.objects.get()
    assert asked.headers["Location"] == leave.get_absolute_url()
    early = teacher.post(reverse("whereabouts:approve", args=[leave.pk]))
    assert early.status_code == 409
    assert "No guardian of 阿依古丽 has confirmed the leave." in text_of(early)

    leaving.confirm(leave)
    teacher.post(reverse("whereabouts:approve", args=[leave.pk]))
    teacher.post(
        reverse("whereabouts:hand-over", args=[leave.pk]),
        {"taken_by": "王外婆", "proof_kind": "known", "signature": a_signature()},
    )

    leave.refresh_from_db()
    assert (leave.approved_by, leave.handed_over_at) == (house.crew.head_teacher, NOON)


def test_a_class_is_handled_by_exception(house, leaving):
    a_guardian(house.bai)
    teacher, key = as_(house.crew.head_teacher), house.school_class.pk
    shown = f"{house.ayi.pk},{house.bai.pk}"
    times = {"starts_at": "2026-03-11T12:30", "until_at": "2026-03-11T18:00", "reason": "回家"}
    teacher.post(reverse("whereabouts:class-leave", args=[key]), times | {"shown": shown, f"odd-{house.bai.pk}": "on"})
    leave = Leave.objects.get()
    assert leave.pupil == house.ayi

    paper = BytesIO()
    Image.new("RGB", (40, 30)).save(paper, "JPEG")
    paper.name, _start = "条.jpg", paper.seek(0)
    teacher.post(reverse("whereabouts:class-paper", args=[key]), {"shown": str(leave.pk), "paper": paper})
    teacher.post(reverse("whereabouts:class-approve", args=[key]), {"shown": str(leave.pk)})
    sent = {"shown": str(leave.pk), f"taken_by-{leave.pk}": "母亲甲", "signature": a_signature()}
    teacher.post(reverse("whereabouts:class-hand-over", args=[key]), sent)
    teacher.post(reverse("whereabouts:class-return", args=[key]), {"shown": str(leave.pk), "signature": a_signature()})

    leave.refresh_from_db()
    assert (leave.confirmed_how, leave.taken_by, leave.returned_at) == ("paper", "母亲甲", NOON)


def test_links_of_a_class_are_shown_once(house, leaving):
    leave = leaving.ask()
    teacher, page = as_(house.crew.head_teacher), reverse("whereabouts:class-links", args=[house.school_class.pk])
    sent = {"shown": str(leave.pk), "entry_key": "once"}

    first, again = teacher.post(page, sent), teacher.post(page, sent)

    assert ["Print both sheets now" in text_of(answer) for answer in (first, again)] == [True, False]
    assert GuardianLink.objects.count() == 1


def test_of_a_sick_child_a_colleague_sees_the_place_and_the_few_read_on_a_button(house):
    room = a_space(house.school, Space.Kind.SICK_ROOM, "医务室")
    words = "肚子痛"
    illness = report_illness(pupil=house.ayi, complaint=words, space=room, actor=house.crew.dorm_manager, at=NOON)
    page, notes = illness.get_absolute_url(), reverse("whereabouts:illness-notes", args=[illness.pk])
    manager, doctor = as_(house.crew.dorm_manager), as_(house.crew.school_doctor)

    seen = [manager.get(page), manager.post(notes), doctor.get(page), doctor.post(notes)]

    assert [answer.status_code for answer in seen] == [200, 403, 200, 200]
    assert [words in text_of(answer) for answer in seen] == [False, False, False, True]
    [(_title, part)] = [
        (title, part)
        for title, part in parts_of(room, actor=house.crew.dorm_manager, at=NOON)
        if title in ("在这里的学生", "Children here")
    ]
    assert [line["label"] for line in part.lines] == ["阿依古丽"]
    span = Span(Period.MONTH, TODAY.replace(day=1), TODAY.replace(day=31), house.school.zone)
    assert words not in str(list(LEDGERS["night-illness"].rows(house.school, span)))


@pytest.mark.parametrize("code", ["leave", "night-illness", "away"])
def test_a_ledger_costs_the_same_for_one_and_for_three(house, leaving, code):
    counts, span = [], Span(Period.MONTH, TODAY.replace(day=1), TODAY.replace(day=31), house.school.zone)
    for numbers in ([1], [2, 3]):
        for number in numbers:
            a_child_out(house, leaving, number)
            pupil = a_pupil(house.school, house.school_class, f"病{number}", f"S{number}")
            report_illness(pupil=pupil, complaint="", actor=house.crew.dorm_manager, at=NOON)
        with CaptureQueriesContext(connection) as caught:
            rows = list(LEDGERS[code].rows(house.school, span))
        counts.append(len(caught))

    assert (len(rows), counts[0]) == (3, counts[1])


def test_a_meal_expects_nobody_who_is_in_hospital(house):
    given = {"confirmed_by": house.crew.school_doctor, "place": "县医院", "actor": house.crew.dorm_manager, "at": NOON}
    before = heads_to_expect(house.school, on=TODAY, kind="dinner", at=NOON)

    note_away(pupil=house.ayi, kind="hospital", happened_at=NOON, **given)

    assert heads_to_expect(house.school, on=TODAY, kind="dinner", at=NOON) == before - 1


def test_a_phone_keeps_the_gate_of_those_who_come_back_today(house, leaving):
    leave = leaving.gone(until_at=NOON + 5 * HOUR)

    kept = pages_to_keep(house.crew.dorm_manager, school=house.school, at=NOON)

    assert [one for one in kept if "whereabouts" in one] == [
        reverse("whereabouts:index"), reverse("whereabouts:return", args=[leave.pk]),
    ]  # fmt: skip


def test_who_watches_over_no_children_finds_no_page_of_them(house, leaving):
    leave = leaving.ask()
    cook = as_(house.crew.cook)

    assert [cook.get(page).status_code for page in (reverse("whereabouts:index"), leave.get_absolute_url())] == [
        403,
        403,
    ]


def test_somebody_is_said_to_be_elsewhere_since_now_when_no_time_is_written(house, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    doctor = house.crew.school_doctor

    answer = as_(doctor).post(
        reverse("whereabouts:note-away", args=[house.ayi.pk]), {"kind": "hospital", "confirmed_by": doctor.pk}
    )

    assert answer.status_code == 303
    assert house.ayi.absences.get().starts_at == NOON


def test_a_weekend_of_a_whole_school_is_folded_by_class_and_asked_for_at_once(house):
    younger = a_class(house.school, grade=2)
    ding = a_pupil(house.school, younger, "丁香", "P9")
    a_guardian(house.bai), a_guardian(ding)
    teacher, address = as_(house.crew.head_teacher), reverse("whereabouts:weekend")

    form = teacher.get(address).context["form"]
    groups = [(item["group"], item["label"]) for item in form.items]
    assert groups == [(str(younger), "丁香"), (str(house.school_class), "阿依古丽"), (str(house.school_class), "白雪")]

    times = {"starts_at": "2026-03-13T17:00", "until_at": "2026-03-15T19:00", "reason": "周末回家"}
    teacher.post(address, times | {"shown": form["shown"].value(), f"odd-{house.bai.pk}": "on"})
    assert {leave.pupil for leave in Leave.objects.all()} == {ding, house.ayi}


def test_a_child_for_whom_nobody_in_office_vouches_stands_out_and_somebody_takes_over(house):
    doctor, manager = house.crew.school_doctor, as_(house.crew.dorm_manager)
    away = note_away(
        pupil=house.ayi, kind="hospital", confirmed_by=doctor, place="县医院", actor=doctor.acting(NOON), at=NOON
    )  # fmt: skip
    doctor.holdings.update(ends_on=TODAY - timedelta(days=1))
    board, page = reverse("whereabouts:index"), away.get_absolute_url()
    assert "nobody in office vouches for it" in text_of(manager.get(board))
    assert "Nobody in office vouches for it" in text_of(manager.get(page))

    manager.post(reverse("whereabouts:vouch", args=[away.pk]), {"confirmed_by": house.crew.dorm_manager.pk})

    assert "in office vouches" not in text_of(manager.get(board)) + text_of(manager.get(page))
    assert "Vouched for anew" in text_of(manager.get(page))
