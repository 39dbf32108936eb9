"""Which posts may change people; everybody else meets NotYours."""

from datetime import timedelta

import pytest

from houqin.people import actions
from houqin.people.actions.admissions import NewPupil
from houqin.people.models import ApiToken, PostHolding, Pupil, Staff, StaffAbsence
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, a_bureau, a_bureau_officer, a_class, a_holder, a_person, a_school
from tests.refusing import not_yours, posts_that_may, strangers_that_may

pytestmark = pytest.mark.django_db

LEADERS = {"principal", "deputy_principal", "general_affairs_director"}
APPOINTERS = {"principal", "general_affairs_director"}
OFFICERS = {"bureau_officer"}
PASSWORD = "long enough 2026"


def verbs(school):
    """Each verb as one call that goes through for whoever may."""
    cook = a_holder(Post.COOK, school)
    staff, holding = Staff.objects.get(user=cook), PostHolding.objects.get(user=cook)
    future = a_holder(Post.BUYER, school, starts_on=TODAY.replace(year=2027)).holdings.get()
    new = Staff.objects.create(school=school, name="新人", number="NEW")
    closed = Staff.objects.get(user=a_holder(Post.STOREKEEPER, school))
    type(closed.user).objects.filter(pk=closed.user_id).update(is_active=False)
    to, here = a_class(school, 5, 1), a_class(school, 4, 1, pupils=1)
    pupil = Pupil.objects.get()
    token = ApiToken.objects.create(
        user=a_person(), school=school, name="x", digest="x", created_by=cook, created_at=NOON
    )
    away = StaffAbsence.objects.create(
        school=school, staff=closed, starts_at=NOON, ends_at=NOON + timedelta(days=1),
        reason="x", approved_by=cook, approved_at=NOON,
    )  # fmt: skip
    calls = {
        "appoint": lambda d: actions.appoint(staff=staff, post="buyer", starts_on=TODAY, **d),
        "end_appointment": lambda d: actions.end_appointment(holding=holding, ends_on=TODAY, **d),
        "withdraw_appointment": lambda d: actions.withdraw_appointment(
            holding=PostHolding.objects.get(pk=future.pk), **d
        ),
        "appoint_at_bureau": lambda d: actions.appoint_at_bureau(
            user=cook, bureau=school.bureau, post="bureau_officer", starts_on=TODAY, **d
        ),
        "add_staff": lambda d: actions.add_staff(school=school, name="x", number="x", **d),
        "change_staff": lambda d: actions.change_staff(staff=staff, name="x", phone="", job="", **d),
        "open_account": lambda d: actions.open_account(
            staff=Staff.objects.get(pk=new.pk), username="new.one", password=PASSWORD, **d
        ),
        "open_officer_account": lambda d: actions.open_officer_account(
            username="new.officer", name="x", password=PASSWORD, **d
        ),
        "set_password": lambda d: actions.set_password(staff=staff, password=PASSWORD, **d),
        "close_account": lambda d: actions.close_account(staff=staff, **d),
        "reopen_account": lambda d: actions.reopen_account(staff=closed, password=PASSWORD, **d),
        "staff_left": lambda d: actions.staff_left(staff=staff, left_on=TODAY, **d),
        "approve_absence": lambda d: actions.approve_absence(
            staff=staff, starts_at=NOON, ends_at=NOON + timedelta(days=1), reason="病假", **d
        ),
        "end_absence": lambda d: actions.end_absence(absence=away, **d),
        "add_class": lambda d: actions.add_class(school=school, grade=1, number=9, entered_in=2025, **d),
        "set_head_teacher": lambda d: actions.set_head_teacher(school_class=here, head_teacher=staff, **d),
        "add_pupil": lambda d: actions.add_pupil(
            school_class=here, name="x", number="x", gender="f", enrolled_on=TODAY, **d
        ),
        "add_pupils": lambda d: actions.add_pupils(
            school=school, pupils=[NewPupil(here, "x", "y", "f", enrolled_on=TODAY)], **d
        ),
        "remove_staff": lambda d: actions.remove_staff(school=school, staff=[], **d),
        "remove_classes": lambda d: actions.remove_classes(school=school, classes=[to], **d),
        "remove_pupils": lambda d: actions.remove_pupils(school=school, pupils=[pupil], **d),
        "change_pupil": lambda d: actions.change_pupil(
            pupil=pupil, name="x", is_boarder=True, is_halal=True, allergens="", **d
        ),
        "move_pupil": lambda d: actions.move_pupil(pupil=pupil, to=to, on=TODAY, **d),
        "pupil_left": lambda d: actions.pupil_left(pupil=pupil, left_on=TODAY, **d),
        "add_guardian": lambda d: actions.add_guardian(pupil=pupil, name="x", relation="母亲", phone="1", **d),
        "create_token": lambda d: actions.create_token(school=school, name="x", posts=["cook"], **d),
        "create_personal_token": lambda d: actions.create_personal_token(school=school, name="x", **d),
        "revoke_token": lambda d: actions.revoke_token(token=token, **d),
    }
    return {name: lambda actor, call=call: call({"actor": actor, "at": NOON}) for name, call in calls.items()}


