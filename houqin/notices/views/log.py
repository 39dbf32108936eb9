"""Which messages reached people, and which did not."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.notices.models import Delivery
from houqin.notices.permissions import SEE_DELIVERIES
from houqin.notices.selectors import deliveries, delivery_counts

A_PAGE = 50
LATELY = timedelta(days=7)


@require_safe
def log(request):
    authorise(request.user, SEE_DELIVERIES, school=request.school, at=request.now)
    wrong_only = request.GET.get("show") == "wrong"
    counts = delivery_counts(request.school, since=request.now - LATELY)
    page = Paginator(deliveries(request.school, wrong_only=wrong_only), A_PAGE).get_page(request.GET.get("page"))
    here = reverse("notices:log")
    sentence = (
        _("Every message of the last seven days got through.") if counts["all"] else _("Nothing was sent lately.")
    )
    if counts["wrong"]:
        sentence = ngettext(
            "%(count)d attempt of the last seven days went wrong.",
            "%(count)d attempts of the last seven days went wrong.", counts["wrong"],
        ) % {"count": counts["wrong"]}  # fmt: skip
    return show(
        request, "notices/log.html", sentence=sentence, page=page,
        counters=[
            {"value": counts["all"], "label": _("attempts in 7 days"), "url": here, "current": not wrong_only},
            {"value": counts["wrong"], "label": _("gone wrong"), "url": f"{here}?show=wrong", "current": wrong_only,
             "state": "missed" if counts["wrong"] else ""},
        ],
        rows=[_row(one) for one in page],
    )  # fmt: skip


def _row(one: Delivery) -> dict:
    """A leader sees the title, not the body: enough to know what did not get through."""
    what = one.notice.title if one.notice else _("Test message")
    if one.count > 1:
        what = ngettext("%(count)d message in one", "%(count)d messages in one", one.count) % {"count": one.count}
    why = str(one.get_outcome_display()) if one.outcome else ""
    if one.detail:
        why = _("%(why)s (%(detail)s)") % {"why": why, "detail": one.detail}
    return {
        "at": one.at, "whom": one.to.name, "channel": one.channel or _("inbox"), "what": what, "why": why,
        "state": "missed" if one.outcome else "done",
        "word": _("Did not get through") if one.outcome else Delivery.Outcome.SENT.label,
    }  # fmt: skip
