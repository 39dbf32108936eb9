"""What of tenancy a school sets up."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.kernel.shown import shown
from houqin.tenancy.areas import AreaState, area
from houqin.tenancy.models import Building, Space, Term
from houqin.tenancy.parameters import parameter_kinds, parameters_of
from houqin.tenancy.permissions import SEE_SETTINGS
from houqin.tenancy.rulebook import rules
from houqin.tenancy.times import nights, times_on


@area(gettext_lazy("Buildings and spaces"), view="tenancy:spaces", icon="building", needs=SEE_SETTINGS, place=40)
def spaces(school, *, on: date) -> AreaState:
    kinds = list(Space.objects.of(school).filter(closed_on=None).values_list("kind", flat=True))
    if Space.Kind.SAMPLE_REFRIGERATOR not in kinds:
        return AreaState(_("There is no sample refrigerator yet."), open=True)
    buildings = Building.objects.of(school).count()
    in_buildings = ngettext("%(count)d building", "%(count)d buildings", buildings) % {"count": buildings}
    return AreaState(
        ngettext("%(count)d space in %(buildings)s.", "%(count)d spaces in %(buildings)s.", len(kinds))
        % {"count": len(kinds), "buildings": in_buildings}
    )


@area(gettext_lazy("Calendar"), view="tenancy:calendar", icon="calendar", needs=SEE_SETTINGS, place=50)
def calendar(school, *, on: date) -> AreaState:
    term = Term.objects.of(school).filter(ends_on__gte=on).order_by("starts_on").first()
    if term is None:
        return AreaState(_("No term runs today or later."), open=True)
    facts = {"term": term.name, "from": shown(term.starts_on), "until": shown(term.ends_on)}
    return AreaState(_("%(term)s, %(from)s to %(until)s.") % facts)


@area(gettext_lazy("Timetable"), view="tenancy:timetable", icon="clock", needs=SEE_SETTINGS, place=60)
def timetable(school, *, on: date) -> AreaState:
    times = times_on(school, on)
    if not times:
        return AreaState(_("No mealtimes yet. Without them no meal can be planned."), open=True)
    if short := [night.section.label for night in nights(school, on) if night.short]:
        return AreaState(_("Too little sleep (DR-07): %(sections)s.") % {"sections": shown(short)}, open=True)
    for_all = [entry for entry in times if not entry.section] or times
    return AreaState(shown([f"{entry.get_what_display()} {entry.at_time:%H:%M}" for entry in for_all]))


@area(gettext_lazy("Numbers"), view="tenancy:parameters", icon="ruler-2", needs=SEE_SETTINGS, place=70)
def numbers(school, *, on: date) -> AreaState:
    in_force = parameters_of(school, on=on)
    own = sum(in_force[key] != kind.value for key, kind in parameter_kinds().items())
    facts = {"all": len(in_force), "own": own}
    return AreaState(_("%(all)d numbers in force, %(own)d of them other than the nation's.") % facts)


@area(gettext_lazy("Rules"), view="tenancy:rules", icon="book-2", needs=SEE_SETTINGS, place=80)
def rulebook(school, *, on: date) -> AreaState:
    return AreaState(_("%(count)d rules, each with its source.") % {"count": len(rules())})
