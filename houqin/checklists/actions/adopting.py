"""Take a list from the house's shelf: one tap, and it is asked from tomorrow's duties on."""

from datetime import datetime

from django.db import transaction

from houqin.checklists import events
from houqin.checklists.actions.composing import authorise_composing
from houqin.checklists.actions.publishing import publish_checklist
from houqin.checklists.gates.adopting import may_adopt
from houqin.checklists.models import Checklist
from houqin.checklists.shelf import ready_lists
from houqin.journal.actions import record
from houqin.kernel.refusals import require


@transaction.atomic
def adopt_checklist(*, code: str, school=None, bureau=None, actor, at: datetime) -> Checklist:
    """Compose, publish and schedule a list of the shelf as it stands.  Raises Refused: UNKNOWN, ADOPTED_ALREADY."""
    authorise_composing(actor, school=school, bureau=bureau, at=at)
    require(may_adopt(code, school=school, bureau=bureau))
    ready = ready_lists()[code]
    checklist = Checklist.objects.create(
        school=None if bureau else school, bureau=bureau, code=code, title=ready.title, title_en=ready.title_en,
        area=ready.area, frequency=ready.frequency, by=ready.by, owner_post=ready.owner_post,
        draft=[item.as_json() for item in ready.items], composed_by=actor, composed_at=at,
    )  # fmt: skip
    record(events.LIST_COMPOSED, checklist, actor=actor, at=at, title=checklist.title)
    publish_checklist(checklist=checklist, actor=actor, at=at)
    return checklist
