"""Monthly checks, building by building, and what they found."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.campus.actions import check_building
from houqin.campus.forms.rounds import RoundForm
from houqin.campus.models import CheckRound
from houqin.campus.permissions import LEAD_CHECKS
from houqin.campus.selectors.checks import buildings_to_check, pieces_of
from houqin.campus.views.seeing import may, may_see, thing
from houqin.journal.models import Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy.models import Building

ON_A_PAGE = 30
FAULTY = Count("checks", filter=~Q(checks__faults=[]) & Q(checks__corrected_by=None))


@require_safe
def checks(request):
    """Which buildings wait for this month's check, then what was done."""
    school = may_see(request)
    waiting = buildings_to_check(school, on=school.localdate(request.now))
    left = sum(1 for one in waiting if one.unseen)
    rows = CheckRound.objects.of(school).select_related("building", "by").annotate(faulty=FAULTY)
    page = Paginator(rows.order_by("-checked_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "campus/checks.html", sentence=_sentence(waiting, left), page=page,
        buildings=[_building_line(request, one) for one in waiting], lines=[_round_line(one) for one in page],
    )  # fmt: skip


def _sentence(waiting, left: int) -> str:
    if not waiting:
        return _("No equipment is on the register yet.")
    if not left:
        return _("Every building was checked this month.")
    said = ngettext("{number} building waits for its check this month.",
                    "{number} buildings wait for their check this month.", left)  # fmt: skip
    return said.format(number=left)


def _building_line(request, one) -> dict:
    last = _("last on {day}").format(day=shown(one.last_at)) if one.last_at else _("not checked yet")
    number = ngettext("{number} piece", "{number} pieces", one.all).format(number=one.all)
    leads = may(request, LEAD_CHECKS)
    return {
        "label": one.building.name, "url": reverse("campus:check", args=[one.building.pk]) if leads else "",
        "quiet": _(", ").join([number, last]), "state": "due" if one.unseen else "done",
        "end": _("{number} to look at").format(number=one.unseen) if one.unseen else "",
    }  # fmt: skip


def _round_line(one) -> dict:
    found = ngettext("{number} with a fault", "{number} with a fault", one.faulty).format(number=one.faulty)
    return {
        "label": one.building.name, "url": one.get_absolute_url(), "state": "late" if one.faulty else "done",
        "quiet": _(", ").join([shown(one.checked_at), one.by.name]), "end": found if one.faulty else "",
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Every piece in the building; what is not tapped is in order."""
    may_see(request)
    building = get_object_or_404(Building.objects.visible_to(request.user).select_related("school__bureau"), pk=pk)
    authorise(request.user, LEAD_CHECKS, school=building.school, at=request.now)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = RoundForm(pieces=pieces_of(building), **sent)
    if request.method == "POST":
        made = form.submit(request, check_building, about=[building], building=building)
        if made is not None:
            messages.success(request, _("The monthly check is closed."))
            return go(made)
    return show(request, "campus/check.html", form=form, building=building)


@require_safe
def one_round(request, pk):
    made = thing(request, CheckRound.objects.select_related("building", "by"), pk)
    rows = made.checks.standing().select_related("equipment", "space", "by").prefetch_related("photos__attachment")
    rows = list(rows.order_by("space__code", "pk"))
    for row in rows:
        row.files = [photo.attachment for photo in row.photos.all()]
    mark_used_before([file for row in rows for file in row.files], actor=request.user)
    faulty = [row for row in rows if row.faults]
    said = ngettext("{number} piece with a fault", "{number} pieces with a fault", len(faulty))
    return show(
        request, "campus/round.html", made=made, faulty=faulty, may_correct=may(request, LEAD_CHECKS, made.school),
        fine=[
            {"label": str(row.equipment), "quiet": row.space.name, "url": row.equipment.get_absolute_url(),
             "state": "done"}
            for row in rows if not row.faults
        ],
        sentence=said.format(number=len(faulty)) if faulty else _("everything in order"),
        history=Entry.objects.about(made)[:20],
    )  # fmt: skip
