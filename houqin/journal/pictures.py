"""Pictures made plain: upright, small enough, nothing left of where and with what they were taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from houqin.journal.reasons import Reason
from houqin.kernel.refusals import refuse

MOST_PIXELS = 50_000_000  # a 48-megapixel phone; more is a decompression bomb
PHOTO_EDGE_PIXELS = 2048  # enough to read a certificate photographed from half a metre
SHRUNK_BYTES = 300_000  # what our own pages send at most
SIGNATURE_BOX_PIXELS = (800, 300)
LEAST_INK_PIXELS = 40  # a dot by mistake is no signature
ORIENTATION = 0x0112


def plain_photo(content: bytes, name: str) -> bytes:
    """The picture alone as JPEG: at most 2048 px, no EXIF, no location, no embedded profile or script.

    One that came shrunk keeps its own fineness: coded anew at ours it would only grow.
    """
    with _opened(content, name) as image:
        fine = {"quality": 82, "optimize": True}
        if _is_shrunk(image, content):
            fine["quality"] = "keep"
        else:
            image = ImageOps.exif_transpose(image).convert("RGB")
            image.thumbnail((PHOTO_EDGE_PIXELS, PHOTO_EDGE_PIXELS))
        out = BytesIO()
        image.save(out, "JPEG", exif=b"", comment=b"", **fine)
        return out.getvalue()


def ink_on_white(content: bytes, name: str) -> bytes:
    """A signature as PNG of a few greys, cut to its ink.  Raises Refused: SIGNATURE_EMPTY."""
    with _opened(content, name) as image:
        drawn = ImageOps.exif_transpose(image).convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        paper.alpha_composite(drawn)
        grey = paper.convert("L")
        grey.thumbnail(SIGNATURE_BOX_PIXELS)
        if sum(grey.histogram()[:160]) < LEAST_INK_PIXELS:
            refuse(Reason.SIGNATURE_EMPTY)
        ink = grey.crop(ImageOps.invert(grey).point(lambda light: 255 if light > 40 else 0).getbbox())
        out = BytesIO()
        ImageOps.expand(ink, 6, 255).quantize(8).save(out, "PNG", optimize=True)
        return out.getvalue()


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                refuse(Reason.PHOTO_UNREADABLE, name=name)
            image.load()
            yield image
    except UnidentifiedImageError:
        refuse(Reason.FILE_KIND_UNKNOWN, name=name)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        refuse(Reason.PHOTO_UNREADABLE, name=name)


def _is_shrunk(image: Image.Image, content: bytes) -> bool:
    return (
        image.format == "JPEG"
        and image.mode in ("RGB", "L")
        and len(content) <= SHRUNK_BYTES
        and max(image.size) <= PHOTO_EDGE_PIXELS
        and image.getexif().get(ORIENTATION, 1) == 1
    )
