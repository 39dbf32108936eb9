"""The ends of the journal's days: handed over by the school, kept by the bureau."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from houqin.foodsafety.actions import hand_over_heads
from houqin.foodsafety.models import HeadHandover
from houqin.foodsafety.permissions import HAND_OVER_HEADS
from houqin.foodsafety.selectors.heads import heads_waiting, lines_of
from houqin.foodsafety.views.asking import may_see
from houqin.kernel.http import go, show
from houqin.kernel.permissions import NotYours
from houqin.kernel.shown import shown
from houqin.people.permissions import SEE_POSTS
from houqin.tenancy.asking import Nothing

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def heads(request):
    """What the bureau has; one button for what it lacks."""
    school = may_see(request)
    form = Nothing(request.POST or None)
    if request.method == "POST" and form.submit(request, hand_over_heads, school=school):
        return go(reverse("foodsafety:heads"))
    rows = HeadHandover.objects.of(school).select_related("handed_by").order_by("-on")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [
        {"label": shown(one.on), "quiet": f"#{one.sequence} {one.hash[:16]}", "end": one.handed_by.name,
         "state": "done"}
        for one in page.object_list
    ]  # fmt: skip
    return show(
        request, "foodsafety/heads.html", form=form, page=page, lines=lines, waiting=len(heads_waiting(school)),
        bureau=school.bureau.name, may_hand=request.user.may(HAND_OVER_HEADS, school=school, at=request.now),
    )  # fmt: skip


@require_safe
def of_bureau(request):
    """The bureau's own list as a text file, to be kept outside: `houqin verify --heads` compares it later."""
    held = [one.bureau for one in request.user.holdings_at(request.now) if one.bureau_id]
    if not held:
        raise NotYours(SEE_POSTS)
    text = "\n".join(line for bureau in held for line in lines_of(bureau)) + "\n"
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("journal-heads")}.txt"'
    return answer
