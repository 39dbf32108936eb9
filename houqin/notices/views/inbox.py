"""What I was told."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.notices import actions
from houqin.notices.models import Notice
from houqin.notices.permissions import READ_OWN, SEE_DELIVERIES
from houqin.notices.selectors import inbox as rows_of
from houqin.notices.selectors import unread_count

A_PAGE = 30


@require_safe
def inbox(request):
    authorise(request.user, READ_OWN, school=request.school, at=request.now)
    unread = unread_count(request.user)
    page = Paginator(rows_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    sentence = _("Everything is read.")
    if unread:
        sentence = ngettext("%(count)d message is unread.", "%(count)d messages are unread.", unread) % {
            "count": unread
        }
    return show(
        request, "notices/inbox.html", sentence=sentence, unread=unread, page=page,
        groups=[group for group in (_group(page, False), _group(page, True)) if group["rows"]],
        several=len(request.schools) > 1,
        sees_log=request.user.may(SEE_DELIVERIES, school=request.school, at=request.now),
    )  # fmt: skip


def _group(page, read: bool) -> dict:
    return {"read": read, "rows": [row for row in page if bool(row.read_at) == read]}


@require_POST
def open_notice(request, pk):
    """Marks it read and goes where it speaks of."""
    mine = Notice.objects.visible_to(request.user).filter(to=request.user)
    notice = get_object_or_404(mine.select_related("school"), pk=pk)
    VerbForm(request.POST).submit(request, actions.read_notice, notice=notice)
    return go(notice.url or reverse("notices:inbox"))


@require_POST
def read_everything(request):
    VerbForm(request.POST).submit(request, actions.read_all, school=request.school)
    return go(reverse("notices:inbox"))
