"""Files as evidence: kept by content hash, photos re-encoded so that no location leaves the phone."""

import hashlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from houqin.journal.actions import record
from houqin.journal.events import ATTACHMENT_STORED
from houqin.journal.models import Attachment
from houqin.journal.reasons import Reason
from houqin.kernel.refusals import refuse

MEGABYTE = 1024 * 1024
LARGEST_PHOTO_BYTES = 12 * MEGABYTE
LARGEST_DOCUMENT_BYTES = 10 * MEGABYTE
MOST_PIXELS = 50_000_000  # a 48-megapixel phone; more is a decompression bomb
PHOTO_EDGE_PIXELS = 2048  # enough to read a certificate photographed from half a metre


@transaction.atomic
def store_attachment(upload: UploadedFile, *, chain: int, actor, at: datetime) -> Attachment:
    """Keep a photo (JPEG, PNG, WebP → JPEG without metadata) or a PDF as given.

    The same bytes sent twice give the same row. The file is on disk before the row is visible.
    Raises Refused: FILE_EMPTY, FILE_TOO_LARGE, FILE_KIND_UNKNOWN, PHOTO_UNREADABLE.
    """
    name = Path(upload.name or "").name[:160] or "file"
    if upload.size > LARGEST_PHOTO_BYTES:
        _too_large(name, upload.size, LARGEST_PHOTO_BYTES)
    content = upload.read()
    if not content:
        refuse(Reason.FILE_EMPTY, name=name)
    source_digest = hashlib.sha256(content).hexdigest()
    if known := Attachment.objects.filter(chain=chain, source_digest=source_digest).first():
        return known
    if content.startswith(b"%PDF-"):
        if len(content) > LARGEST_DOCUMENT_BYTES:
            _too_large(name, len(content), LARGEST_DOCUMENT_BYTES)
        kind, media_type = Attachment.Kind.DOCUMENT, "application/pdf"
    else:
        content = _plain_photo(content, name)
        kind, media_type = Attachment.Kind.PHOTO, "image/jpeg"
    attachment = Attachment(
        chain=chain,
        digest=hashlib.sha256(content).hexdigest(),
        source_digest=source_digest,
        kind=kind,
        media_type=media_type,
        size_bytes=len(content),
        name=name,
        stored_by=actor,
        stored_at=at,
    )
    _write(Path(settings.MEDIA_ROOT) / attachment.path, content)
    attachment.save(force_insert=True)
    record(ATTACHMENT_STORED, attachment, actor=actor, at=at, name=name, digest=attachment.digest)
    return attachment


def _too_large(name: str, size: int, limit: int) -> None:
    refuse(Reason.FILE_TOO_LARGE, name=name, megabytes=round(size / MEGABYTE, 1), limit=limit // MEGABYTE)


def _plain_photo(content: bytes, name: str) -> bytes:
    """The picture alone: upright, at most 2048 px, no EXIF, no location, no embedded profile or script."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # slow import: until the first photo comes

    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                refuse(Reason.PHOTO_UNREADABLE, name=name)
            image.load()
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except UnidentifiedImageError:
        refuse(Reason.FILE_KIND_UNKNOWN, name=name)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        refuse(Reason.PHOTO_UNREADABLE, name=name)
    upright.thumbnail((PHOTO_EDGE_PIXELS, PHOTO_EDGE_PIXELS))
    out = BytesIO()
    upright.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _write(path: Path, content: bytes) -> None:
    """All of the file or none of it: a power cut leaves a nameless temporary, never half an evidence."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.write_bytes(content)
    temporary.replace(path)
