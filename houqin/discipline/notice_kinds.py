"""What people are told about discipline. A lock screen is not a locked door: it names no child."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

OF_YOUR_CLASS = notice_kind(
    "discipline.of_your_class",
    _("Something about a child of your class was recorded"),
    _("{code}. The dormitory talks with the child; add what you know."),
)
