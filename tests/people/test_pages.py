"""The pages about people: who opens them, what they answer, what they do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from houqin.people.actions import create_personal_token, create_token
from houqin.people.models import ApiToken, Guardian, PostHolding, Pupil, SchoolClass, Staff, User
from houqin.tenancy.models import ParameterValue
from houqin.tenancy.posts import Post
from tests.builders import NOON, TODAY, Crew, a_class, a_holder, a_school

pytestmark = pytest.mark.usefixtures("_at_noon")
DAY = timedelta(days=1)
PASSWORD = "红柳河 2026 spring"

LEADERS = {"principal", "deputy_principal", "general_affairs_director"}
APPOINTERS = {"principal", "general_affairs_director"}
SEE_CHILDREN = LEADERS | {"head_teacher", "dorm_manager", "school_doctor"}
EVERYBODY = {post.value for post in Post} - {"bureau_officer"}
OPENED_BY = {
    "posts": EVERYBODY,
    "appoint": APPOINTERS,
    "staff": LEADERS,
    "add-staff": LEADERS,
    "classes": SEE_CHILDREN,
    "add-class": LEADERS,
    "pupils": SEE_CHILDREN,
    "add-pupil": LEADERS,
    "tokens": EVERYBODY,
    "create-token": APPOINTERS,
    "create-own-token": EVERYBODY,
    "bureau": set(),
    "choose-parameter": set(),
}


def page(name, *arguments):
    return reverse(f"people:{name}", args=arguments)


def heading(answer):
    return answer.content.decode().split("<h1>")[1].split("</h1>")[0]


@pytest.mark.parametrize("name", sorted(OPENED_BY))
def test_each_page_opens_for_its_posts_only(as_, school, name):
    crew = Crew(school)

    answers = {post: as_(getattr(crew, post)).get(page(name)).status_code for post in EVERYBODY}

    assert {post for post, status in answers.items() if status == 200} == OPENED_BY[name]
    assert {status for post, status in answers.items() if post not in OPENED_BY[name]} <= {403}


def test_an_officer_reads_posts_and_sees_no_child(as_, officer, school, pupil):
    client = as_(officer)
    names = ["posts", "bureau", "staff", "classes", "pupils"]

    assert [client.get(page(name)).status_code for name in names] == [200, 200, 403, 403, 403]
    assert client.get(page("pupil", pupil.pk)).status_code == 403


def test_what_belongs_to_another_school_is_not_found(as_, principal, other_school):
    theirs = a_holder(Post.COOK, other_school)
    child = a_class(other_school, pupils=1).enrolments.get().pupil
    token, _key = create_personal_token(school=other_school, name="x", actor=theirs, at=NOON)
    staff, holding, one = theirs.staff.pk, theirs.holdings.get().pk, SchoolClass.objects.get().pk
    of_staff = ["change-staff", "open-account", "reopen-account", "set-password", "close-account", "staff-left"]
    addresses = [
        page("staff-member", staff), *(page(name, staff) for name in of_staff), page("end-appointment", holding),
        page("withdraw-appointment", holding), page("class", one), page("set-head-teacher", one),
        page("pupil", child.pk),
        *(page(name, child.pk) for name in ("change-pupil", "move-pupil", "pupil-left", "add-guardian")),
        page("revoke-token", token.pk),
    ]  # fmt: skip
    client = as_(principal)

    assert [address for address in addresses if client.get(address).status_code != 404] == []
    assert [address for address in addresses if client.post(address).status_code not in (404, 405)] == []


def test_another_schools_people_are_in_no_list_and_no_choice(as_, principal, other_school):
    a_holder(Post.COOK, other_school, "别校厨师")
    Guardian.objects.all().delete()
    a_class(other_school, 9, 9, pupils=1)
    client = as_(principal)

    seen = [client.get(page(name)).content.decode() for name in OPENED_BY if not name.startswith(("bureau", "choose"))]

    assert [html for html in seen if "别校厨师" in html or "Grade 9, class 9" in html or "学生" in html] == []


@pytest.mark.parametrize("name", ["posts", "staff", "classes", "pupils", "tokens", "bureau", "class", "settings"])
def test_more_rows_cost_no_more_queries(as_, school, principal, held, django_assert_num_queries, name):
    def more(number):
        for post in (Post.COOK, Post.STOREKEEPER, Post.HEAD_TEACHER):
            person = a_holder(post, school)
            create_personal_token(school=school, name="x", actor=person, at=NOON)
        create_token(school=school, name="y", posts=["cook"], actor=principal, at=NOON)
        one = a_class(school, number, 1, pupils=2)
        SchoolClass.objects.filter(pk=one.pk).update(head_teacher=person.staff)
        Pupil.objects.update(allergens="花生")
        a_holder(Post.COOK, a_school(bureau=school.bureau))
        ParameterValue.objects.create(
            key="inspectors_min", bureau=school.bureau, value="3", valid_from=TODAY, set_by=principal, set_at=NOON
        )
        return one

    one = more(1)
    if name == "bureau":
        officer = PostHolding.objects.create(
            post="bureau_officer", user=principal, bureau=school.bureau, starts_on=TODAY, appointed_by=principal,
            appointed_at=NOON,
        )  # fmt: skip
        assert officer.pk
    address = "/settings/" if name == "settings" else page(name, *([one.pk] if name == "class" else []))
    client = as_(principal)
    client.get(address)
    with CaptureQueriesContext(connection) as once:
        assert client.get(address).status_code == 200
    more(2)
    more(3)

    with django_assert_num_queries(len(once)):
        client.get(address)


def test_vacant_posts_come_first_in_a_sentence(as_, school, principal):
    assert heading(as_(principal).get(page("posts"))) == (
        "Nobody holds: General-affairs director, Food-safety director/Food-safety officer, Storekeeper, Cook."
    )

    Crew(school)

    assert heading(as_(principal).get(page("posts"))) == "Every post the canteen needs is held."


def test_who_held_it_on_a_day_is_answered_for_that_day(as_, school, principal):
    a_holder(Post.COOK, school, "旧厨师", starts_on=TODAY - 30 * DAY, ends_on=TODAY - 10 * DAY)
    a_holder(Post.COOK, school, "新厨师", starts_on=TODAY - 9 * DAY)
    client = as_(principal)

    def cooks(on):
        cards = client.get(page("posts"), {"on": on}).context["cards"]
        return [person["name"] for card in cards if card["post"] == Post.COOK for person in card["people"]]

    assert [cooks(TODAY - n * DAY) for n in (10, 9, 0, 31)] == [["旧厨师"], ["新厨师"], ["新厨师"], []]
    assert cooks("nonsense") == ["新厨师"]
    past = client.get(page("posts"), {"on": TODAY - 10 * DAY}).content.decode()
    assert "/end/" not in past
    history = client.get(page("post-history", "cook")).context["lines"]
    assert [line["label"] for line in history] == ["新厨师", "旧厨师"]
    assert client.get(page("post-history", "bureau_officer")).status_code == 404


def test_a_person_is_appointed_ended_and_taken_back(as_, school, principal, cook, staff_of):
    client, someone = as_(principal), staff_of(school)
    sent = {"staff": someone.pk, "post": "storekeeper", "starts_on": "2026-03-11"}

    assert client.post(page("appoint"), sent).status_code == 303
    holding = PostHolding.objects.get(user=someone.user)
    assert client.post(page("end-appointment", holding.pk), {"ends_on": "2026-03-12"}).status_code == 303
    client.post(page("appoint"), sent | {"post": "buyer", "starts_on": "2026-04-01"})
    future = PostHolding.objects.get(post="buyer")
    assert client.post(page("withdraw-appointment", future.pk)).status_code == 303

    assert list(PostHolding.objects.filter(user=someone.user).values_list("post", "ends_on")) == [
        ("storekeeper", TODAY + DAY)
    ]


def test_a_refused_appointment_says_why_beside_the_form(as_, principal, cook):
    sent = {"staff": cook.staff.pk, "post": "principal", "starts_on": "2026-03-11"}

    answer = as_(principal).post(page("appoint"), sent)

    assert answer.status_code == 409
    assert "马校长 holds the post of Principal. End that first or appoint a deputy." in answer.content.decode()


def test_a_person_joins_gets_an_account_and_leaves(as_, school, principal):
    client = as_(principal)
    client.post(page("add-staff"), {"name": "古丽", "number": "T9", "job": "面点"})
    one = Staff.objects.get(number="T9")
    client.post(page("open-account", one.pk), {"username": "guli", "password": PASSWORD})
    user = User.objects.get(username="guli")
    client.post(page("set-password", one.pk), {"password": PASSWORD + "!"})
    client.post(page("close-account", one.pk), {})
    client.post(page("reopen-account", one.pk), {"password": PASSWORD})
    client.post(page("change-staff", one.pk), {"name": "古丽娜", "job": "", "phone": "139"})
    client.post(page("staff-left", one.pk), {"left_on": "2026-03-11"})

    user.refresh_from_db()
    one.refresh_from_db()
    assert (user.name, user.is_active, user.check_password(PASSWORD)) == ("古丽娜", True, True)
    assert (one.name, one.phone, one.left_on) == ("古丽娜", "139", TODAY)
    assert [entry.kind for entry in client.get(page("staff-member", one.pk)).context["entries"]] == [
        "people.staff_left", "people.staff_changed", "people.account_reopened", "people.account_closed",
        "people.password_set", "people.account_opened", "people.staff_added",
    ]  # fmt: skip


def test_a_refused_password_is_not_sent_back_in_the_page(as_, principal, cook):
    answer = as_(principal).post(page("set-password", cook.staff.pk), {"password": "schwach77"})

    assert answer.status_code == 409
    assert "schwach77" not in answer.content.decode()


def test_staff_are_found_by_name_and_who_left_only_by_search(as_, school, principal, staff_of):
    staff_of(school, "走了的人", left_on=TODAY - DAY)
    client = as_(principal)

    assert [line["label"] for line in client.get(page("staff")).context["lines"]] == ["马校长"]
    assert [line["label"] for line in client.get(page("staff"), {"q": "走了"}).context["lines"]] == ["走了的人"]


def test_pupils_are_filtered_by_class_name_lodging_and_allergy(as_, school, principal):
    here, there = a_class(school, 1, 1, pupils=2), a_class(school, 2, 1, pupils=1)
    boarder = here.enrolments.first().pupil
    Pupil.objects.filter(pk=boarder.pk).update(is_boarder=True, allergens="花生，牛奶，鸡蛋", name="古丽")
    client = as_(principal)

    def found(**query):
        return len(client.get(page("pupils"), query).context["lines"])

    assert [found(), found(q="古丽"), found(only="boarders"), found(only="allergic")] == [3, 1, 1, 1]
    assert [found(**{"class": here.pk}), found(**{"class": there.pk}), found(**{"class": "x"})] == [2, 1, 3]
    assert "古丽, allergic to: 花生，牛奶，鸡蛋" in client.get(page("pupils")).content.decode()


def test_a_class_keeps_on_its_list_whoever_leaves_it_later_and_has_not_whoever_comes_later(as_, school, principal):
    here = a_class(school, 1, 1, pupils=2)
    leaves, comes = here.enrolments.order_by("pk")
    here.enrolments.filter(pk=leaves.pk).update(ends_on=TODAY + 20 * DAY)
    here.enrolments.filter(pk=comes.pk).update(starts_on=TODAY + DAY)

    shown = as_(principal).get(page("pupils"), {"class": here.pk}).context["lines"]

    assert [line["label"] for line in shown] == [leaves.pupil.name]


def test_a_child_comes_changes_moves_and_leaves(as_, school, principal):
    first, second = a_class(school, 1, 1), a_class(school, 2, 1)
    client = as_(principal)
    sent = {"school_class": first.pk, "name": "古丽", "number": "P1", "gender": "f", "enrolled_on": "2026-03-01"}
    client.post(page("add-pupil"), sent)
    child = Pupil.objects.get()
    client.post(page("change-pupil", child.pk), {"name": "古丽", "is_boarder": "on", "allergens": "花生"})
    client.post(page("add-guardian", child.pk), {"name": "母", "relation": "母亲", "phone": "139"})
    client.post(page("move-pupil", child.pk), {"to": second.pk, "on": "2026-03-11"})

    shown = client.get(page("pupil", child.pk))
    assert "Allergic to: 花生" in shown.content.decode()
    assert [line["label"] for line in shown.context["lines"]] == [str(second), str(first)]
    assert [line["end"] for line in shown.context["guardians"]] == ["139"]
    assert [heading(client.get(page("class", one.pk))) for one in (first, second)] == [
        "Grade 1, class 1 has 0 pupils.", "Grade 2, class 1 has 1 pupil.",
    ]  # fmt: skip
    client.post(page("pupil-left", child.pk), {"left_on": "2026-03-11"})
    child.refresh_from_db()
    assert child.left_on == TODAY


def test_a_class_opens_with_its_head_teacher(as_, school, principal, cook):
    client = as_(principal)
    client.post(page("add-class"), {"grade": 4, "number": 2, "entered_in": 2022})
    one = SchoolClass.objects.get()

    client.post(page("set-head-teacher", one.pk), {"head_teacher": cook.staff.pk})

    assert heading(client.get(page("classes"))) == "0 pupils in 1 class."
    assert "Head teacher: 李秀兰" in client.get(page("classes")).content.decode()


def test_a_key_is_shown_once_and_never_stored_by_the_browser(as_, school, principal):
    client = as_(principal)
    sent = {"name": "电子秤", "posts": ["storekeeper"], "entry_key": "k1"}

    first, again = client.post(page("create-token"), sent), client.post(page("create-token"), sent)

    assert "no-store" in first["Cache-Control"]
    assert first.context["key"].startswith("hq_")
    assert again.context["key"] == ""
    assert ApiToken.objects.count() == 1
    assert first.context["key"] not in client.get(page("tokens")).content.decode()


def test_everybody_sees_their_own_keys_and_the_leaders_all(as_, school, principal, cook):
    create_personal_token(school=school, name="手机", actor=cook, at=NOON)
    create_token(school=school, name="电子秤", posts=["cook"], actor=principal, at=NOON)

    def names(who):
        return sorted(key["token"].name for key in as_(who).get(page("tokens")).context["in_use"])

    assert [names(principal), names(cook)] == [["手机", "电子秤"], ["手机"]]
    machine = ApiToken.objects.get(name="电子秤")
    assert as_(cook).post(page("revoke-token", machine.pk)).status_code == 404
    assert as_(principal).post(page("revoke-token", machine.pk)).status_code == 303
    assert names(principal) == ["手机"]


def test_the_bureau_reads_which_school_lacks_whom(as_, officer, school, other_school):
    Crew(school)
    a_school("邻县的学校")

    answer = as_(officer).get(page("bureau"))

    assert heading(answer) == "1 of 2 schools lacks a post its canteen needs."
    assert [(line["label"], line["state"]) for line in answer.context["lines"]] == [
        ("沙枣坪小学", "late"), ("红柳河学校", "done"),
    ]  # fmt: skip


def test_the_bureau_tightens_a_number_for_every_school(as_, officer, school):
    client = as_(officer)
    address = page("bureau-parameter", school.bureau.pk, "retained_sample_grams")
    sent = {"valid_from": "2026-03-11", "source": "县教育局通知"}

    assert client.post(address, sent | {"value": "100"}).status_code == 409
    assert client.post(address, sent | {"value": "150"}).status_code == 303
    assert heading(client.get(address)) == "Retained sample per dish: 150 g"
    chosen = client.get(page("choose-parameter"), {"bureau": school.bureau.pk, "key": "inspectors_min"})
    assert chosen["Location"] == page("bureau-parameter", school.bureau.pk, "inspectors_min")


def test_a_bureau_above_or_beside_is_not_found(as_, officer):
    beside = a_school("邻县的学校").bureau

    assert as_(officer).get(page("bureau-parameter", beside.pk, "retained_sample_grams")).status_code == 404
