"""Who is not let in: for leaders alone."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import Nothing, ask, crumb, sent
from houqin.visitors import actions, permissions
from houqin.visitors.forms.visits import NoEntryForm
from houqin.visitors.models import NoEntry

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def no_entry(request):
    school = request.school
    authorise(request.user, permissions.KEEP_NO_ENTRY, school=school, at=request.now)
    rows = list(NoEntry.objects.of(school).in_force().select_related("added_by").order_by("name", "pk"))
    said = ngettext("{number} person is not let in.", "{number} people are not let in.", len(rows))
    lines = [
        {"label": one.name, "state": "held", "url": reverse("visitors:end-no-entry", args=[one.pk]),
         "quiet": _(", ").join(filter(None, [f"…{one.document_ending}" if one.document_ending else "", one.why,
                                             one.added_by.name]))}
        for one in rows
    ]  # fmt: skip
    sentence = said.format(number=len(rows)) if rows else _("Nobody is kept out.")
    return show(request, "visitors/no_entry.html", lines=lines, sentence=sentence)


@either
def new(request):
    return ask(
        request, NoEntryForm(sent(request)), actions.refuse_entry, needs=permissions.KEEP_NO_ENTRY,
        title=_("Who is not let in?"), submit=_("Put on the list"), back=reverse("visitors:no-entry"),
        crumbs=_crumbs(), school=request.school,
    )  # fmt: skip


@either
def end(request, pk):
    listed = get_object_or_404(NoEntry.objects.visible_to(request.user).select_related("school__bureau"), pk=pk)
    request.school = listed.school
    return ask(
        request, Nothing(sent(request)), actions.end_no_entry, needs=permissions.KEEP_NO_ENTRY,
        title=_("Let {name} in again?").format(name=listed.name), submit=_("Take off the list"),
        back=reverse("visitors:no-entry"), crumbs=_crumbs(), lead=listed.why, about=[listed], listed=listed,
    )  # fmt: skip


def _crumbs():
    return [crumb(_("Gate"), "visitors:gate"), crumb(_("Not let in"), "visitors:no-entry")]
