"""Evidence is kept by content, without the place where a phone stood, and only for those who may see it."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from houqin.journal.attachments import earlier_uses, store_attachment, store_signature
from houqin.journal.attachments_check import missing_files
from houqin.journal.models import Attachment, Entry
from houqin.journal.reasons import Reason
from houqin.kernel.refusals import Refused
from tests.builders import NOON, a_person, a_school

pytestmark = pytest.mark.django_db


def a_photo(name="证.jpg", *, size=(640, 480), form="JPEG", located=True, noise=False, **more):
    image = Image.effect_noise(size, 60).convert("RGB") if noise else Image.new("RGB", size, "white")
    exif = Image.Exif()
    if located:
        exif[0x010F] = "PhoneMaker"
        exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    image.save(out, form, exif=exif, comment=b"made by", **more)
    return SimpleUploadedFile(name, out.getvalue())


def again(upload):
    upload.seek(0)
    return upload


def shrunk(size, original):
    """As the phone sends it: other bytes, and what it said of the photo they were made from."""
    photo = a_photo(size=size, located=False)
    photo.original_digest = original
    return photo


def a_drawing(*, ink):
    """Black strokes on nothing, as a canvas gives them."""
    image = Image.new("RGBA", (600, 200))
    if ink:
        ImageDraw.Draw(image).line([(20, 150), (120, 30), (220, 150), (400, 60)], fill="black", width=5)
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("signature.png", out.getvalue())


def sign(upload):
    return store_signature(upload, chain=a_school().pk, actor=a_person(), at=NOON)


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


def test_a_photo_sent_twice_is_one_file_with_two_uses():
    school, photo = a_school(), a_photo()
    first, second = keep(photo, school), keep(again(photo), school)

    assert (first.pk != second.pk, first.path) == (True, second.path)
    assert Entry.objects.of_chain(school.pk).filter(kind="journal.photo_used_again").count() == 1


def test_a_photo_is_known_again_though_another_phone_shrank_it():
    school, digest = a_school(), "ab" * 32
    first, second = (keep(shrunk(size, digest), school) for size in ((640, 480), (320, 240)))

    assert (first.digest != second.digest, first.original_digest, second.original_digest) == (True, digest, digest)
    assert list(earlier_uses(second)) == [first]


def test_what_a_phone_says_of_the_original_is_no_more_than_a_hash():
    kept = keep(shrunk((640, 480), "<script>"))

    assert kept.original_digest == kept.source_digest


def test_the_same_paper_for_two_lots_and_the_photo_of_another_school_are_nothing_new():
    school, paper = a_school(), SimpleUploadedFile("证.pdf", b"%PDF-1.7 one for all lots")
    for upload, whose in ((paper, school), (paper, school), (a_photo(), school), (a_photo(), a_school())):
        keep(again(upload), whose)

    assert not Entry.objects.filter(kind="journal.photo_used_again").exists()


def test_a_shrunk_photo_does_not_grow_and_loses_its_place_all_the_same():
    photo = a_photo(size=(800, 600), noise=True, quality=40)
    kept = keep(photo)

    with Image.open(stored(kept)) as image:
        assert (image.size, dict(image.getexif()), "comment" in image.info) == ((800, 600), {}, False)
    assert kept.size_bytes <= photo.size


def test_a_signature_is_ink_on_white_and_small():
    kept = sign(a_drawing(ink=True))

    with Image.open(stored(kept)) as image:
        corner, darkest = image.convert("L").getpixel((0, 0)), image.convert("L").getextrema()[0]
    assert (kept.kind, kept.media_type, kept.size_bytes < 30_000, corner > 250, darkest < 60) == (
        "signature", "image/png", True, True, True,
    )  # fmt: skip


def test_an_empty_pad_is_no_signature():
    with pytest.raises(Refused) as refused:
        sign(a_drawing(ink=False))

    assert refused.value.reasons == {Reason.SIGNATURE_EMPTY}
    assert not Attachment.objects.exists()


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
