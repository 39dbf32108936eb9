"""Reading. `read_at` is the record; a journal entry for every glance would bury the others."""

from datetime import datetime

from django.db import transaction

from houqin.kernel.permissions import NotYours, authorise
from houqin.notices.models import Notice
from houqin.notices.permissions import READ_OWN


@transaction.atomic
def read_notice(*, notice: Notice, actor, at: datetime) -> Notice:
    """The first reading counts. It is then not sent by channels any more.  Raises NotYours."""
    authorise(actor, READ_OWN, school=notice.school, at=at)
    if notice.to_id != actor.pk:
        raise NotYours(READ_OWN)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)
    notice.refresh_from_db(fields=["read_at"])
    return notice


@transaction.atomic
def read_all(*, school, actor, at: datetime) -> None:
    """Everything that stands unread for the actor, at every school they see."""
    authorise(actor, READ_OWN, school=school, at=at)
    Notice.objects.visible_to(actor).filter(to=actor).unread().update(read_at=at)
