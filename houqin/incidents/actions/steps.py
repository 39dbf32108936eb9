"""What the verbs of a hazard share: its lock, its steps, its photos, its deadlines."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from houqin.duties.actions import raise_duty
from houqin.duties.withdrawing import withdraw_duties
from houqin.incidents import duties
from houqin.incidents.models import Grade, Hazard, HazardPhoto, HazardStep
from houqin.journal.attachments import store_attachment
from houqin.journal.models import Attachment
from houqin.kernel.transactions import lock
from houqin.tenancy.posts import Post

#: Until when on the last day, by the school's clock: before it goes home.
END_OF_DAY = time(18, 0)

#: Who verifies, unless it was theirs to put right.
VERIFIERS = (Post.GENERAL_AFFAIRS_DIRECTOR, Post.DEPUTY_PRINCIPAL)


def locked(hazard: Hazard) -> Hazard:
    return lock(Hazard.objects.filter(pk=hazard.pk).select_related("school__bureau", "place", "owner"))[0]


def add_step(hazard: Hazard, kind: str, *, photos: Iterable = (), actor, at: datetime, **said) -> HazardStep:
    """Write down one step with its photos: uploads, which are kept first, or attachments kept already."""
    step = HazardStep.objects.create(school=hazard.school, hazard=hazard, kind=kind, by=actor, at=at, **said)
    kept = [
        photo if isinstance(photo, Attachment)
        else store_attachment(photo, chain=hazard.school_id, actor=actor, at=at)
        for photo in photos
    ]  # fmt: skip
    unique = {one.pk: one for one in kept}
    HazardPhoto.objects.bulk_create(
        HazardPhoto(school=hazard.school, step=step, attachment=one) for one in unique.values()
    )
    return step


def photos_of(step: HazardStep) -> list[Attachment]:
    return [photo.attachment for photo in step.photos.select_related("attachment")]


def duty_owner(hazard: Hazard, at: datetime) -> str:
    """The post that answers: the one named, a post of the person named, or the general-affairs director."""
    if hazard.owner_post:
        return hazard.owner_post
    held = sorted(hazard.owner.posts_in(hazard.school, at)) if hazard.owner else []
    return held[0] if held else Post.GENERAL_AFFAIRS_DIRECTOR


def ask_to_grade(hazard: Hazard, numbers, *, at: datetime) -> None:
    """What may be major is looked at within the hour that its report to the bureau has."""
    is_bad = hazard.suggested_grade == Grade.MAJOR
    hours = int(numbers["hazard_report_up_hours" if is_bad else "hazard_grade_hours"])
    raise_duty(
        code=duties.GRADE, key=str(hazard.pk), school=hazard.school, subject=hazard, opens_at=hazard.found_at,
        due_at=hazard.found_at + timedelta(hours=hours), at=at,
    )  # fmt: skip


def ask_to_fix(hazard: Hazard, *, at: datetime) -> None:
    """One open duty: what an earlier day or owner was asked for is withdrawn."""
    if hazard.due_on is None:
        return
    owner = duty_owner(hazard, at)
    key = f"{hazard.pk}/{hazard.sent_back}/{hazard.due_on}/{owner}"
    withdraw_duties(code=duties.FIX, subject=hazard, but=key, at=at)
    raise_duty(
        code=duties.FIX, key=key, school=hazard.school, subject=hazard, opens_at=min(at, end_of(hazard, hazard.due_on)),
        due_at=end_of(hazard, hazard.due_on), owner=owner, at=at,
    )  # fmt: skip


def ask_to_verify(hazard: Hazard, numbers, *, at: datetime) -> None:
    owner = next((post for post in VERIFIERS if post != duty_owner(hazard, at)), Post.PRINCIPAL)
    raise_duty(
        code=duties.VERIFY, key=f"{hazard.pk}/{hazard.sent_back}", school=hazard.school, subject=hazard,
        opens_at=hazard.fixed_at, due_at=hazard.fixed_at + timedelta(hours=int(numbers["hazard_verify_hours"])),
        owner=owner, at=at,
    )  # fmt: skip


def ask_to_report_up(hazard: Hazard, numbers, *, at: datetime) -> None:
    """FM-13: at once. The clock starts when it was found (D-30)."""
    raise_duty(
        code=duties.REPORT_UP, key=str(hazard.pk), school=hazard.school, subject=hazard, opens_at=hazard.found_at,
        due_at=hazard.found_at + timedelta(hours=int(numbers["hazard_report_up_hours"])), at=at,
    )  # fmt: skip


def end_of(hazard: Hazard, day: date) -> datetime:
    return hazard.school.moment(day, END_OF_DAY)
