"""What inspectors ask of the nights: each roll, each child who was searched for, each evacuation."""

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.dormitory.models import Emergency, HeadMark, HeadSaid, Roll, RollLine, Said, Search, SearchStep
from houqin.dormitory.permissions import SEE_EMERGENCIES, SEE_ROLLS
from houqin.tenancy.posts import Post


@ledger(
    "roll-calls", form_number="HQ-台账-50", title=gettext_lazy("Register of night roll calls"), permission=SEE_ROLLS,
    period=Period.MONTH,
    columns=[
        Column("night", gettext_lazy("Night"), 14), Column("roll", gettext_lazy("Roll"), 34, "start"),
        Column("expected", gettext_lazy("Beds assigned"), 14), Column("present", gettext_lazy("In bed"), 14),
        Column("elsewhere", gettext_lazy("Elsewhere, known"), 50, "start"),
        Column("searched", gettext_lazy("Searched for"), 14), Column("closed", gettext_lazy("Roll closed at"), 20),
        Column("who", gettext_lazy("Roll closed by"), 20),
    ],
    note=gettext_lazy("A roll closes only when every bed is explained (GT-13)."),
    signatures=[Post.DORM_MANAGER.label, Post.DUTY_LEADER.label],
)  # fmt: skip
def roll_calls(school, span):
    """Three queries, whatever the number of nights."""
    rolls = Roll.objects.of(school).filter(night__gte=span.first, night__lte=span.last)
    rolls = list(
        rolls.select_related("building", "closed_by").annotate(searched=Count("searches")).order_by(
            "night", "building__name", "kind"
        )
    )  # fmt: skip
    said: dict[int, Counter] = {roll.pk: Counter() for roll in rolls}
    for roll, word, number in (
        RollLine.objects.filter(roll__in=rolls, pupil__isnull=False)
        .values("roll", "said").annotate(number=Count("pk")).values_list("roll", "said", "number").order_by()
    ):  # fmt: skip
        said[roll][word] += number
    for roll in rolls:
        number = said[roll.pk]
        away = [f"{Said(word).label} {count}" for word, count in sorted(number.items()) if word != Said.PRESENT]
        yield Row(
            {
                "night": roll.night, "roll": f"{roll.get_kind_display()} {roll.building}",
                "expected": sum(number.values()) if roll.closed_at else "", "present": number[Said.PRESENT],
                "elsewhere": away or _("nobody"), "searched": roll.searched or "",
                "closed": roll.closed_at or _("never closed"), "who": str(roll.closed_by or ""),
            },
            key=roll.pk,
        )  # fmt: skip


@ledger(
    "searches", form_number="HQ-台账-51", title=gettext_lazy("Register of searches for pupils"),
    permission=SEE_ROLLS, period=Period.RANGE,
    columns=[
        Column("code", gettext_lazy("Number"), 22), Column("pupil", gettext_lazy("Pupil"), 22),
        Column("bed", gettext_lazy("Bed"), 24), Column("since", gettext_lazy("Bed found empty"), 20),
        Column("steps", gettext_lazy("Steps"), 70, "start"), Column("found", gettext_lazy("Child found at"), 20),
        Column("where", gettext_lazy("Where"), 36, "start"), Column("who", gettext_lazy("Child found by"), 18),
    ],
    note=gettext_lazy("The minutes count from the empty bed (DR-04)."),
    signatures=[Post.DUTY_LEADER.label, Post.PRINCIPAL.label],
)  # fmt: skip
def searches(school, span):
    """Two queries, whatever the number of searches."""
    rows = Search.objects.of(school).filter(missing_since__gte=span.begins_at, missing_since__lt=span.ends_at)
    rows = rows.select_related("pupil", "bed__room__space", "found_by").prefetch_related("steps")
    for row in rows.order_by("missing_since", "pk"):
        steps = sorted(row.steps.all(), key=lambda one: (one.happened_at, one.pk))
        yield Row(
            {
                "code": row.code, "pupil": row.pupil.name, "bed": str(row.bed), "since": row.missing_since,
                "steps": [_step(school, one) for one in steps],
                "found": row.found_at or _("not found"), "where": row.found_where, "who": str(row.found_by or ""),
            },
            key=row.pk,
        )  # fmt: skip


def _step(school, one: SearchStep) -> str:
    said = _(", ").join(filter(None, [str(one), "" if one.was_reached else _("nobody reached")]))
    return f"{school.localtime(one.happened_at):%H:%M} {said}"


@ledger(
    "evacuations", form_number="HQ-台账-52", title=gettext_lazy("Register of evacuations"),
    permission=SEE_EMERGENCIES, period=Period.RANGE,
    columns=[
        Column("started", gettext_lazy("Began at"), 24), Column("what", gettext_lazy("What happened"), 60, "start"),
        Column("kind", gettext_lazy("Kind"), 16), Column("expected", gettext_lazy("Should be here"), 16),
        Column("safe", gettext_lazy("Safe"), 16), Column("ended", gettext_lazy("Ended at"), 24),
        Column("who", gettext_lazy("Ended by"), 20),
    ],
    signatures=[Post.DUTY_LEADER.label, Post.PRINCIPAL.label],
)  # fmt: skip
def evacuations(school, span):
    """Two queries, whatever their number."""
    rows = Emergency.objects.of(school).filter(started_at__gte=span.begins_at, started_at__lt=span.ends_at)
    rows = list(rows.select_related("ended_by").annotate(expected=Count("people")).order_by("started_at", "pk"))
    newest: dict[tuple[int, int], str] = {}
    marks = HeadMark.objects.filter(emergency__in=rows).order_by("happened_at", "pk")
    for emergency, pupil, said in marks.values_list("emergency", "pupil", "said"):
        newest[emergency, pupil] = said
    safe = Counter(emergency for (emergency, _pupil), said in newest.items() if said == HeadSaid.SAFE)
    for row in rows:
        yield Row(
            {
                "started": row.started_at, "what": row.what, "kind": _("Drill") if row.is_drill else _("Real"),
                "expected": row.expected, "safe": safe[row.pk], "ended": row.ended_at or "",
                "who": str(row.ended_by or ""),
            },
            key=row.pk,
        )  # fmt: skip
