"""The school's side: robots in the groups of posts, and the hours of quiet."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.notices import actions
from houqin.notices.forms import ChannelForm, QuietHoursForm
from houqin.notices.permissions import MANAGE_POST_CHANNELS
from houqin.notices.plans import school_quiet
from houqin.notices.selectors import post_channels as rows_of
from houqin.notices.views.channels import known
from houqin.notices.views.showing import shown_channel, ways_to_add
from houqin.tenancy.asking import ask, crumb, sent
from houqin.tenancy.posts import Post


@require_safe
def post_channels(request):
    authorise(request.user, MANAGE_POST_CHANNELS, school=request.school, at=request.now)
    rows = list(rows_of(request.school))
    reached = {one.post for one in rows if one.verified_at and not one.failures}
    sentence = _("No post has a working channel yet.")
    if reached:
        sentence = ngettext("%(count)d post has a working channel.", "%(count)d posts have a working channel.",
                            len(reached)) % {"count": len(reached)}  # fmt: skip
    posts = [
        {"post": Post(post).label, "channels": [_shown(one, rows, request.now) for one in rows if one.post == post]}
        for post in dict.fromkeys(one.post for one in rows)
    ]
    return show(
        request, "notices/post_channels.html", sentence=sentence, posts=posts, quiet=school_quiet(request.school),
        waiting=any(one.test_due for one in rows),
        ways=ways_to_add("notices:add-post-channel", count=0, has_mail=bool(settings.MAIL_SERVER)),
    )  # fmt: skip


def _shown(channel, rows, at) -> dict:
    first = next(one for one in rows if one.post == channel.post)
    return shown_channel(channel, first=channel == first, at=at)


@require_http_methods(["GET", "POST"])
def add(request, kind):
    kind = known(kind)
    form = ChannelForm(sent(request), kind=kind, of_post=True)
    return ask(
        request, form, actions.add_channel, needs=MANAGE_POST_CHANNELS, submit=_("Add the channel"),
        title=_("Add %(kind)s for a post") % {"kind": kind.label}, back=reverse("notices:post-channels"),
        lead=_("Whoever holds the post is told there when no channel of their own gets through. "
               "A test message follows at once; the address is not shown again."),
        crumbs=_crumbs(), school=request.school, kind=kind.value,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def quiet_hours(request):
    from_time, until_time = school_quiet(request.school)
    form = QuietHoursForm(sent(request), initial={"from_time": from_time, "until_time": until_time})
    return ask(
        request, form, actions.set_quiet_hours, needs=MANAGE_POST_CHANNELS, title=_("Quiet hours of the school"),
        lead=_("In these hours messages that can wait do wait. What is urgent comes at any hour."), submit=_("Save"),
        back=reverse("notices:post-channels"), crumbs=_crumbs(), school=request.school,
    )  # fmt: skip


def _crumbs():
    return [crumb(_("Settings"), "tenancy:settings"), crumb(_("Channels of posts"), "notices:post-channels")]
