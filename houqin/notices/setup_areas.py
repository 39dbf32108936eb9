"""What of notices a school sets up."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from houqin.notices.models import Channel
from houqin.notices.permissions import MANAGE_POST_CHANNELS
from houqin.notices.plans import school_quiet
from houqin.tenancy.areas import AreaState, area


@area(
    gettext_lazy("Channels of posts"), view="notices:post-channels", icon="message", needs=MANAGE_POST_CHANNELS,
    place=85,
)  # fmt: skip
def post_channels(school, *, on: date) -> AreaState:
    posts = Channel.objects.in_use().filter(user=None, school=school).values("post").distinct().count()
    quiet = "{:%H:%M}-{:%H:%M}".format(*school_quiet(school))
    if not posts:
        return AreaState(_("No post has a channel yet. Quiet from %(quiet)s.") % {"quiet": quiet})
    facts = {"count": posts, "quiet": quiet}
    return AreaState(
        ngettext("%(count)d post is told by a channel. Quiet from %(quiet)s.",
                 "%(count)d posts are told by channels. Quiet from %(quiet)s.", posts) % facts
    )  # fmt: skip
