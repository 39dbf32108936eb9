"""Papers and signatures of a child's leave are for those who watch over children (PD-05)."""

from django.db.models import Q

from houqin.journal.veils import veil
from houqin.tenancy.schools import School
from houqin.whereabouts.models import Leave
from houqin.whereabouts.permissions import SEE_WHEREABOUTS


@veil
def of_leaves(attachment, actor) -> bool:
    """Two queries at most, one for a file that is of no leave."""
    of_it = Q(paper=attachment) | Q(hand_over_signature=attachment) | Q(return_signature=attachment)
    if not Leave.objects.filter(of_it, school=attachment.chain).exists():
        return False
    school = School.objects.select_related("bureau").get(pk=attachment.chain)
    return not actor.may(SEE_WHEREABOUTS, school=school, at=actor.as_of)
