"""How a channel shows on a page: its state in a word, what went wrong in a sentence, and its verbs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from houqin.kernel.shown import shown
from houqin.notices.addresses import Kind
from houqin.notices.gates import may_add_more, may_mail, may_test
from houqin.notices.models import Delivery


def shown_channel(channel, *, first: bool, at) -> dict:
    state, word = _state(channel)
    return {
        "channel": channel,
        "state": state,
        "word": word,
        "sentence": _sentence(channel),
        "is_first": first,
        "refusals": list(may_test(channel, at=at)),
        "test_url": reverse("notices:test-channel", args=[channel.pk]),
        "first_url": reverse("notices:prefer-channel", args=[channel.pk]),
        "remove_url": reverse("notices:remove-channel", args=[channel.pk]),
    }


def _state(channel) -> tuple[str, str]:
    if channel.is_dead:
        return "missed", _("Does not get through")
    if channel.failures:
        return "late", _("Went wrong last time")
    if channel.verified_at:
        return "done", _("Works")
    if channel.test_due:
        return "waiting", _("Test message on its way")
    return "late", _("Not proven yet")


def _sentence(channel) -> str:
    if not channel.failures and (channel.verified_at or channel.test_due or channel.last_outcome is None):
        return ""
    why = str(Delivery.Outcome(channel.last_outcome).label)
    if channel.last_detail:
        why = _("%(why)s (%(detail)s)") % {"why": why, "detail": channel.last_detail}
    if channel.failing_since:
        return _("Since %(moment)s: %(why)s") % {"moment": shown(channel.failing_since), "why": why}
    return why


def ways_to_add(view: str, *, count: int, has_mail: bool) -> list[dict]:
    """One button a kind, with what stands in its way."""
    full = list(may_add_more(count))
    return [
        {
            "label": kind.label,
            "url": reverse(view, args=[kind.value]),
            "id": f"add-{kind.value}",
            "refusals": full + (list(may_mail(has_mail)) if kind == Kind.MAIL else []),
        }
        for kind in Kind
    ]
