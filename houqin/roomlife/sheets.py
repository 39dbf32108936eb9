"""What goes on a wall: the rota inside a room, with names; the week and the certificate outside, with rooms alone."""

from datetime import date

from django.utils.translation import gettext as _

from houqin.documents.columns import Column
from houqin.documents.records import Record, Section
from houqin.roomlife.models import RoomAward
from houqin.roomlife.selectors.ratings import Rating
from houqin.tenancy.posts import Post

ROTA_FORM, RATING_FORM, AWARD_FORM = "HQ-台账-33", "HQ-台账-34", "HQ-台账-35"


def rota_sheet(room, turns, *, head, first: date, last: date, path: str) -> Record:
    """It hangs inside the room, where everybody knows everybody. Why somebody is away, it does not say."""
    rows = [{"on": turn.on, "who": turn.who, "head": "", "seen": ""} for turn in turns]
    columns = [
        Column("on", _("Day"), 24), Column("who", _("Duty pupil"), 60), Column("head", _("Room head"), 40),
        Column("seen", _("Looked at by"), 40),
    ]  # fmt: skip
    return Record(
        title=_("Cleaning rota"), form_number=ROTA_FORM, path=path,
        facts=[
            (_("Dorm room"), str(room)), (_("Room head"), head.name if head else ""), (_("From"), first),
            (_("Until"), last),
        ],
        sections=[Section(_("Whose turn it is"), columns, rows, empty=_("No turn is planned in these days."))],
        notes=[_("By bed. Whoever stands in for somebody has the credit.")],
    )  # fmt: skip


def week_sheet(rated: dict[int, Rating], *, first: date, last: date, path: str) -> Record:
    """For the notice board: rooms in the order of their doors, no child, no last place."""
    rows = [
        {"where": str(one.room.space.building), "room": str(one.room), "score": one.score, "seen": len(one.scores)}
        for one in rated.values()
        if one.score is not None
    ]
    columns = [
        Column("where", _("Building"), 50, "start"), Column("room", _("Dorm room"), 50, "start"),
        Column("seen", _("Days seen"), 26), Column("score", _("Score"), 26),
    ]  # fmt: skip
    return Record(
        title=_("Rooms of the week"), form_number=RATING_FORM, path=path,
        facts=[(_("From"), first), (_("Until"), last), (_("Rooms seen"), len(rows))],
        sections=[Section(_("Rating"), columns, rows, empty=_("No room was inspected in these days."))],
        notes=[_("100 points is a room in which everything is in order. Rooms stand in the order of their doors.")],
        signatures=[Post.DORM_MANAGER.label],
    )  # fmt: skip


def certificate(award: RoomAward, *, path: str) -> Record:
    """To be hung up in the room or beside its door."""
    columns = [Column("room", _("Dorm room"), 70), Column("month", _("Month"), 50), Column("score", _("Score"), 40)]
    row = {"room": str(award.room), "month": f"{award.month:%Y-%m}", "score": award.score}
    return Record(
        title=_("Certificate: civilised room of the month"), form_number=AWARD_FORM, path=path,
        facts=[(_("Dorm room"), str(award.room)), (_("Building"), str(award.room.space.building))],
        sections=[Section(_("Awarded"), columns, [row])],
        notes=[_("For a clean, safe and friendly room, which all who live in it have made.")],
        signatures=[Post.PRINCIPAL.label, Post.GENERAL_AFFAIRS_DIRECTOR.label],
    )  # fmt: skip
