"""Somebody sees something unsafe and says so."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from houqin.incidents import events
from houqin.incidents.actions.judging import settle_grade
from houqin.incidents.actions.steps import add_step, ask_to_grade, photos_of
from houqin.incidents.gates import hazards as gates
from houqin.incidents.models import Grade, Hazard, HazardStep
from houqin.incidents.permissions import GRADE_HAZARDS, REPORT_HAZARDS
from houqin.incidents.selectors.hazards import earlier_like, latest_day
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import Spoken, spoken
from houqin.tenancy.codes import next_code
from houqin.tenancy.parameters import parameters_of


@transaction.atomic
def report_hazard(
    *, school, what: str | Spoken, category: str, place=None, thing=None, photos: Iterable = (), source=None,
    grade: str = "", owner_post: str = "", owner=None, due_on: date | None = None, found_at: datetime | None = None,
    item: str = "", actor, at: datetime,
) -> Hazard:  # fmt: skip
    """Write down a hazard: what, where, with photos (uploads or attachments), and who puts it right by when.

    `source` is the row that gave rise to it. A grade counts at once from somebody who may grade and from a source (a
    list says what its failure means); from anybody else it is a suggestion that a leader judges. `item` is the
    stable key of a list's item. A hazard that repeats an earlier one is linked to it and suggested one grade worse.
    Major, once it counts: the place and the thing are out of use, and the bureau has to know (FM-13).
    Raises Refused: see may_report, owner_is_possible, due_is_possible; those of attachments.
    """
    authorise(actor, REPORT_HAZARDS, school=school, at=at)
    said = what if isinstance(what, Spoken) else what.strip()[:200]
    found_at = found_at or at
    counts = bool(grade) and (source is not None or actor.may(GRADE_HAZARDS, school=school, at=at))
    require(
        gates.may_report(
            school, what=str(said), category=category, grade=grade, place=place, thing=thing, found_at=found_at, at=at
        ),
        gates.owner_is_possible(school, post=owner_post, person=owner, at=at),
    )
    today, found_on = school.localdate(at), school.localdate(found_at)
    numbers = parameters_of(school, on=today)
    latest = latest_day(grade or Grade.MINOR, found_on=found_on, numbers=numbers)
    require(gates.due_is_possible(due_on, grade=grade, latest=latest, today=today))
    earlier = earlier_like(
        school, category=category, item=item, place=place, thing=thing, found_at=found_at,
        days=int(numbers["hazard_recurrence_days"]),
    )  # fmt: skip
    suggested = Grade(grade or Grade.MINOR)
    hazard = Hazard.objects.create(
        school=school, code=next_code(school, "YH", found_on), what=said, category=category, item=item,
        place=place, recurs=earlier, suggested_grade=suggested.worse if earlier else suggested,
        owner_post=owner_post, owner=owner, due_on=due_on, found_at=found_at, received_at=at, found_by=actor,
        **_named("thing", thing), **_named("source", source),
    )  # fmt: skip
    step = add_step(
        hazard, HazardStep.Kind.REPORTED, photos=photos, actor=actor, at=at, owner_post=owner_post, owner=owner,
        due_on=due_on,
    )  # fmt: skip
    record(
        events.HAZARD_REPORTED, hazard, about=[place, thing, source, *photos_of(step)], actor=actor, at=at,
        happened_at=found_at, code=hazard.code, category=category, what=hazard.what, where=spoken(lambda: hazard.where),
    )  # fmt: skip
    if earlier:
        record(
            events.HAZARD_RECURRED, hazard, about=[earlier], actor=actor, at=at, code=hazard.code,
            earlier=earlier.code, earlier_on=school.localdate(earlier.found_at),
        )  # fmt: skip
    if counts:
        settle_grade(hazard, grade, numbers=numbers, actor=actor, at=at)
    else:
        ask_to_grade(hazard, numbers, at=at)
    return hazard


def _named(prefix: str, thing) -> dict:
    """How a row of any app is kept: its kind, its key, and what it was called."""
    if thing is None:
        return {}
    return {
        f"{prefix}_kind": thing._meta.label_lower,
        f"{prefix}_id": thing.pk,
        f"{prefix}_name": spoken(thing, most=120),
    }
