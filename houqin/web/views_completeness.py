"""How complete the duties of a school, or of a bureau's schools, are; and the rows behind each number."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.duties.declaring import DUTIES
from houqin.duties.events import bare_title
from houqin.duties.models import Duty, DutyState
from houqin.duties.permissions import SEE_DUTIES
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy.fields import FIRST_YEAR, LAST_YEAR
from houqin.tenancy.permissions import SET_BUREAU_PARAMETERS
from houqin.web.completeness import AREAS, SCHOOL_DAYS, bureau_board, school_board
from houqin.web.today import Duty as DutyLine

ON_A_PAGE = 50


@require_safe
def of_school(request):
    authorise(request.user, SEE_DUTIES, school=request.school, at=request.now)
    today = request.school.localdate(request.now)
    until = _day(request.GET.get("until")) or today
    board = school_board(request.school, at=request.now, until=until)
    here, step = reverse("web:completeness"), timedelta(days=SCHOOL_DAYS)
    links = [{"label": _("Two weeks earlier"), "url": f"{here}?until={until - step}", "current": False}]
    if until < today:
        later = min(until + step, today)
        links.append({"label": _("Two weeks later"), "url": f"{here}?until={later}", "current": False})
    over = _("{first} to {last}").format(first=shown(until - step + timedelta(days=1)), last=shown(until))
    return show(request, "web/completeness.html", board=board, over=over, head=_("Duty, worst first"), links=links)


@require_safe
def of_bureau(request):
    """Every school that the officer sees, complete or on time, by area or by the duties of one area."""
    authorise(request.user, SET_BUREAU_PARAMETERS, school=None, at=request.now)
    timely, area = request.GET.get("show") == "timely", request.GET.get("area", "")
    area = area if area in AREAS else ""
    schools = request.user.visible_schools(request.now)
    board = bureau_board(schools, at=request.now, area=area, timely=timely)
    here = reverse("web:completeness-bureau")
    links = [
        {"label": _("Complete"), "url": f"{here}?area={area}", "current": not timely},
        {"label": _("On time"), "url": f"{here}?area={area}&show=timely", "current": timely},
    ]
    if area:
        links.insert(0, {"label": _("All"), "url": here, "current": False})
    over = str(_(", ")).join([*([str(AREAS[area])] if area else []), _("The last four weeks")])
    return show(
        request, "web/completeness.html", board=board, over=over, head=_("School, worst first"), links=links,
    )  # fmt: skip


@require_safe
def rows(request):
    """The occasions of one duty, of one day when the address names it, newest first."""
    authorise(request.user, SEE_DUTIES, school=request.school, at=request.now)
    code, on = request.GET.get("code", "")[:60], _day(request.GET.get("on"))
    found = Duty.objects.of(request.school).filter(code=code, opens_at__lte=request.now)
    found = found.exclude(state=DutyState.WITHDRAWN).select_related("done_by").order_by("-due_at", "-pk")
    page = Paginator(found.filter(on=on) if on else found, ON_A_PAGE).get_page(request.GET.get("page"))
    period = shown(on) if on else _("Newest first")
    name = bare_title(code) if code in DUTIES else _("Duties")
    return show(request, "web/duty_rows.html", page=page, duties=[_line(one) for one in page], name=name, period=period)


def _line(duty: Duty) -> DutyLine:
    said = [_("due {moment}").format(moment=shown(duty.due_at))]
    if duty.done_at:
        said.append(_("done {moment}").format(moment=shown(duty.done_at)))
    if duty.done_by:
        said.append(duty.done_by.name)
    state = "held" if duty.state == DutyState.EXCUSED else duty.state
    return DutyLine(state, duty.title, duty.get_absolute_url(), detail=str(_(", ")).join(said))


def _day(text: str | None) -> date | None:
    """A day somebody may have meant; date arithmetic must not run off the calendar."""
    try:
        on = date.fromisoformat(text or "")
    except ValueError:
        return None
    return on if FIRST_YEAR <= on.year <= LAST_YEAR else None
