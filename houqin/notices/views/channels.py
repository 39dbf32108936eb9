"""By which ways I am told, in which language, and when not. Testing and removing serve the channels of posts too."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.notices import actions
from houqin.notices.addresses import Kind
from houqin.notices.forms import ChannelForm, ChoicesForm
from houqin.notices.models import Channel, Choices
from houqin.notices.permissions import KEEP_OWN_CHANNELS, MANAGE_POST_CHANNELS
from houqin.notices.plans import school_quiet
from houqin.notices.selectors import own_channels
from houqin.notices.views.showing import shown_channel, ways_to_add
from houqin.tenancy.asking import Nothing, ask, crumb, sent


def known(kind: str) -> Kind:
    if kind not in Kind.values:
        raise Http404
    return Kind(kind)


@require_safe
def channels(request):
    authorise(request.user, KEEP_OWN_CHANNELS, school=request.school, at=request.now)
    rows = list(own_channels(request.user))
    works = sum(1 for channel in rows if channel.verified_at and not channel.failures)
    sentence = _("Messages wait in the inbox; no channel brings them to you.")
    if works:
        sentence = ngettext("%(count)d channel brings you messages.", "%(count)d channels bring you messages.", works)
        sentence %= {"count": works}
    return show(
        request, "notices/channels.html", sentence=sentence, waiting=any(one.test_due for one in rows),
        channels=[shown_channel(one, first=one == rows[0], at=request.now) for one in rows],
        ways=ways_to_add("notices:add-channel", count=len(rows), has_mail=bool(settings.MAIL_SERVER)),
        choices=Choices.objects.filter(user=request.user).first() or Choices(user=request.user),
        quiet=school_quiet(request.school),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request, kind):
    kind = known(kind)
    form = ChannelForm(sent(request), kind=kind, of_post=False)
    return ask(
        request, form, actions.add_channel, needs=KEEP_OWN_CHANNELS, title=_("Add %(kind)s") % {"kind": kind.label},
        lead=_("A test message follows at once. The address is not shown again."), submit=_("Add the channel"),
        back=reverse("notices:channels"), crumbs=_crumbs(), school=request.school, kind=kind.value,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def choices(request):
    chosen = Choices.objects.filter(user=request.user).first() or Choices()
    initial = {"language": chosen.language, "from_time": chosen.from_time, "until_time": chosen.until_time}
    quiet = {"from": f"{school_quiet(request.school)[0]:%H:%M}", "until": f"{school_quiet(request.school)[1]:%H:%M}"}
    return ask(
        request, ChoicesForm(sent(request), initial=initial), actions.set_choices, needs=KEEP_OWN_CHANNELS,
        title=_("How messages come"), submit=_("Save"), back=reverse("notices:channels"), crumbs=_crumbs(),
        lead=_("The school is quiet from %(from)s to %(until)s. What is urgent comes at any hour.") % quiet,
        school=request.school,
    )  # fmt: skip


def _crumbs():
    return [crumb(_("Notices"), "notices:inbox"), crumb(_("My channels"), "notices:channels")]


def _channel(request, pk) -> Channel:
    return get_object_or_404(Channel.objects.visible_to(request.user).select_related("school", "user"), pk=pk)


@require_POST
def test(request, pk):
    return _done(request, _channel(request, pk), actions.ask_test)


@require_POST
def first(request, pk):
    return _done(request, _channel(request, pk), actions.prefer_channel)


def _done(request, channel, verb):
    """A refusal goes the way of all refusals outside a form: a page of its own with the reasons."""
    form = VerbForm(request.POST)
    form.submit(request, verb, channel=channel, about=[channel])
    if form.refused:
        raise form.refused
    return go(channel)


@require_http_methods(["GET", "POST"])
def remove(request, pk):
    channel = _channel(request, pk)
    return ask(
        request, Nothing(sent(request)), actions.remove_channel, about=[channel], channel=channel,
        needs=MANAGE_POST_CHANNELS if channel.post else KEEP_OWN_CHANNELS,
        title=_("Remove %(channel)s") % {"channel": channel}, submit=_("Remove"), back=channel.get_absolute_url(),
        lead=_("Nothing is sent there any more, and its address is forgotten."), crumbs=_crumbs(),
    )  # fmt: skip
