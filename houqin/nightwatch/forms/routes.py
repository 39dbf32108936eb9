"""Set up a route: when, how often, past which places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.incidents.forms.hazards import open_places
from houqin.journal.doors import VerbForm
from houqin.nightwatch.gates.routes import PlannedPoint, Rhythm
from houqin.nightwatch.looked_at import looked_at
from houqin.nightwatch.models import Days, RouteKind, RouteVersion
from houqin.nightwatch.permissions import WALKERS
from houqin.tenancy.fields import PlaceField, TimeOfDayField
from houqin.tenancy.models import Building
from houqin.tenancy.posts import Post

MOST_POINTS = 15
WALK_S = 20


class RhythmForm(VerbForm):
    """Cleans to the `rhythm` of make_route and change_route. `way()` are the points' fields, for the page."""

    days = forms.ChoiceField(label=_("Nights or days"), choices=Days.choices)
    first_start = TimeOfDayField(label=_("First round begins"))
    last_end = TimeOfDayField(label=_("No round begins after"))
    every_minutes = forms.IntegerField(label=_("From round to round"), min_value=1, max_value=1440, initial=120)
    within_minutes = forms.IntegerField(label=_("A round takes at most"), min_value=1, max_value=1440, initial=30)
    owner_post = forms.ChoiceField(
        label=_("Walked by"), choices=[(post.value, post.label) for post in Post if post in WALKERS]
    )
    items = forms.MultipleChoiceField(
        label=_("What is looked at"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Each place asks only for what makes sense there."),
    )  # fmt: skip

    def __init__(self, *args, school, on, version: RouteVersion | None = None, **more):
        self.version = version
        super().__init__(*args, initial=_said(version), **more)
        self.fields["every_minutes"].unit = self.fields["within_minutes"].unit = _("min")
        self.fields["items"].choices = [(code, str(one)) for code, one in looked_at().items()]
        points = list(version.points.order_by("number")) if version else []
        for number in range(1, MOST_POINTS + 1):
            point = points[number - 1] if number <= len(points) else None
            place = PlaceField(
                label=_("Point {number}").format(number=number), required=False, initial=point and point.space_id
            )
            place.queryset = open_places(school, on)
            seconds = forms.IntegerField(
                label=_("Seconds from the point before, at least"), required=False, min_value=0, max_value=3600,
                initial=point.walk_s if point else WALK_S,
            )  # fmt: skip
            self.fields[f"place_{number}"], self.fields[f"walk_{number}"] = place, seconds

    def head(self) -> list:
        return [field for field in self.visible_fields() if not field.name.startswith(("place_", "walk_"))]

    def way(self) -> list[tuple]:
        return [(self[f"place_{number}"], self[f"walk_{number}"]) for number in range(1, MOST_POINTS + 1)]

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        items, points = set(data["items"]), []
        for number in range(1, MOST_POINTS + 1):
            space, seconds = data.get(f"place_{number}"), data.get(f"walk_{number}")
            if space is not None:
                fitting = tuple(code for code, one in looked_at().items() if code in items and one.fits(space.kind))
                points.append(PlannedPoint(space, fitting, WALK_S if seconds is None else seconds))
        names = ("days", "first_start", "last_end", "every_minutes", "within_minutes", "owner_post")
        rhythm = Rhythm(**{name: data[name] for name in names}, points=points)
        kept = {name: data[name] for name in ("entry_key", "name", "kind", "building") if name in data}
        return kept | {"rhythm": rhythm}


class NewRouteForm(RhythmForm):
    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("What it prevents"), choices=RouteKind.choices)
    building = forms.ModelChoiceField(label=_("Building"), queryset=Building.objects.none(), required=False)
    field_order = ("name", "kind", "building")

    def __init__(self, *args, school, **more):
        super().__init__(*args, school=school, **more)
        self.fields["building"].queryset = Building.objects.of(school).order_by("name")


def _said(version: RouteVersion | None) -> dict:
    if version is None:
        return {"items": list(looked_at()), "first_start": "22:00", "last_end": "06:00"}
    names = ("days", "first_start", "last_end", "every_minutes", "within_minutes", "owner_post")
    items = {code for point in version.points.all() for code in point.looks_at}
    return {name: getattr(version, name) for name in names} | {"items": sorted(items)}
