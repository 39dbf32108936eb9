"""The tag on a piece: scanned, it opens the page where it is checked. And the sheet beside a hydrant or a board."""

from django.utils.translation import gettext as _

from houqin.campus.kinds import EquipmentKind
from houqin.campus.models import Equipment
from houqin.campus.selectors.pieces import ends_on
from houqin.documents.labels import Label, label_url
from houqin.documents.walls import Wall
from houqin.tenancy.here import answering_for


class InEachLanguage:
    """A kind as a lazy word: a wall is read in two languages."""

    def __init__(self, kind: EquipmentKind):
        self.kind = kind

    def __str__(self) -> str:
        return str(self.kind)


def piece_label(piece: Equipment) -> Label:
    """`piece` has school and space loaded."""
    end = ends_on(piece)
    made = _("Made {day}").format(day=f"{piece.made_on:%Y-%m}") if piece.made_on else ""
    return Label(
        code=piece.code,
        name=str(piece.kind_of),
        strong=_("Scrap by {day}").format(day=f"{end:%Y-%m-%d}") if end else "",
        lines=[piece.where, made],
        url=label_url(piece.school, piece.code),
        school=piece.school.name,
    )


def piece_wall(piece: Equipment, *, at) -> Wall:
    post, names = answering_for(piece.space, at=at)
    return Wall(
        code=piece.code, name=piece.where, kind=InEachLanguage(piece.kind_of), post=post, names=names,
        url=label_url(piece.school, piece.code), school=piece.school.name,
    )  # fmt: skip
