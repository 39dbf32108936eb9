"""Every way notices say no."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    BAD_ADDRESS = "bad_address", _("This is not an address of {kind}. Copy it whole from there: {example}.")
    SCHEME_NOT_ALLOWED = "scheme_not_allowed", _("“{scheme}” is not allowed here. The address begins with https://.")
    PRIVATE_HOST = "private_host", _("{host} lies inside a private network. Use an address that the internet knows.")
    CHANNEL_KNOWN = "channel_known", _("{label} is on the list already. Nothing needs doing.")
    TOO_MANY_CHANNELS = "too_many_channels", _("{count} channels are on the list, which is the most. Remove one first.")
    NO_MAIL_SERVER = (
        "no_mail_server",
        _("No mail server is set up. Whoever runs the server sets HOUQIN_MAIL_SERVER; other channels work now."),
    )
    CHANNEL_REMOVED = "channel_removed", _("{label} was removed. Add it again.")
    TESTED_JUST_NOW = (
        "tested_just_now",
        _("A test message to {label} was asked for less than a minute ago. Look whether it arrived."),
    )
    FIRST_ALREADY = "first_already", _("{label} is the first already. Nothing needs doing.")
    POST_ELSEWHERE = "post_elsewhere", _("The post “{post}” does not exist at a school. Choose another.")
    QUIET_TOO_LONG = (
        "quiet_too_long",
        _("From {from_time} to {until_time} is more than {hours} hours, too long for what waits. Shorten it."),
    )
    QUIET_EMPTY = "quiet_empty", _("The quiet hours begin and end at {from_time}. Give two different times.")
    QUIET_NOT_WIDER = (
        "quiet_not_wider",
        _("Your school is quiet from {from_time} to {until_time}. Your own quiet hours cover these and may be longer."),
    )
