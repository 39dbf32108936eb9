"""Put right by one, verified by another (GT-19)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from houqin.duties.actions import answer_about
from houqin.incidents import events
from houqin.incidents.actions.steps import add_step, ask_to_fix, ask_to_verify, locked, photos_of
from houqin.incidents.gates import hazards as gates
from houqin.incidents.models import Grade, Hazard, HazardStep
from houqin.incidents.notice_kinds import HAZARD_SENT_BACK
from houqin.incidents.permissions import FIX_HAZARDS, REPORT_HAZARDS, VERIFY_HAZARDS
from houqin.incidents.selectors.hazards import DAYS, fixers_of
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.spoken import Spoken
from houqin.notices.actions import tell
from houqin.tenancy.parameters import parameters_of


@transaction.atomic
def fix_hazard(*, hazard: Hazard, note: str | Spoken, photos: Iterable = (), actor, at: datetime) -> Hazard:
    """Record what was done about it. It waits for somebody else to look, graded or not.

    Raises Refused: NOTE_MISSING, CLOSED_ALREADY, FIXED_ALREADY; those of attachments.
    """
    authorise(actor, FIX_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    said = note if isinstance(note, Spoken) else note.strip()[:500]
    require(gates.may_fix(hazard, note=str(said)))
    hazard.state, hazard.fixed_at, hazard.fixed_by = Hazard.State.FIXED, at, actor
    hazard.save(update_fields=["state", "fixed_at", "fixed_by"])
    step = add_step(hazard, HazardStep.Kind.FIXED, note=said, photos=photos, actor=actor, at=at)
    record(events.HAZARD_FIXED, hazard, about=photos_of(step), actor=actor, at=at, code=hazard.code, note=said)
    answer_about(hazard, at=at)
    ask_to_verify(hazard, parameters_of(hazard.school, on=hazard.school.localdate(at)), at=at)
    return hazard


@transaction.atomic
def verify_hazard(*, hazard: Hazard, note: str = "", photos: Iterable = (), actor, at: datetime) -> Hazard:
    """Say, having looked, that it is put right. This closes it. What is out of use stays so until it is released.

    Raises Refused: NOT_FIXED, NOT_GRADED, CLOSED_ALREADY; FIXED_BY_YOU, YOURS_TO_FIX (GT-19).
    """
    authorise(actor, VERIFY_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    require(gates.may_close(hazard, actor=actor, fixers=fixers_of(hazard)))
    hazard.state, hazard.verified_by, hazard.closed_at = Hazard.State.CLOSED, actor, at
    hazard.save(update_fields=["state", "verified_by", "closed_at"])
    step = add_step(hazard, HazardStep.Kind.VERIFIED, note=note.strip()[:500], photos=photos, actor=actor, at=at)
    record(
        events.HAZARD_VERIFIED, hazard, about=photos_of(step), actor=actor, at=at, code=hazard.code,
        fixer=hazard.fixed_by.name, note=note.strip(),
    )  # fmt: skip
    answer_about(hazard, at=at)
    return hazard


@transaction.atomic
def send_back_hazard(
    *, hazard: Hazard, note: str, due_on: date | None = None, photos: Iterable = (), actor, at: datetime
) -> Hazard:
    """Say, having looked, that it is not put right. Its owner tries again, by a new day.

    Without a day, the grade's days count from today.
    Raises Refused: NOT_FIXED, CLOSED_ALREADY, NOTE_MISSING; FIXED_BY_YOU, YOURS_TO_FIX (GT-19); due_is_possible.
    """
    authorise(actor, VERIFY_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    school, today = hazard.school, hazard.school.localdate(at)
    numbers = parameters_of(school, on=today)
    latest = today + timedelta(days=int(numbers[DAYS[Grade(hazard.grade or Grade.MINOR)]]))
    require(
        gates.may_judge(hazard, actor=actor, fixers=fixers_of(hazard)),
        gates.says_something(note),
        gates.due_is_possible(due_on, grade=hazard.grade, latest=latest, today=today),
    )
    hazard.state = Hazard.State.FIXING if hazard.grade else Hazard.State.FOUND
    hazard.sent_back += 1
    hazard.due_on = due_on or latest
    hazard.save(update_fields=["state", "sent_back", "due_on"])
    add_step(
        hazard, HazardStep.Kind.SENT_BACK, note=note.strip()[:500], photos=photos, due_on=hazard.due_on, actor=actor,
        at=at,
    )  # fmt: skip
    record(
        events.HAZARD_SENT_BACK, hazard, about=[hazard.fixed_by], actor=actor, at=at, code=hazard.code,
        note=note.strip(),
    )  # fmt: skip
    answer_about(hazard, at=at)
    ask_to_fix(hazard, at=at)
    tell(
        HAZARD_SENT_BACK, to=[hazard.fixed_by], school=school, subject=hazard, at=at, code=hazard.code,
        url=reverse("incidents:hazard", args=[hazard.pk]), what=hazard.what, note=note.strip(),
    )  # fmt: skip
    return hazard


@transaction.atomic
def note_on_hazard(*, hazard: Hazard, note: str, photos: Iterable = (), actor, at: datetime) -> HazardStep:
    """Add what is known meanwhile: a part is ordered, the firm comes on Friday. Also after it is closed.

    Raises Refused: NOTE_MISSING; those of attachments.
    """
    authorise(actor, REPORT_HAZARDS, school=hazard.school, at=at)
    hazard = locked(hazard)
    require(gates.says_something(note))
    step = add_step(hazard, HazardStep.Kind.NOTED, note=note.strip()[:500], photos=photos, actor=actor, at=at)
    record(events.HAZARD_NOTED, hazard, about=photos_of(step), actor=actor, at=at, code=hazard.code, note=note.strip())
    return step
