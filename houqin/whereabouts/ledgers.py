"""The registers of leave, of sick children at night, and of who was elsewhere."""

from collections import defaultdict

from django.utils.translation import gettext_lazy, pgettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.tenancy.posts import Post
from houqin.whereabouts.models import Away, Illness, IllnessStep, Leave
from houqin.whereabouts.permissions import CARE, SEE_WHEREABOUTS
from houqin.whereabouts.selectors.classes import classes_of
from houqin.whereabouts.words import state_of


def _classes(school, span, pupils):
    """As they sat on the last day of the sheet, or today when the period lasts. One query."""
    return classes_of(set(pupils), on=span.last)


@ledger(
    "leave", form_number="HQ-台账-26", title=gettext_lazy("Leave register"), permission=SEE_WHEREABOUTS,
    period=Period.MONTH,
    columns=[
        Column("pupil", gettext_lazy("Child"), 18), Column("school_class", gettext_lazy("Class"), 18),
        Column("starts_at", gettext_lazy("From"), 16), Column("until_at", gettext_lazy("To"), 16),
        Column("confirmed", gettext_lazy("Guardian confirmed"), 26),
        Column("approved", gettext_lazy("Approved by"), 18), Column("signed", gettext_lazy("Countersigned by"), 18),
        Column("taken", gettext_lazy("Handed over to, proof"), 30),
        Column("gone", pgettext_lazy("leave", "Handed over"), 20), Column("back", gettext_lazy("Returned"), 20),
    ],
    note=gettext_lazy("Nobody goes overnight without guardian, head teacher and leader (GT-14)."),
    signatures=[Post.DORM_MANAGER.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def leaves(school, span):
    """Those that begin in the period. Two queries."""
    rows = Leave.objects.of(school).filter(starts_at__gte=span.begins_at, starts_at__lt=span.ends_at)
    rows = list(rows.select_related(
        "pupil", "guardian", "approved_by", "countersigned_by", "handed_over_by", "returned_to"
    ).order_by("starts_at", "pk"))  # fmt: skip
    classes = _classes(school, span, (row.pupil_id for row in rows))
    for row in rows:
        _shape, word = state_of(row, at=span.known_until)
        yield Row({
            "pupil": row.pupil.name, "school_class": str(classes.get(row.pupil_id, "")), "starts_at": row.starts_at,
            "until_at": row.until_at, "confirmed": _lines(_guardian(row), row.get_confirmed_how_display()),
            "approved": _name(row.approved_by), "signed": _name(row.countersigned_by),
            "taken": _lines(row.taken_by, f"{row.get_proof_kind_display()} {row.proof_last4}".strip(), row.consent),
            "gone": _signed(school, row.handed_over_by, row.handed_over_at),
            "back": _signed(school, row.returned_to, row.returned_at),
        }, key=row.pk, remark=word)  # fmt: skip


def _guardian(row: Leave) -> str:
    return f"{row.guardian.name} {row.guardian.relation}" if row.confirmed_at else ""


def _lines(*said) -> str:
    return "\n".join(str(one) for one in said if one)


def _name(user) -> str:
    return user.name if user else ""


def _signed(school, user, when) -> str:
    return f"{user.name}\n{school.localtime(when):%m-%d %H:%M}" if when else ""


@ledger(
    "night-illness", form_number="HQ-台账-27", title=gettext_lazy("Register of sick children"), permission=CARE,
    period=Period.MONTH,
    columns=[
        Column("pupil", gettext_lazy("Child"), 20), Column("school_class", gettext_lazy("Class"), 20),
        Column("noticed_at", gettext_lazy("Noticed at"), 16), Column("noticed_by", gettext_lazy("Noticed by"), 18),
        Column("guardian", gettext_lazy("Guardian called"), 30), Column("doctor", gettext_lazy("Doctor called"), 26),
        Column("emergency", gettext_lazy("120 called"), 22), Column("hospital", gettext_lazy("Hospital, escort"), 34),
        Column("closed_at", gettext_lazy("Over at"), 16), Column("closed_by", gettext_lazy("Case closed by"), 18),
    ],
    note=gettext_lazy("What was wrong stands in the confidential notes, not here (PD-05)."),
    signatures=[Post.SCHOOL_DOCTOR.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def sick_children(school, span):
    """Those noticed in the period. Three queries; no word of the notes is read."""
    rows = Illness.objects.of(school).filter(noticed_at__gte=span.begins_at, noticed_at__lt=span.ends_at)
    rows = list(rows.select_related("pupil", "noticed_by", "closed_by").order_by("noticed_at", "pk"))
    steps: dict[tuple[int, str], list] = defaultdict(list)
    found = IllnessStep.objects.of(school).filter(illness__in=rows).defer("note", "temperature_c")
    for step in found.select_related("guardian").order_by("happened_at", "pk"):
        steps[step.illness_id, step.kind].append(step)
    classes, kind = _classes(school, span, (row.pupil_id for row in rows)), IllnessStep.Kind
    for row in rows:
        yield Row({
            "pupil": row.pupil.name, "school_class": str(classes.get(row.pupil_id, "")), "noticed_at": row.noticed_at,
            "noticed_by": row.noticed_by.name, "closed_at": row.closed_at, "closed_by": _name(row.closed_by),
            "guardian": _called(school, steps[row.pk, kind.GUARDIAN]),
            "doctor": _called(school, steps[row.pk, kind.DOCTOR]),
            "emergency": _called(school, steps[row.pk, kind.EMERGENCY]),
            "hospital": _called(school, steps[row.pk, kind.HOSPITAL]),
        }, key=row.pk)  # fmt: skip


def _called(school, steps: list[IllnessStep]) -> str:
    return _lines(*(" ".join(filter(None, [
        f"{school.localtime(step.happened_at):%H:%M}", step.guardian.name if step.guardian else "", step.place,
        step.person, step.get_escort_display(), step.reference,
        str(gettext_lazy("not reached")) if step.was_reached is False else "",
    ])) for step in steps))  # fmt: skip


@ledger(
    "away", form_number="HQ-台账-28", title=gettext_lazy("Register of children elsewhere"),
    permission=SEE_WHEREABOUTS, period=Period.MONTH,
    columns=[
        Column("pupil", gettext_lazy("Child"), 22), Column("school_class", gettext_lazy("Class"), 22),
        Column("kind", gettext_lazy("Whereabouts"), 24), Column("where", gettext_lazy("Which one"), 34, "start"),
        Column("starts_at", gettext_lazy("Since"), 18), Column("until_at", gettext_lazy("Expected back"), 18),
        Column("confirmed_by", gettext_lazy("Who vouches for it"), 24), Column("ended_at", gettext_lazy("Back at"), 18),
        Column("ended_by", gettext_lazy("Said by"), 22),
    ],
    note=gettext_lazy("Every absence has a place and a person who vouches for it (D-18)."),
    signatures=[Post.DORM_MANAGER.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def elsewhere(school, span):
    """Those that began in the period. Two queries."""
    rows = Away.objects.of(school).filter(starts_at__gte=span.begins_at, starts_at__lt=span.ends_at)
    rows = list(rows.select_related("pupil", "space", "confirmed_by", "ended_by").order_by("starts_at", "pk"))
    classes = _classes(school, span, (row.pupil_id for row in rows))
    for row in rows:
        is_late = school.localdate(row.recorded_at) != school.localdate(row.starts_at)
        yield Row({
            "pupil": row.pupil.name, "school_class": str(classes.get(row.pupil_id, "")),
            "kind": row.get_kind_display(), "where": row.where, "starts_at": row.starts_at, "until_at": row.until_at,
            "confirmed_by": row.confirmed_by.name, "ended_at": row.ended_at, "ended_by": _name(row.ended_by),
        }, key=row.pk, entered_at=row.recorded_at if is_late else None)  # fmt: skip
