"""Who stands at the gate, who approves, and who may see it. Visitors' data is for the few who need it (PD-05)."""

from django.utils.translation import gettext_lazy as _

from houqin.kernel.permissions import permission
from houqin.tenancy.posts import DORMITORY, LEADERS, Post

AT_THE_GATE = DORMITORY | {Post.GUARD}

SEE_VISITS = permission("visitors.see_visits", _("See visitors"), AT_THE_GATE | LEADERS)
LET_IN = permission("visitors.let_in", _("Let visitors and workers in and out"), AT_THE_GATE)
#: Somebody's word: after hours, and a man in a girls' building (DV-02, DV-05).
APPROVE_VISITS = permission("visitors.approve_visits", _("Approve unusual visits"), {Post.DUTY_LEADER}, personal=True)
KEEP_NO_ENTRY = permission(
    "visitors.keep_no_entry", _("Keep the list of those not let in"), LEADERS | {Post.DUTY_LEADER}, personal=True
)

SEE_STAYS = permission("visitors.see_stays", _("See overnight guests"), AT_THE_GATE | LEADERS | {Post.HEAD_TEACHER})
APPLY_FOR_STAYS = permission(
    "visitors.apply_for_stays", _("Apply for overnight guests"), AT_THE_GATE | LEADERS | {Post.HEAD_TEACHER}
)
#: Somebody's word (GT-15).
DECIDE_STAYS = permission(
    "visitors.decide_stays", _("Decide about overnight guests"), LEADERS | {Post.DUTY_LEADER}, personal=True
)
REGISTER_GUESTS = permission("visitors.register_guests", _("Register overnight guests' documents"), AT_THE_GATE)
#: The keys hang where the dormitory is watched; a pupil who sleeps along is written down by the same people.
LODGE_GUESTS = permission("visitors.lodge_guests", _("Give keys of guest rooms, take them back"), DORMITORY)
FORGET = permission("visitors.forget", _("Forget visitors' documents and phones"), {Post.PRINCIPAL})
