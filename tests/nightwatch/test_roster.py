"""Who has the night: planning, naming, swapping, and who answers when nobody is named (SF-05)."""

from datetime import date, time

import pytest

from houqin.duties.materialising import make_occasions
from houqin.duties.models import Duty
from houqin.nightwatch.actions import answer_swap, ask_swap, name_on_duty, plan_month
from houqin.nightwatch.models import NightDuty, Role, Swap
from houqin.nightwatch.reasons import Reason
from houqin.nightwatch.selectors.roster import on_duty, roster_of
from houqin.people.actions import close_account, end_appointment
from houqin.people.models import PostHolding, Staff, StaffAbsence, User
from houqin.tenancy.calendar import night_of
from houqin.tenancy.posts import Post
from tests.builders import NOON, a_school
from tests.duty_rows import answered, make_duties, occasions
from tests.nightwatch.conftest import DAY, MINUTE, NIGHT
from tests.refusing import not_yours, posts_that_may, refused

MARCH = date(2026, 3, 1)


@pytest.fixture
def pair(scene):
    """Two who lead in turn, and two dormitory managers."""
    scene.leaders = [scene.crew.duty_leader, scene.crew.principal]
    scene.managers = [scene.crew.dorm_manager, scene.holder(Post.DORM_MANAGER, "热依汗")]
    return scene


def plan(scene, month=MARCH, **more):
    named = {"leaders": scene.leaders, "watchers": {scene.dormitory: scene.managers}} | more
    return plan_month(school=scene.school, month=month, actor=scene.crew.principal, at=NOON, **named)


def lead(scene, night=NIGHT, user=None, **more):
    return name_on_duty(
        school=scene.school, night=night, role=Role.LEADER, user=user or scene.crew.duty_leader,
        actor=scene.crew.principal, at=NOON, **more,
    )  # fmt: skip


def test_a_night_runs_from_noon_to_noon(scene):
    school = scene.school
    assert night_of(school, school.moment(NIGHT, time(12, 0))) == NIGHT
    assert night_of(school, school.moment(NIGHT + DAY, time(2, 0))) == NIGHT
    assert night_of(school, school.moment(NIGHT + DAY, time(11, 59))) == NIGHT


def test_a_month_goes_round_in_turn_and_starts_tonight(pair):
    plan(pair)

    nights = [one for one in roster_of(pair.school, MARCH, date(2026, 3, 17)) if one.role == Role.LEADER]
    # Friday and Saturday are no boarding nights: their morning is not taught.
    assert [(one.night.day, one.user) for one in nights] == [
        (11, pair.leaders[0]), (12, pair.leaders[1]), (15, pair.leaders[0]), (16, pair.leaders[1]),
        (17, pair.leaders[0]),
    ]  # fmt: skip


def test_the_next_month_goes_on_where_the_last_one_ended(pair):
    plan(pair)
    last = NightDuty.objects.filter(role=Role.LEADER).latest("night").user

    plan(pair, month=date(2026, 4, 1))

    first = NightDuty.objects.filter(role=Role.LEADER, night__month=4).earliest("night").user
    assert {first, last} == set(pair.leaders)


def test_a_night_that_is_taken_stays_as_it_was(pair):
    lead(pair, user=pair.crew.deputy_principal)

    plan(pair)

    assert [one.user for one in NightDuty.objects.filter(night=NIGHT, role=Role.LEADER)] == [pair.crew.deputy_principal]


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"leaders": [], "watchers": {}}, [Reason.NOBODY_CHOSEN]),
        ({"month": date(2026, 2, 1)}, [Reason.NO_NIGHT_LEFT]),
    ],
)
def test_a_plan_that_gives_nobody_a_night_is_refused(pair, more, reasons):
    assert refused(plan, scene=pair, **more) == reasons


def test_a_cook_leads_no_night_and_nobody_is_in_two_lists(pair):
    reasons = refused(plan, scene=pair, leaders=[pair.crew.cook, *pair.managers])

    assert reasons == [Reason.POST_DOES_NOT_WATCH] * 3 + [Reason.IN_TWO_LISTS] * 2
    assert not NightDuty.objects.exists()