EXPECTED = {
    "appoint": APPOINTERS,
    "end_appointment": APPOINTERS,
    "withdraw_appointment": APPOINTERS,
    "appoint_at_bureau": OFFICERS,
    "add_staff": LEADERS,
    "change_staff": LEADERS,
    "open_account": LEADERS,
    "open_officer_account": OFFICERS,
    "set_password": LEADERS,
    "close_account": LEADERS,
    "reopen_account": LEADERS,
    "staff_left": LEADERS,
    "approve_absence": LEADERS,
    "end_absence": LEADERS,
    "add_class": LEADERS,
    "set_head_teacher": LEADERS,
    "add_pupil": LEADERS,
    "add_pupils": LEADERS,
    "remove_staff": LEADERS,
    "remove_classes": LEADERS,
    "remove_pupils": LEADERS,
    "change_pupil": LEADERS,
    "move_pupil": LEADERS,
    "pupil_left": LEADERS,
    "add_guardian": LEADERS,
    "create_token": APPOINTERS,
    "create_personal_token": {post.value for post in Post},
    "revoke_token": APPOINTERS,
}


def test_every_verb_is_listed_here():
    assert set(EXPECTED) == set(actions.__all__)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_exactly_these_posts_may(school, name):
    attempt = verbs(school)[name]

    # An officer's account belongs to no bureau and sees nothing until `appoint_at_bureau`, which asks where.
    any_bureau = ["officer of another bureau"] if name == "open_officer_account" else []
    assert posts_that_may(school, attempt) == EXPECTED[name]
    assert strangers_that_may(school, attempt) == any_bureau


def test_an_officer_appoints_at_their_own_bureau_and_below_only(school):
    root = a_bureau("师教育局")
    county = a_bureau("县", parent=root)
    officer, someone = a_bureau_officer(county), a_person()
    call = {"user": someone, "post": "bureau_officer", "starts_on": TODAY, "actor": officer, "at": NOON}

    for bureau in (root, a_bureau("邻县", parent=root)):
        assert not_yours(actions.appoint_at_bureau, bureau=bureau, **call) == "people.appoint_at_bureau"
    actions.appoint_at_bureau(bureau=a_bureau("学区", parent=county), **call)

    assert [held.bureau.name for held in someone.holdings.all()] == ["学区"]


def test_a_deputy_may_not_touch_the_account_of_who_appoints(school, principal, deputy):
    """A deputy who could reset the principal's password could sign in as the principal."""
    staff = principal.staff
    door = {"actor": deputy, "at": NOON}

    assert not_yours(actions.set_password, staff=staff, password=PASSWORD, **door) == "people.appoint"
    assert not_yours(actions.close_account, staff=staff, **door) == "people.appoint"
    assert not_yours(actions.staff_left, staff=staff, left_on=TODAY, **door) == "people.appoint"


def test_a_principal_of_another_school_is_a_stranger_in_every_verb(school):
    elsewhere = a_holder(Post.PRINCIPAL, a_school("乙校", bureau=school.bureau))

    assert not_yours(actions.add_staff, school=school, name="x", number="1", actor=elsewhere, at=NOON)
