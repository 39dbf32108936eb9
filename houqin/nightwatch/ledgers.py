"""Patrol rounds, hand-overs and the roster on paper."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.columns import Signed
from houqin.documents.ledgers import Column, Period, Row, ledger
from houqin.kernel.shown import shown
from houqin.nightwatch.models import Mark, NightDuty, Round, ShiftHandover
from houqin.nightwatch.paper import FORM_NUMBER, signed_by
from houqin.nightwatch.permissions import SEE_HANDOVERS, SEE_NIGHT
from houqin.nightwatch.selectors.nights import walked
from houqin.tenancy.posts import Post


@ledger(
    "patrol-rounds", form_number="HQ-台账-44", title=gettext_lazy("Register of patrol rounds"), permission=SEE_NIGHT,
    period=Period.MONTH,
    columns=[
        Column("route", gettext_lazy("Route"), 32, "start"), Column("planned", gettext_lazy("Planned"), 18),
        Column("begun", gettext_lazy("First point"), 18), Column("ended", gettext_lazy("Last point"), 18),
        Column("who", gettext_lazy("Walked by"), 22), Column("passed", gettext_lazy("Points"), 14),
        Column("missed", gettext_lazy("Points not passed"), 44, "start"),
        Column("odd", gettext_lazy("To be looked at"), 50, "start"),
    ],
    note=gettext_lazy("Planned at least every two hours by night (DP-01). A point that was not passed is named."),
    signatures=[Post.DUTY_LEADER.label, Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def patrol_rounds(school, span):
    """By the night that they belong to. Five queries, whatever their number. What is still to come is not on paper."""
    rows = Round.objects.of(school).filter(on__range=(span.first, span.last), closed_at__isnull=False)
    rounds = list(rows.select_related("route", "version", "school").order_by("starts_at", "pk"))
    taken_back = _taken_back(school, rounds)
    for one in walked(rounds):
        marks = one.marks
        late = next((mark.received_at for mark in reversed(marks) if mark.received_at > one.round.closes_at), None)
        yield Row(
            {
                "route": one.round.route.name, "planned": one.round.starts_at,
                "begun": marks[0].happened_at if marks else None, "ended": marks[-1].happened_at if marks else None,
                "who": shown(list(dict.fromkeys(mark.by.name for mark in marks))),
                "passed": f"{len(one.way) - len(one.missed)}/{len(one.way)}",
                "missed": shown([point.space.name for point in one.missed]) or _("none"),
                "odd": [f"{mark.space.name} {odd.words}" for mark in marks for odd in one.odd.get(mark.pk, ())],
            },
            key=one.round.pk, entered_at=late, remark=shown(taken_back[one.round.pk]),
        )  # fmt: skip


def _taken_back(school, rounds: list[Round]) -> dict[int, list[str]]:
    """Round key → the marks that no longer count, and why: a round that was complete may have become incomplete."""
    said = defaultdict(list)
    rows = Mark.objects.filter(round__in=rounds, corrects__isnull=False).select_related("space")
    for mark in rows.order_by("received_at", "pk"):
        when = f"{school.localtime(mark.happened_at):%H:%M}"
        said[mark.round_id].append(
            _("Mark {place} {time} taken back: {why}").format(place=mark.space.name, time=when, why=mark.note)
        )
    return said


@ledger(
    "shift-handover", form_number=FORM_NUMBER, title=gettext_lazy("Register of shift hand-overs"),
    permission=SEE_HANDOVERS, period=Period.MONTH,
    columns=[
        Column("night", gettext_lazy("Night of"), 16),
        Column("facts", gettext_lazy("What is to be known"), 100, "start"),
        Column("left", gettext_lazy("Hands over"), 24), Column("left_at", gettext_lazy("Signed at"), 20),
        Column("taken", gettext_lazy("Takes over"), 24), Column("taken_at", gettext_lazy("Taken at"), 20),
    ],
    note=gettext_lazy("Each report is printed on its own page as it was signed."),
    signatures=[Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def shift_handover(school, span):
    """One query. A corrected report stays, struck."""
    rows = ShiftHandover.objects.of(school).filter(night__range=(span.first, span.last))
    rows = rows.select_related("left_by", "signature", "taken__by", "taken__signature", "school")
    for one in rows.order_by("night", "pk"):
        taken = getattr(one, "taken", None)
        yield Row(
            {
                "night": one.night, "facts": [*_not_as_it_should(one), *filter(None, [one.remarks])] or _("nothing"),
                "left": signed_by(one.left_by, one.signature), "left_at": one.left_at,
                "taken": signed_by(taken.by, taken.signature) if taken else Signed(_("not taken over")),
                "taken_at": taken.at if taken else None,
            },
            key=one.pk, corrects=one.corrects_id,
        )  # fmt: skip


def _not_as_it_should(one: ShiftHandover) -> list[str]:
    """The lines of the report that carry a bad state."""
    return [
        " ".join(filter(None, [line["label"], line["quiet"]]))
        for section in one.sections for line in section["lines"] if line["state"] in ("late", "missed", "held")
    ]  # fmt: skip


@ledger(
    "night-roster", form_number="HQ-台账-46", title=gettext_lazy("Roster of the nights"), permission=SEE_NIGHT,
    period=Period.MONTH, portrait=True,
    columns=[
        Column("night", gettext_lazy("Night of"), 20), Column("role", gettext_lazy("What for"), 30),
        Column("building", gettext_lazy("Building"), 40, "start"), Column("who", gettext_lazy("Who"), 30),
        Column("by", gettext_lazy("Planned by"), 30), Column("why", gettext_lazy("Why it was changed"), 40, "start"),
    ],
    signatures=[Post.GENERAL_AFFAIRS_DIRECTOR.label],
)  # fmt: skip
def night_roster(school, span):
    """One query."""
    rows = NightDuty.objects.of(school).standing().filter(night__range=(span.first, span.last))
    for one in rows.select_related("user", "building", "planned_by").order_by("night", "role", "pk"):
        yield Row(
            {
                "night": one.night, "role": one.get_role_display(),
                "building": one.building.name if one.building else "", "who": one.user.name,
                "by": one.planned_by.name, "why": one.why,
            },
            key=one.pk,
        )  # fmt: skip
