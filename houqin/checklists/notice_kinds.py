"""What people are told about checklists."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind

RUNS_DISAGREE = notice_kind(
    "checklists.runs_disagree",
    _("“{title}” was handed in twice, and the two disagree"),
    _("{one} and {other}, {on}: {items}. Whoever is wrong corrects their entry."),
)
