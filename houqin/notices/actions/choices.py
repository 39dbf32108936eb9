"""In which language and when: a person's choices, a school's quiet hours."""

from datetime import datetime, time

from django.db import transaction

from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.notices.events import CHOICES_SET, QUIET_HOURS_SET
from houqin.notices.gates import may_be_quiet, may_be_quiet_for_me
from houqin.notices.models import Choices, QuietHours
from houqin.notices.permissions import KEEP_OWN_CHANNELS, MANAGE_POST_CHANNELS
from houqin.notices.plans import school_quiet


@transaction.atomic
def set_choices(*, school, language: str, from_time: time | None, until_time: time | None, actor,
                at: datetime) -> Choices:  # fmt: skip
    """Without times, the school's hold.  Raises Refused: QUIET_EMPTY, QUIET_TOO_LONG, QUIET_NOT_WIDER."""
    authorise(actor, KEEP_OWN_CHANNELS, school=school, at=at)
    if from_time is not None and until_time is not None:
        require(may_be_quiet_for_me(from_time, until_time, school=school_quiet(school)))
    wanted = {"language": language, "from_time": from_time, "until_time": until_time}
    choices, _created = Choices.objects.update_or_create(user=actor, defaults=wanted)
    record(
        CHOICES_SET, choices, actor=actor, at=at, chain=school.pk, language=language, from_time=_hour(from_time),
        until_time=_hour(until_time),
    )  # fmt: skip
    return choices


@transaction.atomic
def set_quiet_hours(*, school, from_time: time, until_time: time, actor, at: datetime) -> QuietHours:
    """When what can wait waits, for everybody here. From now on.  Raises Refused: QUIET_EMPTY, QUIET_TOO_LONG."""
    authorise(actor, MANAGE_POST_CHANNELS, school=school, at=at)
    require(may_be_quiet(from_time, until_time))
    hours, _created = QuietHours.objects.update_or_create(
        school=school, defaults={"from_time": from_time, "until_time": until_time}
    )
    record(QUIET_HOURS_SET, hours, actor=actor, at=at, from_time=_hour(from_time), until_time=_hour(until_time))
    return hours


def _hour(at_time: time | None) -> str:
    return f"{at_time:%H:%M}" if at_time is not None else "-"
