"""Registers 36 to 40: rounds, talks, safe keeping, found things, lessons."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.discipline.models import (
    AfterBellRound,
    EnvelopeMovement,
    FoundThing,
    Lesson,
    RoomHeard,
    Violation,
    ViolationStep,
)
from houqin.discipline.permissions import SEE_ALL_TALKS, SEE_KEPT, SEE_NAMES, SEE_REST
from houqin.documents.columns import Signed
from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.tenancy.posts import Post

SIGNERS = [Post.DORM_MANAGER.label, Post.DUTY_LEADER.label]


def _late(row):
    """A record entered on another day than it speaks of."""
    school = row.school
    return row.received_at if school.localdate(row.received_at) != school.localdate(row.happened_at) else None


@ledger(
    "after-bell-rounds", form_number="HQ-台账-36", title=gettext_lazy("Register of rounds after the bell"),
    permission=SEE_REST, period=Period.MONTH, signatures=SIGNERS,
    columns=[
        Column("night", gettext_lazy("Night"), 16), Column("building", gettext_lazy("Building"), 26),
        Column("at", gettext_lazy("Round made at"), 20), Column("rooms", gettext_lazy("Rooms"), 12),
        Column("loud", gettext_lazy("Not quiet"), 14), Column("what", gettext_lazy("What was heard"), 80, "start"),
        Column("by", gettext_lazy("By"), 18),
    ],
    note=gettext_lazy("Rooms are written down, never children. Quiet is a record as well (D-11)."),
)  # fmt: skip
def after_bell_rounds(school, span):
    """By nights: the last of a month ends in the next. Two queries."""
    heard = RoomHeard.objects.exclude(heard="").select_related("room__space").order_by("pk")
    rows = AfterBellRound.objects.of(school).filter(night__range=(span.first, span.last))
    rows = rows.select_related("building", "by", "school").prefetch_related(Prefetch("doors", heard))
    for one in rows.order_by("night", "happened_at", "pk"):
        said = [" ".join(filter(None, (door.room.space.name, door.words, door.note))) for door in one.doors.all()]
        yield Row(
            {"night": one.night, "building": one.building.name, "at": one.happened_at, "rooms": one.rooms,
             "loud": one.loud, "what": said or _("all quiet"), "by": one.by.name},
            key=one.pk, entered_at=one.entered_at if one.is_entered_late else None, remark=one.note,
        )  # fmt: skip


@ledger(
    "talks", form_number="HQ-台账-37", title=gettext_lazy("Register of talks and follow-up"), permission=SEE_ALL_TALKS,
    period=Period.MONTH, signatures=SIGNERS,
    columns=[
        Column("code", gettext_lazy("Number"), 22), Column("pupil", gettext_lazy("Child"), 20),
        Column("at", gettext_lazy("Happened at"), 20), Column("what", gettext_lazy("What was seen"), 44, "start"),
        Column("talk", gettext_lazy("Talk"), 44, "start"), Column("contact", gettext_lazy("Guardians"), 34, "start"),
        Column("again", gettext_lazy("Looked again"), 34, "start"), Column("end", gettext_lazy("End"), 14),
    ],
    note=gettext_lazy("For those who must act. It is neither posted nor read out (DR-08)."),
)  # fmt: skip
def talks(school, span):
    """Two queries. A matter stands in the month in which it happened, with all that followed."""
    kinds = ViolationStep.Kind
    rows = Violation.objects.of(school).filter(happened_at__gte=span.begins_at, happened_at__lt=span.ends_at)
    rows = rows.select_related("pupil", "school").prefetch_related(
        Prefetch("steps", ViolationStep.objects.select_related("by", "guardian").order_by("pk"))
    )
    for one in rows.order_by("happened_at", "pk"):
        steps = list(one.steps.all())
        corrections = [step.words for step in steps if step.kind == kinds.CORRECTION]
        yield Row(
            {
                "code": one.code, "pupil": one.pupil.name, "at": one.happened_at,
                "what": f"{one.kind_words}{_(': ')}{one.what}",
                "talk": [_said(step) for step in steps if step.kind == kinds.TALK],
                "contact": [_contact(step) for step in steps if step.kind == kinds.CONTACT],
                "again": [_said(step) for step in steps if step.kind == kinds.FOLLOW_UP],
                "end": [step.get_kind_display() for step in steps if step.kind in ViolationStep.ENDS],
            },
            key=one.pk, entered_at=_late(one), struck=any(step.kind == kinds.WITHDRAWN for step in steps),
            remark=corrections,
        )  # fmt: skip


def _said(step) -> str:
    return " ".join(filter(None, (f"{step.school.localdate(step.happened_at):%m-%d}", step.by.name, step.words)))


def _contact(step) -> str:
    whom = f"{step.guardian.relation} {step.guardian.name}" if step.guardian else ""
    reached = _("Reached") if step.reached else _("Nobody answered")
    return " ".join(filter(None, (whom, step.get_way_display(), reached)))


@ledger(
    "safe-keeping", form_number="HQ-台账-38", title=gettext_lazy("Register of safe keeping"), permission=SEE_KEPT,
    period=Period.MONTH, signatures=SIGNERS,
    columns=[
        Column("at", gettext_lazy("At"), 22), Column("number", gettext_lazy("Envelope"), 16),
        Column("pupil", gettext_lazy("Owner"), 24), Column("kind", gettext_lazy("In or out"), 16),
        Column("yuan", gettext_lazy("Yuan"), 18), Column("things", gettext_lazy("Things"), 44, "start"),
        Column("signed", gettext_lazy("Signature of the pupil"), 26), Column("by", gettext_lazy("Keeper"), 26),
    ],
)  # fmt: skip
def safe_keeping(school, span):
    """Two queries."""
    rows = EnvelopeMovement.objects.of(school).filter(happened_at__gte=span.begins_at, happened_at__lt=span.ends_at)
    rows = rows.select_related("envelope__pupil", "by", "signed_by_pupil", "signed_by_keeper")
    for one in rows.prefetch_related("things").order_by("happened_at", "pk"):
        yield Row(
            {"at": one.happened_at, "number": one.envelope.number, "pupil": one.envelope.pupil.name,
             "kind": one.get_kind_display(), "yuan": one.amount_yuan,
             "things": [str(thing) for thing in one.things.all()],
             "signed": Signed(one.envelope.pupil.name, [one.signed_by_pupil.file]),
             "by": Signed(one.by.name, [one.signed_by_keeper.file])},
            key=one.pk, remark=one.note,
        )  # fmt: skip


@ledger(
    "lost-and-found", form_number="HQ-台账-39", title=gettext_lazy("Register of lost and found"), permission=SEE_NAMES,
    period=Period.MONTH, signatures=SIGNERS,
    columns=[
        Column("at", gettext_lazy("Found at"), 20), Column("code", gettext_lazy("Number"), 22),
        Column("what", gettext_lazy("Thing found"), 40, "start"),
        Column("where", gettext_lazy("Where"), 34, "start"),
        Column("shelf", gettext_lazy("Shelf"), 24), Column("end", gettext_lazy("How it left"), 24),
        Column("how", gettext_lazy("To whom, recognised by what"), 44, "start"), Column("by", gettext_lazy("By"), 18),
    ],
)  # fmt: skip
def lost_and_found(school, span):
    """One query."""
    rows = FoundThing.objects.of(school).filter(happened_at__gte=span.begins_at, happened_at__lt=span.ends_at)
    rows = rows.select_related("school", "place", "recorded_by", "outcome__pupil", "outcome__by")
    for one in rows.order_by("happened_at", "pk"):
        out = getattr(one, "outcome", None)
        whose = (out.pupil.name if out.pupil else out.who) if out else ""
        yield Row(
            {"at": one.happened_at, "code": one.code, "what": one.what,
             "where": " ".join(filter(None, (one.place and one.place.name, one.where))), "shelf": one.shelf,
             "end": out.get_kind_display() if out else _("waiting"),
             "how": " ".join(filter(None, (whose, out.how))) if out else "",
             "by": out.by.name if out else one.recorded_by.name},
            key=one.pk, entered_at=_late(one),
        )  # fmt: skip


@ledger(
    "safety-lessons", form_number="HQ-台账-40", title=gettext_lazy("Register of safety lessons for boarders"),
    permission=SEE_NAMES, period=Period.RANGE, signatures=SIGNERS,
    columns=[
        Column("at", gettext_lazy("Lesson held at"), 22), Column("whom", gettext_lazy("Class or building"), 34),
        Column("topics", gettext_lazy("What was taught"), 70, "start"), Column("there", gettext_lazy("Were there"), 14),
        Column("absent", gettext_lazy("To be taught later"), 44, "start"), Column("by", gettext_lazy("By"), 20),
    ],
)  # fmt: skip
def safety_lessons(school, span):
    """Two queries."""
    rows = Lesson.objects.of(school).filter(happened_at__gte=span.begins_at, happened_at__lt=span.ends_at)
    rows = rows.select_related("school", "school_class", "building", "held_by").prefetch_related("attendances__pupil")
    for one in rows.order_by("happened_at", "pk"):
        absent = [row.pupil.name for row in one.attendances.all() if not row.was_there]
        yield Row(
            {"at": one.happened_at, "whom": str(one), "topics": one.topic_words, "there": one.listed - one.absent,
             "absent": absent, "by": one.held_by.name},
            key=one.pk, entered_at=_late(one), remark=one.note,
        )  # fmt: skip
