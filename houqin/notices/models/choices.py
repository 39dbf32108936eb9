"""When not to disturb, and in which language."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.models import SchoolRow

#: By the clock on the school's wall, where the school has said nothing: practice, no rule asks for it.
QUIET_FROM, QUIET_UNTIL = time(22), time(6, 30)


class QuietHours(SchoolRow):
    """When what can wait waits, at one school. The journal keeps what was set before."""

    from_time = models.TimeField(default=QUIET_FROM)
    until_time = models.TimeField(default=QUIET_UNTIL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="quiet_hours_of_school")]

    def __str__(self) -> str:
        return f"{self.from_time:%H:%M}-{self.until_time:%H:%M}"


def languages():
    """Each in its own name: who looks for their language cannot read the other."""
    return [("zh-hans", "中文"), ("en", "English")]


class Choices(models.Model):
    """What a person chose for the messages they get; the language of a page is the choice of a device."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notice_choices")
    language = models.CharField(max_length=10, choices=languages, default=settings.LANGUAGE_CODE)
    from_time = models.TimeField(null=True, help_text=_("Quiet from; empty: as the school."))
    until_time = models.TimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.language}"
