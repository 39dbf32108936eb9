"""read_notice and read_all: the first reading counts, and only one's own."""

from datetime import timedelta

import pytest

from houqin.kernel.permissions import NotYours
from houqin.notices.actions import read_all, read_notice
from houqin.notices.models import Notice
from houqin.notices.selectors import inbox, unread_count
from tests.builders import NOON

LATER = NOON + timedelta(hours=1)


def test_the_first_reading_counts(told, cook):
    (notice,) = told()
    for at in (NOON, LATER):
        read_notice(notice=notice, actor=cook, at=at)

    assert notice.read_at == NOON


def test_nobody_reads_for_another(told, principal):
    (notice,) = told()

    with pytest.raises(NotYours):
        read_notice(notice=notice, actor=principal, at=NOON)
    assert Notice.objects.get().read_at is None


def test_all_means_all_of_mine(told, cook, principal, school):
    told(to=[cook, principal])
    told(to=[cook])

    read_all(school=school, actor=cook, at=NOON)

    assert [unread_count(cook), unread_count(principal)] == [0, 1]


def test_unread_comes_first_newest_first_and_what_is_over_not_at_all(told, cook, school):
    old, new, read = (told(str(n), at=NOON + timedelta(minutes=n))[0] for n in range(3))
    told("over", subject=school)
    Notice.objects.filter(subject_id=school.pk).update(withdrawn_at=NOON)
    read_notice(notice=read, actor=cook, at=LATER)

    assert list(inbox(cook)) == [new, old, read]
