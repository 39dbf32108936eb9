"""A photo that was used before is marked for whoever judges; a page without one costs a query."""

import pytest
from django.urls import reverse

from houqin.incidents.actions import add_update, report_hazard
from houqin.incidents.models import Incident
from houqin.journal.models import Attachment
from houqin.journal.used_before import UsedBefore, mark_used_before
from tests.builders import NOON, Crew, a_school, a_space
from tests.incidents.happening import DAY, it_happens
from tests.journal.test_attachments import a_photo

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self):
        self.school = a_school()
        self.crew = Crew(self.school)
        self.kitchen = a_space(self.school, "kitchen", "热加工间")

    def hazard(self, at=NOON, **more):
        return report_hazard(
            school=self.school, what="插座松动", category="equipment", photos=[a_photo()], actor=self.crew.cook, at=at,
            **more,
        )  # fmt: skip


def test_the_second_use_names_the_first(django_assert_max_num_queries):
    scene = Scene()
    first, second = scene.hazard(), scene.hazard(at=NOON + DAY)
    old, new = Attachment.objects.order_by("pk")

    with django_assert_max_num_queries(6):
        mark_used_before([old, new], actor=scene.crew.principal)

    assert (old.used_before, new.used_before) == (None, UsedBefore(scene.crew.cook.name, NOON, first))
    assert second != first


def test_without_a_second_use_it_is_one_query(django_assert_num_queries):
    scene = Scene()
    scene.hazard()
    photos = list(Attachment.objects.all())

    with django_assert_num_queries(1):
        mark_used_before(photos, actor=scene.crew.principal)


def test_the_page_of_the_hazard_says_so(client):
    scene = Scene()
    first, second = scene.hazard(), scene.hazard(at=NOON + DAY)
    client.force_login(scene.crew.principal)

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (first, second)]

    assert ["以前用过" in page for page in pages] == [False, True]
    assert f'href="{first.get_absolute_url()}"' in pages[1]
    assert reverse("incidents:hazard", args=[second.pk]) == second.get_absolute_url()


def test_a_confidential_case_is_not_betrayed_by_its_photo():
    scene = Scene()
    incident = it_happens(scene, "injury")
    add_update(incident=incident, text="现场", file=a_photo(), actor=scene.crew.principal, at=NOON)
    Incident.objects.filter(pk=incident.pk).update(is_confidential=True)
    scene.hazard(at=NOON + DAY)

    _old, new = mark_used_before(Attachment.objects.order_by("pk"), actor=scene.crew.storekeeper)

    assert new.used_before == UsedBefore("", NOON, None)
