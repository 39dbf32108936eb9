"""Who hears, talks, teaches, keeps and finds. What is written of a child is seen by those who must act."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import DORMITORY, LEADERS, Post

TEACHING = DORMITORY | LEADERS | {Post.HEAD_TEACHER}

#: Rooms and numbers, never children.
SEE_REST = permission("discipline.see", _("See rounds, lessons and found things"), TEACHING | {Post.GUARD})
#: Who was at a lesson, who had lost something: for those who look after the children.
SEE_NAMES = permission("discipline.see_names", _("Read which children lessons and found things are about"), TEACHING)
#: What was heard at a door is somebody's word.
MAKE_ROUNDS = permission(
    "discipline.make_rounds", _("Make the round after the bell"), DORMITORY | LEADERS, personal=True
)

#: The circle of DR-08: these, and the child's own head teacher.
SEE_ALL_TALKS = permission("discipline.see_talks", _("See talks with any child"), DORMITORY | LEADERS)
#: Which of them a head teacher meets, the queryset says: those of the own class.
SEE_TALKS = permission("discipline.see_own_talks", _("See talks with children of the own class"), TEACHING)
RECORD_VIOLATIONS = permission("discipline.record_violations", _("Record what a child did"), TEACHING | {Post.GUARD})
HANDLE_VIOLATIONS = permission("discipline.handle", _("Talk, call guardians, follow up"), TEACHING, personal=True)
GIVE_POINTS = permission("discipline.give_points", _("Give points"), LEADERS | {Post.DUTY_LEADER}, personal=True)

TEACH = permission("discipline.teach", _("Hold the safety lesson"), TEACHING, personal=True)

SEE_KEPT = permission("discipline.see_kept", _("See what is in safe keeping"), DORMITORY | LEADERS)
KEEP_VALUABLES = permission("discipline.keep", _("Take valuables in and give them back"), DORMITORY, personal=True)

RECORD_FOUND = permission(
    "discipline.record_found", _("Shelve found things and give them back"), TEACHING | {Post.GUARD}
)
DISPOSE_FOUND = permission("discipline.dispose_found", _("Approve that found things go"), LEADERS, personal=True)
