"""What the house does about checklists by itself."""

from datetime import datetime

from django.db import transaction

from houqin.checklists.actions.publishing import put_to_use
from houqin.checklists.models import Checklist
from houqin.kernel.clockwork import clockwork


@clockwork("checklists.new_schools", seconds=600)
def put_lists_of_bureaus_to_use(*, at: datetime) -> int:
    """A school that came to a bureau later has the bureau's lists as well. Two queries a list when nothing is new."""
    lists = Checklist.objects.exclude(bureau=None).filter(retired_at=None, versions__isnull=False).distinct()
    done = 0
    for checklist in lists.select_related("bureau").order_by("pk"):
        with transaction.atomic():
            done += put_to_use(checklist, at=at)
    return done