def test_a_leader_names_somebody_instead(scene):
    old = lead(scene)

    new = lead(scene, user=scene.crew.principal, why="出差")

    assert (new.replaces, new.why) == (old, "出差")
    assert on_duty(scene.school, NIGHT).leader == scene.crew.principal
    assert refused(lead, scene=scene, user=scene.crew.principal) == [Reason.SAME_PERSON]
    assert refused(lead, scene=scene, night=NIGHT - DAY) == [Reason.NIGHT_IS_OVER]


def test_only_leaders_plan(scene):
    may = posts_that_may(
        scene.school,
        lambda actor: name_on_duty(
            school=scene.school, night=NIGHT, role=Role.LEADER, user=scene.crew.duty_leader, actor=actor, at=NOON
        ),
    )
    assert may == {"principal", "deputy_principal", "general_affairs_director"}


def test_a_swap_counts_when_the_other_says_yes(pair):
    plan(pair)
    mine, theirs = NightDuty.objects.filter(role=Role.LEADER).order_by("night")[:2]

    swap = ask_swap(given=mine, wanted=theirs, why="家里有事", actor=mine.user.acting(NOON), at=NOON)
    assert on_duty(pair.school, mine.night).leader == mine.user

    answer_swap(swap=swap, agrees=True, actor=theirs.user.acting(NOON), at=NOON)
    assert on_duty(pair.school, mine.night).leader == theirs.user
    assert on_duty(pair.school, theirs.night).leader == mine.user


def test_a_no_changes_nothing_and_a_leader_may_say_yes_for_both(pair):
    plan(pair)
    mine, theirs = NightDuty.objects.filter(role=Role.WATCHER).order_by("night")[:2]
    asked = {"given": mine, "wanted": theirs, "actor": mine.user.acting(NOON), "at": NOON}

    no = answer_swap(swap=ask_swap(**asked), agrees=False, actor=theirs.user.acting(NOON), at=NOON)
    assert (no.is_agreed, NightDuty.objects.get(pk=mine.pk).withdrawn_at) == (False, None)

    yes = answer_swap(swap=ask_swap(**asked), agrees=True, actor=pair.crew.principal, at=NOON)
    assert on_duty(pair.school, mine.night).watching(pair.dormitory) == [theirs.user]
    assert refused(answer_swap, swap=yes, agrees=True, actor=pair.crew.principal, at=NOON)[0] == Reason.SWAP_ANSWERED


def test_nobody_gives_away_or_agrees_for_another(pair):
    plan(pair)
    mine, theirs = NightDuty.objects.filter(role=Role.WATCHER).order_by("night")[:2]
    teacher = pair.crew.head_teacher

    assert refused(ask_swap, given=mine, wanted=theirs, actor=teacher, at=NOON) == [Reason.NOT_YOUR_NIGHT]
    swap = ask_swap(given=mine, wanted=theirs, actor=mine.user.acting(NOON), at=NOON)
    assert refused(answer_swap, swap=swap, agrees=True, actor=teacher, at=NOON) == [Reason.SWAP_NOT_FOR_YOU]
    assert not_yours(ask_swap, given=mine, wanted=theirs, actor=pair.crew.cook, at=NOON) == "nightwatch.swap"
    assert Swap.objects.count() == 1


def test_without_a_name_the_holders_of_the_post_answer(scene):
    duty = on_duty(scene.school, NIGHT)

    assert (duty.leaders, duty.is_leader_named) == ((scene.crew.duty_leader,), False)
    assert duty.watching(scene.dormitory) == [scene.crew.dorm_manager]


def test_a_named_leader_on_leave_is_passed_over(scene):
    lead(scene, user=scene.crew.principal)
    staff = Staff.objects.get(user=scene.crew.principal)
    StaffAbsence.objects.create(
        school=scene.school, staff=staff, starts_at=NOON, ends_at=NOON + DAY, reason="出差",
        approved_by=scene.crew.deputy_principal, approved_at=NOON,
    )  # fmt: skip

    duty = on_duty(scene.school, NIGHT)

    assert (duty.leader, duty.is_leader_named) == (scene.crew.duty_leader, False)


