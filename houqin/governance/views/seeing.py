"""Who may look, and a few shapes that these pages share."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from houqin.governance.permissions import SEE_GOVERNANCE
from houqin.journal.doors import attempt
from houqin.journal.models import Entry
from houqin.kernel.http import go
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import crumb


def looked_at(request):
    """The school that is looked at.  Raises NotYours."""
    authorise(request.user, SEE_GOVERNANCE, school=request.school, at=request.now)
    return request.school


def thing(request, rows, pk: int):
    """One row of this school that this person may see.  Raises Http404, NotYours."""
    found = get_object_or_404(rows.visible_to(request.user).of(request.school).select_related("school__bureau"), pk=pk)
    looked_at(request)
    return found


def may(request, *permissions) -> dict[str, bool]:
    """Permission code without its app → whether this person has it here, for templates: `may.write_rules`."""
    ask = request.user.may
    return {one.code.split(".")[1]: ask(one, school=request.school, at=request.now) for one in permissions}


def day_in(request, name: str = "on") -> date | None:
    """A day from the address, or None: whoever types nonsense gets today."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def today(request) -> date:
    return request.school.localdate(request.now)


def press(request, verb, *, back, done, about=(), **arguments):
    """A button: the verb once, then back. A refusal goes to the edge, which shows every reason."""
    attempt(
        verb, actor=request.user, at=request.now, chain=request.school.pk, about=about,
        entry_key=request.POST.get("entry_key", "")[:64], **arguments,
    )  # fmt: skip
    messages.success(request, done)
    return go(back)


def files(request) -> dict:
    """What a form with a file is made with."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def history(row) -> list[Entry]:
    return list(Entry.objects.about(row)[:20])


def charter_crumb():
    return crumb(_("Charter"), "governance:charter")
