"""Are the files of the journal still what was stored?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from houqin.journal.models import Attachment


def missing_files(chains: list[int]) -> Iterator[str]:
    """One line for every attachment whose file is gone or whose content no longer has its hash."""
    for attachment in Attachment.objects.filter(chain__in=chains).order_by("pk").iterator():
        path = Path(settings.MEDIA_ROOT) / attachment.path
        if not path.exists():
            yield f"chain {attachment.chain} attachment {attachment.pk} removed: {attachment.name}"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != attachment.digest:
            yield f"chain {attachment.chain} attachment {attachment.pk} altered: {attachment.name}"
