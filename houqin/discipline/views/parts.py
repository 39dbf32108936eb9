"""What the pages of discipline share: one shape for lists and things, and who may."""

from django.utils import timezone
from django.utils.translation import gettext as _

from houqin.kernel.http import show
from houqin.kernel.shown import shown
from houqin.tenancy.asking import crumb
from houqin.tenancy.models import Space


def may(request, permission) -> bool:
    return request.user.may(permission, school=request.school, at=request.now)


def page(
    request, *, title, sentence, sections, crumbs=None, verbs=(), blocked=(), pager=None, history=None, badge=None
):
    """A page as discipline/page.html draws it.

    `verbs` are {label, href, icon, primary?}; `blocked` are {label, id, refusals}: buttons that cannot work yet, each
    with its reasons. `sections` are {title, lines?, facts?, empty?, words?, papers?, signed?}.
    """
    trail = [crumb(_("Rest and discipline"), "discipline:index")] if crumbs is None else crumbs
    return show(
        request, "discipline/page.html", title=title, sentence=sentence, sections=sections, crumbs=trail,
        verbs=list(verbs), blocked=list(blocked), pager=pager, history=history, badge=badge,
    )  # fmt: skip


def home(*further) -> list:
    return [crumb(_("Rest and discipline"), "discipline:index"), *further]


def clock(school, moment) -> str:
    return f"{school.localtime(moment):%H:%M}"


def day(moment):
    """The day on the wall of the school, in whose zone the request runs."""
    return timezone.localtime(moment).date()


def joined(*parts) -> str:
    return _(", ").join(shown(part) for part in parts if part not in (None, ""))


def open_places(school, on):
    return Space.objects.of(school).exclude(closed_on__lte=on).order_by("name", "code")
