"""Routes: which there are, one with its points and rounds, setting one up."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.nightwatch import actions
from houqin.nightwatch.actions.planning import newest_versions
from houqin.nightwatch.forms.rounds import WhyForm
from houqin.nightwatch.forms.routes import NewRouteForm, RhythmForm
from houqin.nightwatch.models import Round, Route, RouteVersion
from houqin.nightwatch.permissions import PLAN_ROUTES
from houqin.nightwatch.selectors.nights import walked
from houqin.nightwatch.views.seeing import may, may_see
from houqin.tenancy.asking import ask, crumb, sent

either = require_http_methods(["GET", "HEAD", "POST"])
#: Rounds shown of a route.
LOOKED_BACK = timedelta(days=14)


@require_safe
def routes(request):
    may_see(request)
    found = list(Route.objects.of(request.school).in_use().select_related("building").order_by("name", "pk"))
    versions = newest_versions(found)
    number = len(found)
    said = ngettext("{number} route is walked.", "{number} routes are walked.", number).format(number=number)
    return show(
        request, "nightwatch/routes.html", sentence=said if number else _("No route is set up yet."),
        lines=[_line(route, versions[route.pk]) for route in found], plans=may(request, PLAN_ROUTES),
    )  # fmt: skip


def _line(route: Route, version: RouteVersion) -> dict:
    points = ngettext("{number} point", "{number} points", len(version.way)).format(number=len(version.way))
    return {
        "label": route.name, "url": route.get_absolute_url(), "icon": "route",
        "quiet": _(", ").join([str(route.get_kind_display()), str(version.get_days_display()), points]),
        "end": _("every {minutes} min").format(minutes=version.every_minutes),
    }  # fmt: skip


def route_of(request, pk: int) -> Route:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = Route.objects.visible_to(request.user).select_related("building", "school__bureau")
    found = get_object_or_404(rows, pk=pk)
    may_see(request, found.school)
    return found


@require_safe
def one(request, pk):
    route = route_of(request, pk)
    version = newest_versions([route])[route.pk]
    rounds = Round.objects.filter(route=route, starts_at__range=(request.now - LOOKED_BACK, request.now))
    found = walked(rounds.select_related("route", "version", "school__bureau").order_by("-starts_at"))
    return show(
        request, "nightwatch/route.html", route=route, version=version, points=version.way,
        rounds=[_round_line(one, request.now) for one in found], facts=_facts(route, version),
        plans=may(request, PLAN_ROUTES, route.school), history=Entry.objects.about(route)[:20],
    )  # fmt: skip


def _round_line(one, at) -> dict:
    missed = shown([point.space.name for point in one.missed])
    return {
        "label": shown(one.round.starts_at), "url": one.round.get_absolute_url(), "state": one.state(at),
        "quiet": _("not passed: {names}").format(names=missed) if missed else "",
        "end": f"{len(one.way) - len(one.missed)}/{len(one.way)}",
    }  # fmt: skip


def _facts(route: Route, version: RouteVersion) -> list[tuple]:
    return [
        (_("Prevents"), route.get_kind_display()), (_("Building"), str(route.building or "")),
        (_("Nights or days"), version.get_days_display()),
        (_("Time"), _("{first} to {last}").format(
            first=f"{version.first_start:%H:%M}", last=f"{version.last_end:%H:%M}")),
        (_("From round to round"), _("{minutes} min").format(minutes=version.every_minutes)),
        (_("A round takes at most"), _("{minutes} min").format(minutes=version.within_minutes)),
        (_("Walked by"), version.get_owner_post_display()), (_("Version"), version.number),
    ]  # fmt: skip


def _ask(request, form, verb, *, title, submit, back, about=(), **extra):
    """The form has many points, so it has a page of its own."""
    authorise(request.user, PLAN_ROUTES, school=request.school, at=request.now)
    if request.method == "POST":
        made = form.submit(request, verb, about=about, **extra)
        if made is not None:
            return go(getattr(made, "route", made))
    return show(request, "nightwatch/route_form.html", form=form, title=title, submit=submit, back=back)


@either
def new(request):
    school = request.school
    form = NewRouteForm(sent(request), school=school, on=school.localdate(request.now))
    return _ask(
        request, form, actions.make_route, title=_("Set up a route"), submit=_("Set up"),
        back=reverse("nightwatch:routes"), school=school,
    )  # fmt: skip


@either
def change(request, pk):
    route = route_of(request, pk)
    authorise(request.user, PLAN_ROUTES, school=route.school, at=request.now)
    version = newest_versions([route])[route.pk]
    form = RhythmForm(sent(request), school=route.school, on=route.school.localdate(request.now), version=version)
    return _ask(
        request, form, actions.change_route, title=_("Change {route}").format(route=route), submit=_("Publish"),
        back=route.get_absolute_url(), about=[route], route=route,
    )  # fmt: skip


@either
def retire(request, pk):
    route = route_of(request, pk)
    return ask(
        request, WhyForm(sent(request)), actions.retire_route, needs=PLAN_ROUTES, about=[route], route=route,
        title=_("End {route}").format(route=route), submit=_("End it"), back=reverse("nightwatch:routes"),
        crumbs=[crumb(_("Patrol routes"), "nightwatch:routes")], lead=_("Rounds that were walked stay on record."),
    )  # fmt: skip
