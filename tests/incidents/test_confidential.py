"""Serious bullying and assault: nobody finds it but the posts named, its reporter and its handler (ER-10)."""

import pytest

from houqin.documents.coded import find
from houqin.documents.ledgers import LEDGERS
from houqin.documents.periods import Period, around
from houqin.duties.models import Duty
from houqin.incidents.actions import add_update, assign_incident, seal_evidence
from houqin.incidents.models import Evidence, Incident, IncidentStep
from houqin.incidents.reasons import IncidentReason as Reason
from houqin.kernel import clock
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from houqin.notices.models import Notice
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_bureau_officer, a_holder, a_school
from tests.incidents.happening import a_file, it_happens

SECRET = "宿舍 302 的事"
NAMED = {"principal", "deputy_principal", "school_doctor"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def incident(scene):
    return it_happens(scene, "child_protection", actor=scene.crew.head_teacher, summary=SECRET)


def seen_by(user) -> list:
    user.acting(NOON)
    return list(Incident.objects.visible_to(user))


def test_only_named_posts_the_reporter_and_the_bureau_see_it(scene, incident):
    seeing = {post.value for post in Post if post != Post.BUREAU_OFFICER and seen_by(getattr(scene.crew, post.value))}

    assert seeing == NAMED | {"head_teacher"}
    assert seen_by(scene.officer) == [incident]
    assert seen_by(a_bureau_officer(a_school().bureau)) == []
    assert seen_by(a_holder("principal", a_school("邻校", bureau=scene.school.bureau))) == []


def test_for_everybody_else_its_pages_are_not_there(scene, incident, client):
    evidence = seal_evidence(
        incident=incident,
        kind="video",
        item="走廊录像",
        count="1 份",
        place="校长室",
        photo=a_file(),
        witness=scene.crew.school_doctor,
        actor=scene.crew.principal,
        at=NOON,
    )
    step = incident.steps.first()
    pages = [
        incident.get_absolute_url(),
        f"{incident.get_absolute_url()}dossier/",
        f"{incident.get_absolute_url()}update/",
        f"{incident.get_absolute_url()}labels/",
        evidence.get_absolute_url(),
        f"{evidence.get_absolute_url()}hand-over/",
        f"/cases/steps/{step.pk}/",
        evidence.photo.get_absolute_url(),
    ]

    client.force_login(scene.crew.principal)
    assert {client.get(page).status_code for page in pages} == {200}
    client.force_login(scene.crew.general_affairs_director)
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    assert client.post(f"/cases/steps/{step.pk}/do/").status_code == 404
    for page in ("/cases/incidents/", "/", "/search/?q=302", "/ledgers/incidents/"):
        assert SECRET not in client.get(page).content.decode()


def test_lists_searches_ledgers_and_duties_say_nothing(scene, incident):
    cook, principal = scene.crew.cook.acting(NOON), scene.crew.principal.acting(NOON)

    assert [one.code for one in find(incident.code, school=scene.school, actor=principal)] == [incident.code]
    assert list(find(incident.code, school=scene.school, actor=cook)) == []
    assert list(IncidentStep.objects.visible_to(cook)) == list(Evidence.objects.visible_to(cook)) == []
    span = around(Period.MONTH, TODAY, scene.school.zone)
    assert list(LEDGERS["incidents"].rows(scene.school, span)) == []
    assert {duty.subject_name for duty in Duty.objects.all()} == {incident.code}
    assert {duty.owner for duty in Duty.objects.all()} <= NAMED
    told = {notice.to for notice in Notice.objects.all()}
    assert told == {scene.crew.principal, scene.crew.deputy_principal, scene.crew.school_doctor}
    assert [SECRET in notice.title + notice.body for notice in Notice.objects.all()] == [False] * 3


def test_its_verbs_are_for_those_who_see_it(scene, incident):
    with pytest.raises(NotYours):
        add_update(incident=incident, text="x", actor=scene.crew.cook, at=NOON)
    with pytest.raises(Refused) as refused:
        assign_incident(incident=incident, handler=scene.crew.cook, actor=scene.crew.principal, at=NOON)

    assert refused.value.reasons == {Reason.HANDLER_MAY_NOT_SEE}
    assert (incident.updates.count(), Incident.objects.get().handler) == (0, scene.crew.head_teacher)
