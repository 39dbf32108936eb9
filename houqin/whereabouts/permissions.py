"""Who may see where the children are, let them go, and read what is confidential."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import DORMITORY, LEADERS, Post

#: Those who count, search, treat or hand over children. Nobody else needs to know where a child is (PD-05).
WATCHING = LEADERS | DORMITORY | {Post.HEAD_TEACHER, Post.SCHOOL_DOCTOR}

SEE_WHEREABOUTS = permission("whereabouts.see", _("See where pupils are"), WATCHING)
NOTE_AWAY = permission("whereabouts.note_away", _("Say that a pupil is elsewhere, or back"), WATCHING)
ASK_LEAVE = permission("whereabouts.ask_leave", _("Ask for leave of pupils"), LEADERS | DORMITORY | {Post.HEAD_TEACHER})
#: Somebody's word (DR-06): no integration gives it.
APPROVE_LEAVE = permission(
    "whereabouts.approve_leave", _("Approve leave of pupils"), LEADERS | {Post.HEAD_TEACHER}, personal=True
)
COUNTERSIGN_LEAVE = permission(
    "whereabouts.countersign_leave", _("Countersign leave overnight"), LEADERS | {Post.DUTY_LEADER}, personal=True
)
HAND_OVER = permission(
    "whereabouts.hand_over", _("Hand pupils over and take them back"), LEADERS | DORMITORY | {Post.HEAD_TEACHER}
)
CARE = permission("whereabouts.care", _("Care for a sick child"), WATCHING)
#: Health data of a child (PD-05). A head teacher reads only of the own class; `gates.illness` asks that.
READ_NOTES = permission(
    "whereabouts.read_notes",
    _("Read confidential notes on a sick child"),
    LEADERS | {Post.DUTY_LEADER, Post.SCHOOL_DOCTOR, Post.HEAD_TEACHER},
    personal=True,
)
