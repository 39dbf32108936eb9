"""Places carry the code that a school wrote on their doors; scanned, they open their page."""

from django.db.models import Case, F, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.documents.coded import MOST_OF_A_KIND, Answer, Labels, coded
from houqin.documents.labels import Label, label_url
from houqin.documents.short_codes import loose
from houqin.documents.walls import Wall
from houqin.tenancy.here import answering_for
from houqin.tenancy.models import Space
from houqin.tenancy.permissions import SEE_SETTINGS


def _spaces(school):
    rows = Space.objects.of(school).filter(closed_on=None)
    return rows.select_related("building", "school__bureau").order_by("code", "pk")


def space_label(space: Space) -> Label:
    return Label(
        code=space.code, name=space.name,
        lines=[space.get_kind_display(), space.building.name], url=label_url(space.school, space.code),
        school=space.school.name,
    )  # fmt: skip


def space_wall(space: Space, *, at) -> Wall:
    post, names = answering_for(space, at=at)
    return Wall(
        code=space.code, name=space.name, kind=Space.Kind(space.kind).label, post=post, names=names,
        url=label_url(space.school, space.code), school=space.school.name,
    )  # fmt: skip


PLACES = Labels(
    title=gettext_lazy("Rooms and other spaces"), needs=SEE_SETTINGS, rows=_spaces,
    names=("code", "name", "building__name"),
    line=lambda space: (space.name, _(", ").join([space.code, space.get_kind_display(), space.building.name])),
    draw=lambda rows: [space_label(space) for space in rows],
    walls=lambda rows, at: [space_wall(space, at=at) for space in rows],
)  # fmt: skip


@coded("space", gettext_lazy("Space"), place=50, needs=SEE_SETTINGS, labels=PLACES)
def spaces(text, *, school, actor):
    """By code or name; a code also as people hear it, without its dash, O for 0. One query, or two."""
    if not actor.may(SEE_SETTINGS, school=school, at=actor.as_of):
        return
    rows = Space.objects.visible_to(actor).of(school)
    exact = Case(When(code__iexact=text, then=0), default=1)
    in_use_first = F("closed_on").desc(nulls_first=True)
    found = rows.filter(Q(code__icontains=text) | Q(name__icontains=text)).order_by(exact, in_use_first, "code")
    answers = list(found[:MOST_OF_A_KIND])
    if not answers and (heard := loose(text)):
        keys = [pk for pk, code in rows.values_list("pk", "code") if loose(code) == heard]
        answers = list(rows.filter(pk__in=keys)[:MOST_OF_A_KIND]) if keys else []
    for space in answers:
        yield Answer(f"{space.name} {space.code}", space.get_absolute_url(), space.code)
