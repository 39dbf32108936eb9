"""The gate on the guard's phone: who is inside, the overdue on top, out with one tap; and the register of workers."""

from datetime import time, timedelta

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.visitors import permissions
from houqin.visitors.models import Visit
from houqin.visitors.selectors.gate import approvals_of, known_visitors, visiting_hours
from houqin.visitors.selectors.inside import guests_tonight

ON_A_PAGE = 50
#: What a row of the page needs.
LOADED = ("host_staff", "host_pupil", "escort", "building")


@require_safe
def gate(request):
    school, now = request.school, request.now
    authorise(request.user, permissions.SEE_VISITS, school=school, at=now)
    on = school.localdate(now)
    text, state = request.GET.get("q", "").strip()[:60], request.GET.get("state", "")
    inside = list(Visit.objects.of(school).inside().select_related(*LOADED).order_by("expected_out_at", "pk"))
    left = left_today(school, on)
    begins, ends = visiting_hours(school, now)

    def may(permission):
        return request.user.may(permission, school=school, at=now)

    return show(
        request, "visitors/gate.html", text=text, state=state, inside=inside, sentence=_sentence(inside, now),
        counters=_counters(inside, left.count(), len(guests_tonight(school, on)), state, now),
        overdue=[visit for visit in inside if visit.is_overdue(now)],
        others=[visit for visit in inside if not visit.is_overdue(now)],
        left=[line_of(visit) for visit in left[:ON_A_PAGE]] if state == "left" else [],
        known=[_known(visit) for visit in known_visitors(school, text, at=now)], is_closed=not begins <= now < ends,
        begins=begins, ends=ends, approvals=[_expected(one) for one in approvals_of(school, on)],
        may_let_in=may(permissions.LET_IN), may_approve=may(permissions.APPROVE_VISITS),
        may_list=may(permissions.KEEP_NO_ENTRY), may_see_stays=may(permissions.SEE_STAYS),
    )  # fmt: skip


def left_today(school, on):
    """Who left on a day, the last first."""
    begins = school.moment(on, time(0, 0))
    rows = Visit.objects.of(school).filter(out_at__gte=begins, out_at__lt=begins + timedelta(days=1))
    return rows.select_related("school", *LOADED).order_by("-out_at", "-pk")


def _sentence(inside, now) -> str:
    heads, late = sum(visit.heads for visit in inside), sum(visit.is_overdue(now) for visit in inside)
    if not heads:
        return _("Nobody is inside on a pass.")
    said = ngettext("{number} person is inside on a pass", "{number} people are inside on passes", heads).format(
        number=heads
    )
    if late:
        more = ngettext("{said}, {number} pass is overdue.", "{said}, {number} passes are overdue.", late)
        return more.format(said=said, number=late)
    return _("{said}, none overdue.").format(said=said)


def _counters(inside, left: int, guests: int, state: str, now) -> list[dict]:
    workers = [visit for visit in inside if visit.kind == Visit.Kind.WORKER]
    late = sum(visit.is_overdue(now) for visit in inside)
    return [
        {"value": sum(one.heads for one in inside), "label": _("On the premises"), "url": "?", "current": not state},
        {"value": late, "label": _("Should have left"), "state": "late" if late else "", "url": "?#overdue"},
        {"value": sum(one.heads for one in workers), "label": _("Workers inside"), "url": reverse("visitors:workers")},
        {"value": guests, "label": _("Guests tonight"), "url": reverse("visitors:stays")},
        {"value": left, "label": _("Left today"), "url": "?state=left", "current": state == "left"},
    ]


def _known(visit: Visit) -> dict:
    """One who was here before: a tap fills the pass in."""
    quiet = [visit.get_document_kind_display() + f" …{visit.document_ending}", str(visit.host), visit.why]
    return {"label": visit.name, "url": f"{reverse('visitors:let-in')}?like={visit.pk}", "quiet": _(", ").join(quiet)}


def _expected(approval) -> dict:
    what = [_("outside visiting hours")] if approval.is_after_hours else []
    if approval.building:
        what += [approval.building.name, _("with {name}").format(name=approval.escort.name)]
    url = f"{reverse('visitors:let-in')}?approval={approval.pk}"
    quiet = _(", ").join([*what, approval.why, _("approved by {name}").format(name=approval.approved_by.name)])
    return {"label": approval.name, "url": url, "quiet": quiet, "state": "due"}


def line_of(visit: Visit) -> dict:
    """One pass in a list of those that are over, or of workers."""
    where = visit.building.name if visit.building else ""
    times = f"{visit.school.localtime(visit.in_at):%m-%d %H:%M}"
    times += f"–{visit.school.localtime(visit.out_at):%H:%M}" if visit.out_at else ""
    quiet = [visit.company, visit.why, where, str(visit.host or ""), times]
    return {
        "label": f"{visit.name} ×{visit.heads}" if visit.heads > 1 else visit.name, "url": visit.get_absolute_url(),
        "quiet": _(", ").join(part for part in quiet if part), "state": "" if visit.is_inside else "done",
        "end": pgettext("visit", "Inside") if visit.is_inside else "",
    }  # fmt: skip


@require_safe
def workers(request):
    """Those who came to work, the last first (DV-04)."""
    school, now = request.school, request.now
    authorise(request.user, permissions.SEE_VISITS, school=school, at=now)
    rows = Visit.objects.of(school).filter(kind=Visit.Kind.WORKER).select_related("school", *LOADED)
    page = Paginator(rows.order_by("-in_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    inside = sum(rows.inside().values_list("heads", flat=True))
    sentence = ngettext("{number} worker is inside.", "{number} workers are inside.", inside).format(number=inside)
    return show(
        request, "visitors/workers.html", page=page, lines=[line_of(visit) for visit in page],
        sentence=sentence if inside else _("No worker is inside."),
        may_let_in=request.user.may(permissions.LET_IN, school=school, at=now),
    )  # fmt: skip