def test_who_left_the_post_leads_and_watches_no_more(scene):
    former, teacher = scene.holder(Post.DUTY_LEADER, "离任者"), scene.holder(Post.HEAD_TEACHER, "调离者")
    lead(scene, user=former)
    name_on_duty(
        school=scene.school, night=NIGHT, role=Role.WATCHER, user=teacher, building=scene.dormitory,
        actor=scene.crew.principal, at=NOON,
    )  # fmt: skip
    PostHolding.objects.filter(user__in=[former, teacher]).update(ends_on=NIGHT - DAY)

    duty = on_duty(scene.school, NIGHT)

    assert (duty.leaders, duty.is_leader_named) == ((scene.crew.duty_leader,), False)
    assert duty.watching(scene.dormitory) == [scene.crew.dorm_manager]


def test_a_leader_who_became_a_teacher_leads_no_more(scene):
    former = scene.holder(Post.DUTY_LEADER, "转岗者")
    lead(scene, user=former)
    PostHolding.objects.filter(user=former).update(post=Post.HEAD_TEACHER)

    assert on_duty(scene.school, NIGHT).leaders == (scene.crew.duty_leader,)


def test_a_school_where_nobody_answers_has_nobody_on_duty(db):
    duty = on_duty(a_school(), NIGHT)

    assert (duty.leader, duty.watchers) == (None, ())


def test_a_night_without_a_leader_is_late_by_noon(scene):
    assert [one.on.day for one in occasions("nightwatch.leader", scene.school, NIGHT, NIGHT + 5 * DAY)] == [
        11,
        12,
        15,
        16,
    ]
    duties = make_duties("nightwatch.leader", scene.school)
    assert (duties[0].due_at, answered("nightwatch.leader", duties)) == (NOON, {})

    made = lead(scene)

    assert answered("nightwatch.leader", duties) == {duties[0].pk: made.planned_at}


@pytest.mark.parametrize(
    "leaves",
    [
        lambda user: PostHolding.objects.filter(user=user).update(ends_on=NIGHT - DAY),
        lambda user: PostHolding.objects.filter(user=user).update(starts_on=NIGHT + DAY),
        lambda user: PostHolding.objects.filter(user=user).update(post=Post.HEAD_TEACHER),
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    ],
    ids=["out of office", "not yet in office", "another post", "account closed"],
)
def test_a_name_that_leads_no_more_is_no_answer(scene, leaves):
    former = scene.holder(Post.DUTY_LEADER, "离任者")
    [duty] = make_duties("nightwatch.leader", scene.school)
    lead(scene, user=former)

    leaves(former)

    assert answered("nightwatch.leader", [duty]) == {}


def test_the_last_day_in_office_is_still_an_answer(scene):
    [duty] = make_duties("nightwatch.leader", scene.school)
    made = lead(scene)
    PostHolding.objects.filter(user=scene.crew.duty_leader).update(ends_on=NIGHT)

    assert answered("nightwatch.leader", [duty]) == {duty.pk: made.planned_at}


@pytest.mark.parametrize("nights", [1, 3])
def test_who_leads_is_asked_of_any_number_of_nights_by_one_query(scene, django_assert_num_queries, nights):
    duties = make_duties("nightwatch.leader", scene.school, NIGHT, NIGHT + 5 * DAY)[:nights]
    for one in duties:
        lead(scene, night=one.on)

    with django_assert_num_queries(1):
        assert len(answered("nightwatch.leader", duties)) == nights


