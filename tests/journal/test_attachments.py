"""Evidence is kept by content, without the place where a phone stood, and only for those who may see it."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from houqin.journal.attachments import store_attachment
from houqin.journal.attachments_check import missing_files
from houqin.journal.models import Attachment
from houqin.journal.reasons import Reason
from houqin.kernel.refusals import Refused
from tests.builders import NOON, a_person, a_school

pytestmark = pytest.mark.django_db


def a_photo(name="证.jpg", *, size=(640, 480), form="JPEG", located=True):
    image, exif = Image.new("RGB", size, "white"), Image.Exif()
    if located:
        exif[0x010F] = "PhoneMaker"
        exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    image.save(out, form, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def stored(attachment):
    return settings.MEDIA_ROOT / attachment.path


def keep(upload, school=None):
    return store_attachment(upload, chain=(school or a_school()).pk, actor=a_person(), at=NOON)


def test_a_photo_keeps_its_picture_and_loses_its_place():
    kept = keep(a_photo(size=(4000, 3000)))

    with Image.open(stored(kept)) as image:
        assert (image.format, image.size) == ("JPEG", (2048, 1536))
        assert dict(image.getexif()) == {}
    assert (kept.kind, kept.media_type) == ("photo", "image/jpeg")


def test_a_document_is_kept_as_given():
    kept = keep(SimpleUploadedFile("检疫证.pdf", b"%PDF-1.7 hello"))

    assert stored(kept).read_bytes() == b"%PDF-1.7 hello"


def test_the_same_photo_twice_is_one():
    school, photo = a_school(), a_photo()
    first = keep(photo, school)
    photo.seek(0)

    assert keep(photo, school) == first
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        (SimpleUploadedFile("a.jpg", b""), Reason.FILE_EMPTY),
        (SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>"), Reason.FILE_KIND_UNKNOWN),
        (SimpleUploadedFile("a.pdf", b"PK\x03\x04 not a pdf"), Reason.FILE_KIND_UNKNOWN),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0 cut off"), Reason.PHOTO_UNREADABLE),
        (SimpleUploadedFile("a.jpg", b"x" * (12 * 1024 * 1024 + 1)), Reason.FILE_TOO_LARGE),
    ],
)
def test_what_is_neither_photo_nor_paper_is_refused(upload, reason):
    with pytest.raises(Refused) as refused:
        keep(upload)

    assert refused.value.reasons == {reason}
    assert not Attachment.objects.exists()


def test_a_photo_cut_short_is_refused():
    whole = a_photo().read()

    with pytest.raises(Refused) as refused:
        keep(SimpleUploadedFile("a.jpg", whole[: len(whole) // 2]))

    assert refused.value.reasons == {Reason.PHOTO_UNREADABLE}


def test_a_changed_file_is_found():
    kept = keep(SimpleUploadedFile("a.pdf", b"%PDF-1.7 hello"))
    assert list(missing_files([kept.chain])) == []

    stored(kept).write_bytes(b"%PDF-1.7 forged")

    assert list(missing_files([kept.chain])) == [f"chain {kept.chain} attachment {kept.pk} altered: a.pdf"]
