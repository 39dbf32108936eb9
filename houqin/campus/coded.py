"""Pieces of equipment carry a code for as long as they hang: E-0001."""

from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from houqin.campus.kinds import kinds
from houqin.campus.labels import piece_label, piece_wall
from houqin.campus.models import Equipment
from houqin.campus.permissions import SEE_EQUIPMENT
from houqin.documents.coded import MOST_OF_A_KIND, Answer, Labels, coded


def _pieces(school):
    rows = Equipment.objects.of(school).kept().select_related("school__bureau", "space__building")
    return rows.order_by("space__building__name", "space__code", "code")


PIECES = Labels(
    title=_("Equipment"), needs=SEE_EQUIPMENT, rows=_pieces,
    names=("code", "space__name", "space__building__name", "spot", "serial"),
    line=lambda piece: (str(piece.kind_of), f"{piece.code} {piece.where}"),
    draw=lambda rows: [piece_label(piece) for piece in rows],
    walls=lambda rows, at: [piece_wall(piece, at=at) for piece in rows],
)  # fmt: skip


@coded("equipment", _("Equipment"), place=45, needs=SEE_EQUIPMENT, shape="E-####", labels=PIECES)
def pieces(text, *, school, actor):
    """By code, by the maker's number, by what it is. One query."""
    named = [code for code, kind in kinds().items() if text in (kind.title_zh, kind.title_en) or text in kind.title_zh]
    wanted = Q(code__icontains=text) | Q(serial__icontains=text) | Q(kind__in=named)
    exact = Case(When(code__iexact=text, then=0), default=1)
    schools = {school.pk} & actor.visible_school_ids()
    rows = Equipment.objects.filter(wanted, school__in=schools).select_related("space")
    for piece in rows.order_by(exact, "code")[:MOST_OF_A_KIND]:
        yield Answer(f"{piece} {piece.where}", piece.get_absolute_url(), piece.code)