@pytest.fixture
def leader_left(pair):
    """The month is planned, the nights ahead are answered; then one of the two leaders stops after tomorrow."""
    pair.leaders = [pair.holder(Post.DUTY_LEADER, "离任者"), pair.crew.principal]
    make_occasions([pair.school], at=NOON - 60 * MINUTE)
    plan(pair)
    holding = PostHolding.objects.get(user=pair.leaders[0])
    end_appointment(holding=holding, ends_on=NIGHT + DAY, actor=pair.crew.principal, at=NOON)
    return pair


def asked(at=NOON) -> list[tuple[int, str]]:
    make_occasions([NightDuty.objects.first().school], at=at)
    rows = Duty.objects.filter(code="nightwatch.leader", on__gte=NIGHT).exclude(state="withdrawn")
    return [(one.on.day, str(one.state)) for one in rows.order_by("on", "pk")]


def test_a_night_is_asked_for_again_when_its_leader_has_left(leader_left):
    # 15 and 17 were his; his night of the 11th is still in office.
    assert asked() == [
        (11, "done"), (12, "done"), (15, "done"), (15, "waiting"), (16, "done"), (17, "done"), (17, "waiting"),
        (18, "done"), (19, "done"), (19, "waiting"),
    ]  # fmt: skip
    assert asked() == asked(at=NOON + MINUTE)


def test_whoever_is_named_instead_answers_it_and_may_leave_as_well(leader_left):
    scene, fifteenth = leader_left, date(2026, 3, 15)
    second = scene.holder(Post.DUTY_LEADER, "接任者")
    asked()

    lead(scene, night=fifteenth, user=second)
    assert [row for row in asked() if row[0] == 15] == [(15, "done")] * 2

    PostHolding.objects.filter(user=second).update(ends_on=NIGHT)
    assert [row for row in asked() if row[0] == 15] == [(15, "done")] * 2 + [(15, "waiting")]


def test_a_night_that_is_over_is_not_asked_for_again(leader_left):
    asked()
    staff = Staff.objects.get(user=leader_left.leaders[0])

    close_account(staff=staff, actor=leader_left.crew.principal.acting(NOON + DAY), at=NOON + DAY)

    assert [row for row in asked(at=NOON + DAY) if row[0] < 15] == [(11, "done"), (12, "done")]


def test_the_roster_shows_tonight_and_its_month(at_desk, pair):
    empty = at_desk("head_teacher").get("/night-watch/roster/?month=2026-03")
    plan(pair)
    swap = ask_swap(
        given=NightDuty.objects.filter(role=Role.LEADER).earliest("night"), actor=pair.crew.principal, at=NOON,
        wanted=NightDuty.objects.filter(role=Role.LEADER, user=pair.crew.principal).earliest("night"),
    )  # fmt: skip

    page = at_desk("principal").get("/night-watch/roster/?month=2026-03")

    assert [cell["text"] for cell in empty.context["rows"][0]] == ["03-11", "未指定", "未指定"]
    assert [cell["text"] for cell in page.context["rows"][0]] == [
        "03-11",
        pair.leaders[0].name,
        pair.managers[0].name,
    ]
    assert [line["swap"] for line in page.context["swaps"]] == [swap]


def test_a_month_is_planned_and_a_swap_answered_on_the_pages(at_desk, pair):
    desk = at_desk("principal")
    fields = {"month": "2026-03", "leaders": [user.pk for user in pair.leaders]}
    sent = desk.post("/night-watch/roster/plan/", fields)
    assert (sent.status_code, NightDuty.objects.filter(role=Role.LEADER).count()) == (303, 15)

    given, wanted = NightDuty.objects.order_by("night")[:2]
    desk.post(f"/night-watch/roster/duties/{given.pk}/swap/", {"wanted": wanted.pk})
    desk.post(f"/night-watch/roster/swaps/{Swap.objects.get().pk}/answer/", {"agrees": "yes"})
    assert on_duty(pair.school, given.night).leader == wanted.user

    named = {"slot": pair.dormitory.pk, "user": pair.crew.head_teacher.pk}
    desk.post(f"/night-watch/roster/nights/{NIGHT}/", named)
    assert on_duty(pair.school, NIGHT).watching(pair.dormitory) == [pair.crew.head_teacher]
