"""The pages of duties."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from houqin.duties.models import Duty, DutyTuning
from houqin.duties.wording import when
from houqin.kernel import clock
from tests.builders import Crew, a_school
from tests.duties.toys import TOYS, live, shanghai, tick

pytestmark = pytest.mark.django_db
AT = shanghai(11, 8, 10)


@pytest.fixture
def late(crew, school, only, monkeypatch):
    """Ten minutes after the second rung; the pages are read then."""
    only("wipe", "air", "count")
    tick(school, shanghai(10, 20))
    live(school, shanghai(11, 0), AT)
    monkeypatch.setattr(clock, "now", lambda: AT)
    return Duty.objects.get(code="wipe", key="2026-03-11")


def reading(user, language="en") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = language
    return client


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_of_a_duty_names_who_was_told_and_who_is_next(crew, late):
    text = words(reading(crew.storekeeper).get(late.get_absolute_url()))

    told = text.split('<ol class="ladder"')[1].split("</ol>")[0]
    assert [part.split("</svg>")[1].split("<span")[0] for part in told.split("<li")[1:]] == [
        f"{crew.cook.name} 03-11 07:30", f"{crew.food_safety_director.name} 03-11 08:00",
        f"{crew.principal.name} 03-11 09:30",
    ]  # fmt: skip
    assert "Excuse" not in text


def test_who_may_excuse_does_it_from_the_page(crew, late):
    client = reading(crew.principal)
    assert reverse("duties:excuse", args=[late.pk]) in words(client.get(late.get_absolute_url()))

    answer = client.post(reverse("duties:excuse", args=[late.pk]), {"reason": "停水"})

    assert (answer.status_code, answer.headers["Location"]) == (303, late.get_absolute_url())
    late.refresh_from_db()
    assert (late.state, late.excused_reason) == ("excused", "停水")


def test_who_stands_too_low_reads_why_beside_the_button(crew, late):
    Duty.objects.filter(pk=late.pk).update(owner="principal")
    client = reading(crew.food_safety_director)

    assert "Only a post above the Principal may excuse this." in words(client.get(late.get_absolute_url()))
    answer = client.post(reverse("duties:excuse", args=[late.pk]), {"reason": "x"})
    assert (answer.status_code, Duty.objects.get(pk=late.pk).state) == (409, "late")


def test_the_list_says_in_words_how_each_duty_is_done_here(crew, late):
    page = reverse("duties:rules")
    client = reading(crew.general_affairs_director)
    text = words(client.get(page))
    assert "Every school day by 07:30, Cook, 30 min late Food-safety director, 2 h late Principal" in text

    given = {"by": "07:00", "owner": "cook", "step_0": "30", "step_1": "60", "more_minutes": "", "more_post": "",
             "valid_from": "2026-03-12", "reason": "校内规定"}  # fmt: skip
    answer = client.post(reverse("duties:tune", args=["wipe"]), given)

    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("duties:rule", args=["wipe"]))
    tuning = DutyTuning.objects.get()
    assert (tuning.by.hour, tuning.owner, tuning.ladder) == (7, "", [[30, "food_safety_director"], [60, "principal"]])
    assert "Every school day by 07:00" in words(client.get(reverse("duties:rule", args=["wipe"])))


def test_a_laxer_wish_is_refused_on_the_page(crew, late):
    given = {"by": "09:00", "owner": "cook", "step_0": "30", "step_1": "120", "valid_from": "2026-03-12", "reason": "x"}

    answer = reading(crew.principal).post(reverse("duties:tune", args=["wipe"]), given)

    assert answer.status_code == 409
    assert "The rule says 07:30. Choose that or an earlier time." in words(answer)


def test_another_school_finds_nothing(late):
    stranger = Crew(a_school()).principal

    assert reading(stranger).get(late.get_absolute_url()).status_code == 404


def test_the_list_costs_the_same_for_one_and_three_duties(crew, late, only):
    def cost():
        client = reading(crew.cook)
        client.get(reverse("duties:rules"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("duties:rules"))
        return len(asked)

    three = cost()
    only("wipe")
    assert cost() == three


def test_every_schedule_reads_in_words():
    with override("en"):
        said = {code: when(kind.schedule) for code, kind in TOYS.items()}

    assert said == {
        "wipe": "Every school day by 07:30", "air": "Every day by 08:00",
        "count": "Every week, on its last school day by 17:00", "beds": "Every boarding night by 00:30",
        "review": "Every month, on its last school day by 17:00", "visit": "Each time there is one",
        "alarm": "When something happens",
    }  # fmt: skip
