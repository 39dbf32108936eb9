"""What the pages about channels and quiet ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.notices.addresses import EXAMPLES
from houqin.notices.models import Channel
from houqin.notices.models.choices import languages
from houqin.tenancy.fields import TimeOfDayField
from houqin.tenancy.posts import EVERY_SCHOOL_POST, Post

Kind = Channel.Kind
LABELS = {Kind.MAIL: _("Mail address")}
ROBOT_HELP = _("Group settings, robots, add: the service shows this address once.")
HELP = {
    Kind.WECOM: ROBOT_HELP,
    Kind.DINGTALK: _("Group settings, robots, custom: choose “sign”, or the keyword Houqin."),
    Kind.FEISHU: ROBOT_HELP,
    Kind.MAIL: _("Look into this mailbox: a test message comes first."),
    Kind.WEBHOOK: _("A program of the school's own; it is sent JSON."),
}


class ChannelForm(VerbForm):
    """`signing_key` for DingTalk only; `post` for channels of posts only."""

    post = forms.ChoiceField(label=_("For whoever holds this post"))
    address = forms.CharField(label=_("Address"), max_length=500)
    signing_key = forms.CharField(
        label=_("Signing key"), max_length=100, required=False, help_text=_("Begins with SEC; empty with a keyword.")
    )

    def __init__(self, *args, kind: str, of_post: bool, **more):
        super().__init__(*args, **more)
        address = self.fields["address"]
        address.label, address.help_text = LABELS.get(kind, address.label), HELP[Kind(kind)]
        address.widget.attrs |= {"placeholder": EXAMPLES[Kind(kind)], "autocomplete": "off", "spellcheck": "false"}
        self.fields["post"].choices = [(post.value, post.label) for post in Post if post in EVERY_SCHOOL_POST]
        if kind != Kind.DINGTALK:
            del self.fields["signing_key"]
        if not of_post:
            del self.fields["post"]


class QuietHoursForm(VerbForm):
    from_time = TimeOfDayField(label=_("Quiet from"))
    until_time = TimeOfDayField(label=_("Quiet until"), help_text=_("Usually the next morning."))


class ChoicesForm(VerbForm):
    language = forms.ChoiceField(label=_("Messages come in"), choices=languages, widget=forms.RadioSelect)
    from_time = TimeOfDayField(label=_("Quiet from"), required=False)
    until_time = TimeOfDayField(label=_("Quiet until"), required=False, help_text=_("Both empty: as the school."))

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("from_time") is None) != (cleaned.get("until_time") is None) and not self.errors:
            self.add_error("until_time", _("Give both times or neither."))
        return cleaned
