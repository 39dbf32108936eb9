"""What an officer sees: the schools beneath, those with a vacant post first, and the numbers set for all of them."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.clock import localdate
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.people.models import PostHolding, User
from houqin.people.selectors import vacant_posts
from houqin.tenancy.actions import set_bureau_parameter
from houqin.tenancy.asking import carried_out, crumb, sent
from houqin.tenancy.forms import ParameterForm
from houqin.tenancy.models import Bureau, ParameterValue
from houqin.tenancy.parameters import parameter_kinds, value_above
from houqin.tenancy.permissions import SET_BUREAU_PARAMETERS
from houqin.tenancy.rulebook import rules
from houqin.tenancy.views.numbers import amount, which_way, word_line


def _own_bureaus(request) -> list[Bureau]:
    """Where the person is an officer. Raises NotYours for everybody else."""
    authorise(request.user, SET_BUREAU_PARAMETERS, school=None, at=request.now)
    held = [one for one in request.user.holdings_at(request.now) if one.bureau_id]
    return sorted({one.bureau for one in held}, key=lambda bureau: bureau.path)


@require_safe
def bureau(request):
    bureaus = _own_bureaus(request)
    schools = sorted(request.schools, key=lambda school: school.name)
    vacant = _vacant(schools, request.now)
    lines = [_line(school, vacant[school.pk]) for school in schools]
    lines.sort(key=lambda line: line["state"] == "done")
    lacking = sum(bool(posts) for posts in vacant.values())
    sentence = _("Every school has the posts its canteen needs.")
    if not schools:
        sentence = _("No school stands under this bureau yet.")
    elif lacking:
        sentence = ngettext(
            "%(count)d of %(all)d schools lacks a post its canteen needs.",
            "%(count)d of %(all)d schools lack a post their canteens need.", lacking,
        ) % {"count": lacking, "all": len(schools)}  # fmt: skip
    said = ParameterValue.objects.filter(bureau__in=bureaus).select_related("bureau", "set_by")
    kinds = parameter_kinds()
    numbers = [
        {"label": kinds[row.key].title, "quiet": _("since %(day)s") % {"day": f"{row.valid_from}"},
         "end": amount(kinds[row.key], row.value), "icon": "ruler-2", "url": f"{row.bureau_id}/{row.key}/"}
        for row in said.order_by("-valid_from", "-pk")[:20] if row.key in kinds
    ]  # fmt: skip
    return show(
        request, "people/bureau.html", sentence=sentence, lines=lines, numbers=numbers, bureaus=bureaus,
        kinds=list(kinds.values()),
    )  # fmt: skip


def _vacant(schools, at) -> dict[int, list[str]]:
    """Vacant posts of each school on its own day. One query for all schools."""
    rows = PostHolding.objects.filter(school__in=[school.pk for school in schools], user__is_active=True)
    held: dict[int, list] = {school.pk: [] for school in schools}
    days = {school.pk: school.localdate(at) for school in schools}
    for row in rows.filter(user__kind=User.Kind.PERSON):
        on = days[row.school_id]
        if row.starts_on <= on and (row.ends_on is None or on <= row.ends_on):
            held[row.school_id].append(row)
    return {pk: vacant_posts(rows) for pk, rows in held.items()}


def _line(school, vacant) -> dict:
    quiet = _("Nobody holds: %(posts)s.") % {"posts": shown(vacant)} if vacant else _("Posts are held.")
    return {"label": school.name, "state": "late" if vacant else "done", "quiet": quiet, "end": school.code}


@require_http_methods(["GET", "POST"])
def bureau_parameter(request, pk, key):
    """One number for every school under a bureau."""
    below = Bureau.objects.under(_own_bureaus(request))
    found = get_object_or_404(below, pk=pk)
    kind = parameter_kinds().get(key)
    if kind is None:
        raise Http404
    today = localdate(request.now, settings.TIME_ZONE)
    form = ParameterForm(sent(request), kind=kind, initial={"valid_from": today})
    if request.method == "POST" and carried_out(form, request, set_bureau_parameter, bureau=found, key=key):
        return go(request.path)
    words = ParameterValue.objects.filter(bureau__in=found.ancestor_ids, key=key)
    words = words.select_related("bureau", "school", "set_by").order_by("-valid_from", "-set_at", "-pk")
    value, _scope = value_above(kind, found.ancestor_ids, on=today)
    return show(
        request, "people/bureau_parameter.html", form=form, kind=kind, bureau=found, rule=rules()[kind.rule],
        amount=amount(kind, value), which_way=which_way(kind),
        words=[word_line(kind, word) for word in words], crumbs=[crumb(_("Bureau"), "people:bureau")],
    )  # fmt: skip


@require_safe
def choose_parameter(request):
    """From the list on the bureau's page to the number chosen there."""
    bureaus = _own_bureaus(request)
    key, pk = request.GET.get("key", ""), request.GET.get("bureau", "")
    found = next((one for one in bureaus if str(one.pk) == pk), None)
    if found is None or key not in parameter_kinds():
        raise Http404
    return go(reverse("people:bureau-parameter", args=[found.pk, key]))
