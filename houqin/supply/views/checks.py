"""Rounds of the store."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.supply.actions import check_store
from houqin.supply.forms.checks import CheckForm
from houqin.supply.models import ColdReading, StoreCheck
from houqin.supply.permissions import CHECK_STORE
from houqin.supply.selectors.checks import cold_units, dates_to_look_at, limits_of
from houqin.supply.views.pages import bound, paged
from houqin.supply.views.seeing import may_see_store, thing

OUT_OF_LIMITS = Q(readings__degrees_c__gt=F("readings__highest_c")) | Q(readings__degrees_c__lt=F("readings__lowest_c"))


@require_http_methods(["GET", "HEAD", "POST"])
def new_check(request):
    """What is past its date or near it stands above the form: the round begins where it matters."""
    school = may_see_store(request)
    authorise(request.user, CHECK_STORE, school=school, at=request.now)
    on = school.localdate(request.now)
    form = CheckForm(**bound(request), units=cold_units(school, on=on), limits=limits_of(school, on=on))
    if request.method == "POST":
        made = form.submit(request, check_store, school=school)
        if made:
            return go(made)
    expired, near = dates_to_look_at(school, on=on)
    return show(
        request, "supply/new_check.html", form=form, expired=[_line(lot, "missed") for lot in expired],
        near=[_line(lot, "late") for lot in near],
    )  # fmt: skip


def _line(lot, state: str) -> dict:
    place = f" {lot.space.name}" if lot.space_id else ""
    return {
        "label": lot.article.name, "url": lot.get_absolute_url(), "quiet": f"{lot.code}{place}",
        "end": lot.expiration_date, "state": state,
    }  # fmt: skip


@require_safe
def checks(request):
    school = may_see_store(request)
    rows = StoreCheck.objects.of(school).select_related("by")
    page = paged(request, rows.annotate(warm=Count("readings", filter=OUT_OF_LIMITS)).order_by("-checked_at", "-pk"))
    lines = [
        {"label": shown(one.checked_at), "url": one.get_absolute_url(), "quiet": one.by.name, "end": _said(one),
         "state": "late" if one.warm or one.expired or not one.is_in_order else "done"}
        for one in page.object_list
    ]  # fmt: skip
    return show(
        request, "supply/checks.html", page=page, lines=lines,
        new_url=reverse("supply:new-check") if request.user.may(CHECK_STORE, school=school, at=request.now) else "",
    )  # fmt: skip


def _said(one: StoreCheck) -> str:
    found = []
    if one.expired:
        number = len(one.expired)
        found.append(ngettext("{number} past its date", "{number} past their date", number).format(number=number))
    if one.warm:
        found.append(ngettext("{number} unit out of limits", "{number} units out of limits", one.warm).format(
            number=one.warm))  # fmt: skip
    if not one.is_in_order:
        found.append(_("not in order"))
    return shown(found) or _("nothing found")


@require_safe
def check(request, pk):
    one = thing(request, StoreCheck.objects.select_related("by").annotate(warm=Count("readings", filter=OUT_OF_LIMITS)),
                pk)  # fmt: skip
    readings = ColdReading.objects.filter(check_round=one).select_related("space").order_by("space__code")
    lines = [
        {"label": row.space.name, "end": f"{row.degrees_c} ℃", "state": "done" if row.is_within else "late"}
        for row in readings
    ]
    facts = [
        (_("Past their date"), one.expired or _("none")), (_("Near their date"), one.near_expiry or _("none")),
        (_("All else"), _("in order") if one.is_in_order else _("not in order")), (_("Remarks"), one.remark),
    ]  # fmt: skip
    return show(
        request, "supply/check.html", check=one, lines=lines, facts=facts, sentence=_said(one),
        history=list(Entry.objects.about(one)),
    )  # fmt: skip
