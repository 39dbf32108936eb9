"""Form fields for photos, papers and signatures. Each works without a script; with one, the phone shrinks first.

The names in `takes` choose the component: ui/photo.html and ui/signature.html.
"""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_PHOTOS = 9
PHOTO_OR_PAPER = "image/*,application/pdf"


class PhotosInput(forms.FileInput):
    """Beside each file the page may say the hash of the photo before it was shrunk: `<name>_original`, in order."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        found = files.getlist(name) if hasattr(files, "getlist") else files.get(name)
        uploads = found if isinstance(found, list | tuple) else [found] if found else []
        said = data.getlist(f"{name}_original") if hasattr(data, "getlist") else []
        if len(said) == len(uploads):
            for upload, digest in zip(uploads, said, strict=True):
                upload.original_digest = digest
        return uploads

    def value_omitted_from_data(self, data, files, name):
        return name not in files


class PhotosField(forms.FileField):
    """Cleans to a list of uploads, empty when there is none. The same bytes chosen twice count once."""

    takes, most = "photos", MOST_PHOTOS

    def __init__(self, *, accept=PHOTO_OR_PAPER, **more):
        widget = PhotosInput(attrs={"accept": accept})
        super().__init__(**{"label": _("Photos"), "required": False, "widget": widget} | more)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            return super().clean(None, initial) or []
        if len(files) > self.most:
            raise forms.ValidationError(_("Nine photos at most. Choose the ones that show it."))
        return _once([super(PhotosField, self).clean(one, initial) for one in files])


class OneFileInput(PhotosInput):
    allow_multiple_selected = False

    def value_from_datadict(self, data, files, name):
        uploads = super().value_from_datadict(data, files, name)
        return uploads[-1] if uploads else None


class PhotoField(forms.FileField):
    """One photo or PDF."""

    takes, most = "photos", 1

    def __init__(self, *, accept=PHOTO_OR_PAPER, **more):
        widget = OneFileInput(attrs={"accept": accept})
        super().__init__(**{"label": _("Photo or PDF"), "required": False, "widget": widget} | more)


class SignatureField(forms.FileField):
    """Drawn with the finger; without a script a picture of a signature. `help_text` names the way without drawing.

    `has_other_way`: something else in the form may stand for it, so it is neither required nor optional by itself.
    """

    takes = "signature"

    def __init__(self, *, has_other_way=False, **more):
        self.has_other_way = has_other_way
        widget = forms.FileInput(attrs={"accept": "image/*"})
        super().__init__(**{"label": _("Signature"), "required": False, "widget": widget} | more)


def _once(uploads: list) -> list:
    """Without a script nobody says that a photo was chosen twice."""
    unique = {}
    for upload in uploads:
        digest = hashlib.file_digest(upload.file, "sha256").hexdigest()
        upload.seek(0)
        unique.setdefault(digest, upload)
    return list(unique.values())
