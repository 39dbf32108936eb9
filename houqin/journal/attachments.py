"""Files as evidence: kept by content hash, photos re-encoded so that no location leaves the phone."""

import hashlib
import re
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from houqin.journal.actions import record
from houqin.journal.events import ATTACHMENT_STORED, PHOTO_USED_AGAIN
from houqin.journal.models import Attachment
from houqin.journal.reasons import Reason
from houqin.kernel.refusals import refuse

MEGABYTE = 1024 * 1024
LARGEST_PHOTO_BYTES = 12 * MEGABYTE
LARGEST_DOCUMENT_BYTES = 10 * MEGABYTE
DIGEST = re.compile("[0-9a-f]{64}")


@transaction.atomic
def store_attachment(upload: UploadedFile, *, chain: int, actor, at: datetime) -> Attachment:
    """Keep a photo (JPEG, PNG, WebP → JPEG without metadata) or a PDF as given.

    A row is one use; equal bytes are one file on disk, there before the row is visible. `upload.original_digest`,
    where the phone said it, tells the photo before it was shrunk. A photo that the school used before is kept all
    the same, and the journal says so: what it means, a person judges.
    Raises Refused: FILE_EMPTY, FILE_TOO_LARGE, FILE_KIND_UNKNOWN, PHOTO_UNREADABLE.
    """
    name, content = _read(upload)
    if content.startswith(b"%PDF-"):
        if len(content) > LARGEST_DOCUMENT_BYTES:
            _too_large(name, len(content), LARGEST_DOCUMENT_BYTES)
        kept, kind, media_type = content, Attachment.Kind.DOCUMENT, "application/pdf"
    else:
        from houqin.journal.pictures import plain_photo  # slow import: until the first photo comes

        kept, kind, media_type = plain_photo(content, name), Attachment.Kind.PHOTO, "image/jpeg"
    original = getattr(upload, "original_digest", "")
    attachment = _keep(
        kept, kind, media_type, name=name, sent=content, original=original, chain=chain, actor=actor, at=at
    )
    if kind == Attachment.Kind.PHOTO and (earlier := earlier_uses(attachment).first()):
        record(
            PHOTO_USED_AGAIN, attachment, about=[earlier], actor=actor, at=at, name=name, by=earlier.stored_by.name,
            used_at=earlier.stored_at,
        )  # fmt: skip
    return attachment


@transaction.atomic
def store_signature(upload: UploadedFile, *, chain: int, actor, at: datetime) -> Attachment:
    """Keep a signature drawn by finger, or photographed: ink on white, as PNG.

    Raises Refused: SIGNATURE_EMPTY, and those of store_attachment.
    """
    from houqin.journal.pictures import ink_on_white  # slow import: until the first signature comes

    name, content = _read(upload)
    kept = ink_on_white(content, name)
    return _keep(kept, Attachment.Kind.SIGNATURE, "image/png", name=name, sent=content, chain=chain, actor=actor, at=at)


def earlier_uses(attachment: Attachment):
    """The same picture, kept before: equal as sent, or equal before the phone shrank it. Oldest first."""
    same = Q(source_digest=attachment.source_digest) | Q(original_digest=attachment.original_digest)
    rows = Attachment.objects.filter(same, chain=attachment.chain, kind=Attachment.Kind.PHOTO, pk__lt=attachment.pk)
    return rows.select_related("stored_by").order_by("pk")


def _read(upload: UploadedFile) -> tuple[str, bytes]:
    name = Path(upload.name or "").name[:160] or "file"
    if upload.size > LARGEST_PHOTO_BYTES:
        _too_large(name, upload.size, LARGEST_PHOTO_BYTES)
    content = upload.read()
    if not content:
        refuse(Reason.FILE_EMPTY, name=name)
    return name, content


def _keep(
    kept: bytes, kind: str, media_type: str, *, name: str, sent: bytes, original: str = "", chain: int, actor,
    at: datetime,
) -> Attachment:  # fmt: skip
    source = hashlib.sha256(sent).hexdigest()
    attachment = Attachment(
        chain=chain, digest=hashlib.sha256(kept).hexdigest(), source_digest=source,
        original_digest=original if DIGEST.fullmatch(original) else source, kind=kind, media_type=media_type,
        size_bytes=len(kept), name=name, stored_by=actor, stored_at=at,
    )  # fmt: skip
    _write(Path(settings.MEDIA_ROOT) / attachment.path, kept)
    attachment.save(force_insert=True)
    record(ATTACHMENT_STORED, attachment, actor=actor, at=at, name=name, digest=attachment.digest)
    return attachment


def _too_large(name: str, size: int, limit: int) -> None:
    refuse(Reason.FILE_TOO_LARGE, name=name, megabytes=round(size / MEGABYTE, 1), limit=limit // MEGABYTE)


def _write(path: Path, content: bytes) -> None:
    """All of the file or none of it: a power cut leaves a nameless temporary, never half an evidence."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.write_bytes(content)
    temporary.replace(path)
