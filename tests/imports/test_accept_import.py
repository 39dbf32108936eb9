import pytest
from django.contrib.auth.models import Group

from houqin.imports.actions import accept_import, put_import_aside
from houqin.imports.models import ImportedObject, ImportRun, State
from houqin.imports.reasons import Reason
from houqin.journal.doors import attempt
from houqin.journal.models import Entry
from houqin.kernel.permissions import NotYours
from houqin.kernel.refusals import Refused
from tests.builders import NOON


@pytest.fixture
def accept(school, clerk):
    def accept(run, mode="good_rows"):
        return accept_import(run=run, school=school, mode=mode, actor=clerk, at=NOON)

    return accept


def toys_there():
    return sorted(Group.objects.values_list("name", flat=True))


def test_good_rows_come_in_and_bad_rows_stay_to_be_changed(checked, accept, school, clerk):
    run = accept(checked("姓名,性别\n小熊,男\n小兔,雄\n小狗,女\n"))

    assert toys_there() == [f"{school.pk}: 小熊", f"{school.pk}: 小狗"]
    run.refresh_from_db()
    assert (run.state, run.decided_at, run.decided_by) == (State.ACCEPTED, NOON, clerk)
    assert (run.good_count, run.bad_count, run.created_count) == (2, 1, 2)
    assert list(run.rows.values_list("number", flat=True)) == [3]
    assert [thing.name for thing in run.load_created()] == [f"{school.pk}: 小熊", f"{school.pk}: 小狗"]


def test_all_or_none_takes_all(checked, accept, school):
    accept(checked("姓名\n小熊\n小兔\n"), mode="all_or_none")

    assert toys_there() == [f"{school.pk}: 小兔", f"{school.pk}: 小熊"]


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("姓名,性别\n小熊,男\n小兔,雄\n", "all_or_none", Reason.NOT_ALL_GOOD),
        ("姓名,性别\n小兔,雄\n", "good_rows", Reason.NO_GOOD_ROWS),
        ("姓名,性别\n小兔,雄\n", "all_or_none", Reason.NO_GOOD_ROWS),
    ],
)
def test_accepting_is_refused_and_nothing_changes(checked, accept, text, mode, reason):
    run = checked(text)

    with pytest.raises(Refused) as refused:
        accept(run, mode=mode)

    assert refused.value.reasons == {reason}
    run.refresh_from_db()
    assert (run.state, toys_there(), ImportedObject.objects.count()) == (State.CHECKED, [], 0)


def test_a_row_that_turned_bad_since_is_left_out_with_its_reason(checked, accept, school):
    run = checked("姓名\n小熊\n小兔\n")
    Group.objects.create(name=f"{school.pk}: 小熊")

    run = accept(run)

    assert (run.good_count, run.bad_count, run.created_count) == (1, 1, 1)
    assert [one["sentence"] for one in run.rows.get().problems] == ["小熊 已经有了。"]


def test_a_row_that_turned_bad_since_ends_all_or_none(checked, accept, school):
    run = checked("姓名\n小熊\n小兔\n")
    Group.objects.create(name=f"{school.pk}: 小熊")

    with pytest.raises(Refused) as refused:
        accept(run, mode="all_or_none")

    assert [one.sentence for one in refused.value.refusals] == ["Row 2: 小熊 已经有了。"]
    assert toys_there() == [f"{school.pk}: 小熊"]


def test_a_verb_that_refuses_one_row_leaves_the_others(checked, accept, fragile_toys):
    run = accept(checked("姓名\n小熊\n坏\n小兔\n", importer=fragile_toys))

    assert toys_there() == ["小兔", "小熊"]
    assert (run.good_count, run.bad_count) == (2, 1)
    assert run.rows.get().problems == [{"field": "", "text": "", "reason": "toy_broken", "sentence": "坏 坏了。"}]


def test_a_verb_that_refuses_one_row_ends_all_or_none(checked, accept, fragile_toys):
    run = checked("姓名\n小熊\n坏\n", importer=fragile_toys)

    with pytest.raises(Refused):
        accept(run, mode="all_or_none")

    run.refresh_from_db()
    assert (toys_there(), run.state, run.rows.count()) == ([], State.CHECKED, 2)


def test_what_was_decided_is_decided(checked, accept, school, clerk):
    accepted, aside = checked("姓名\n小熊\n"), checked("姓名\n小兔\n")
    accept(accepted)
    put_import_aside(run=aside, school=school, actor=clerk, at=NOON)

    for run in (accepted, aside):
        with pytest.raises(Refused) as refused:
            accept(run)
        assert refused.value.reasons == {Reason.ALREADY_DECIDED}

    assert toys_there() == [f"{school.pk}: 小熊"]


def test_the_same_form_sent_twice_brings_in_once(checked, school, clerk):
    run = checked("姓名\n小熊\n")
    door = {"actor": clerk, "at": NOON, "chain": school.pk, "entry_key": "k1"}
    sent = door | {"run": run, "school": school, "mode": "good_rows"}

    first, second = attempt(accept_import, **sent), attempt(accept_import, **sent)

    assert (first, second) == (run, run)
    assert toys_there() == [f"{school.pk}: 小熊"]


def test_only_who_may_bring_in_accepts(checked, school, cook):
    run = checked("姓名\n小熊\n")

    with pytest.raises(NotYours):
        accept_import(run=run, school=school, mode="good_rows", actor=cook, at=NOON)

    assert toys_there() == []


def test_a_run_of_another_school_is_not_found(checked, school, other_school, clerk):
    run = checked("姓名\n小熊\n")
    clerk.may = lambda *args, **kwargs: True

    with pytest.raises(ImportRun.DoesNotExist):
        accept_import(run=run, school=other_school, mode="good_rows", actor=clerk, at=NOON)

    assert toys_there() == []


def test_the_journal_says_what_came_in(checked, accept):
    run = accept(checked("姓名\n小熊\n"))

    assert [entry.sentence for entry in Entry.objects.about(run)] == [
        "Toys, toys.csv: 1 brought in",
        "Toys, toys.csv: 1 rows good, 0 to change",
    ]
