"""Choose things of one kind, print their labels, or sheets for the wall."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.documents.coded import KINDS, CodedKind
from houqin.documents.downloads import pdf_response
from houqin.documents.labels import MOST_COPIES, MOST_LABELS, SIZES, SMALL, label_page
from houqin.documents.walls import wall_sheets
from houqin.kernel.permissions import authorise

ON_A_PAGE = 60

#: The size that is no grid: one A4 a place.
WALL = "wall"


def labelled_for(actor, *, school, at) -> list[CodedKind]:
    """The kinds that carry labels and whose things this person may see."""
    return [kind for kind in KINDS.values() if kind.labels and actor.may(kind.labels.needs, school=school, at=at)]


@require_safe
def choose(request):
    """Things of one kind, each with a tick; what is ticked is printed, or the whole list when nothing is."""
    kinds = labelled_for(request.user, school=request.school, at=request.now)
    kind = _kind(request) if request.GET.get("kind") else next(iter(kinds), None)
    if kind is None:
        raise Http404
    asked = request.GET.get("q", "").strip()[:60]
    rows = _asked(kind.labels.rows(request.school), kind, asked)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "kinds": kinds,
        "kind": kind,
        "asked": asked,
        "page": page,
        "lines": [(row.pk, *kind.labels.line(row)) for row in page],
        "sizes": SIZES.values(),
        "small": SMALL,
        "places": range(1, SMALL.per_sheet + 1),
        "copies": range(1, MOST_COPIES + 1),
    }
    return render(request, "documents/choose_labels.html", context)


@require_safe
def print_labels(request):
    """`?kind=lot&thing=3&thing=4`, or all of `?kind=lot&q=…` when no thing is named; `size=wall` is a PDF at once."""
    kind = _kind(request)
    rows = kind.labels.rows(request.school)
    named = request.GET.getlist("thing")[:MOST_LABELS]
    if named:
        keys = {_whole(text) for text in named}
        rows = rows.filter(pk__in=keys)
        if rows.count() < len(keys):
            raise Http404
    else:
        rows = _asked(rows, kind, request.GET.get("q", "").strip()[:60])
        rows = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:MOST_LABELS]))
    with timezone.override(request.school.zone):
        if request.GET.get("size") == WALL:
            return _walls(request, kind, rows)
        return label_page(request, kind.labels.draw(rows), str(kind.labels.title))


def _walls(request, kind: CodedKind, rows):
    if kind.labels.walls is None:
        raise Http404
    pdf = wall_sheets(kind.labels.walls(rows, at=request.now), at=request.now)
    return pdf_response(pdf, f"{_('Wall sheets')}.pdf", save="save" in request.GET)


def _kind(request) -> CodedKind:
    """Raises Http404 for a kind that has no labels, NotYours for what this person may not see."""
    kind = KINDS.get(request.GET.get("kind", ""))
    if kind is None or kind.labels is None:
        raise Http404
    authorise(request.user, kind.labels.needs, school=request.school, at=request.now)
    return kind


def _asked(rows, kind: CodedKind, text: str):
    if not text:
        return rows
    wanted = Q()
    for name in kind.labels.names:
        wanted |= Q(**{f"{name}__icontains": text})
    return rows.filter(wanted)


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 18:
        return int(text)
    raise Http404
