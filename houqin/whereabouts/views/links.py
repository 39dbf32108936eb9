"""Links for guardians, shown once: slips with a square to hand out, and the codes on a sheet of their own."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from houqin.documents.labels import Label
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kernel.shown import shown
from houqin.tenancy.asking import sent
from houqin.whereabouts.actions import make_links
from houqin.whereabouts.actions.links import MadeLink
from houqin.whereabouts.forms.leave import LinkForm
from houqin.whereabouts.forms.many import LinksManyForm
from houqin.whereabouts.permissions import ASK_LEAVE
from houqin.whereabouts.views.board import board_crumb
from houqin.whereabouts.views.many import _class_page, _leaves, unconfirmed, with_guardians
from houqin.whereabouts.views.reaching import class_of, leave_of

#: Slips on one A4.
ON_A_SHEET = 10


@never_cache
@require_http_methods(["GET", "POST"])
def of_leave(request, pk):
    one = leave_of(request, pk)
    form = LinkForm(sent(request), leave=one)
    made = _made(request, form)
    if made is not None:
        return _slips(request, made, one.get_absolute_url())
    return show(
        request, "tenancy/ask.html", form=form, title=_("A link for a guardian of {name}").format(name=one.pupil.name),
        submit=_("Make the link"), back=one.get_absolute_url(),
        crumbs=[board_crumb(), (one.pupil.name, one.get_absolute_url())], lead=_("An older link to them ends."),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def of_class(request, pk):
    one = class_of(request, pk)
    leaves = _leaves(request, one, unconfirmed(request))
    form = LinksManyForm(sent(request), rows=leaves, **with_guardians(leaves))
    made = _made(request, form)
    if made is not None:
        return _slips(request, made, _class_page(one))
    return show(
        request, "whereabouts/many.html", form=form, title=_("Links for guardians"), submit=_("Make the links"),
        heading=_("Links for guardians of {name}").format(name=str(one)), back=_class_page(one), even="", offline="",
        lead=_("Each guardian gets a slip with a square, and a code that travels another way. Tap who gets none."),
        crumbs=[board_crumb(), (str(one), _class_page(one))],
    )  # fmt: skip


def _made(request, form):
    """What was made; None when the form is only shown or was refused; empty when it arrived a second time."""
    authorise(request.user, ASK_LEAVE, school=request.school, at=request.now)
    if request.method != "POST":
        return None
    made = form.submit(request, make_links, about=[request.school])
    if not form.is_valid() or form.refused:
        return None
    return made if isinstance(made, list) else []


def _slips(request, made: list[MadeLink], back: str):
    labels = [_slip(request, one) for one in made]
    sheets = [labels[first : first + ON_A_SHEET] for first in range(0, len(labels), ON_A_SHEET)]
    codes = [(one.leave.pupil.name, one.guardian, one.code) for one in made]
    return show(request, "whereabouts/slips.html", sheets=sheets, codes=codes, back=back)


def _slip(request, one: MadeLink) -> Label:
    path = reverse("whereabouts:guardian", args=[request.school.code, one.token])
    until = _("Back by {moment}").format(moment=shown(one.leave.until_at))
    kind = _("Slip for a longer leave") if one.leave.prolongs_id else _("Leave slip")
    return Label(
        code=_("Ask the school for the code."), name=one.leave.pupil.name, kind=kind,
        url=settings.PUBLIC_URL + path, strong=one.guardian.name, school=request.school.name,
        lines=[until, _("Scan, enter the code, confirm.")],
    )  # fmt: skip
