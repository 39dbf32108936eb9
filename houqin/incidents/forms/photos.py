"""Several photos in one field, straight from the phone's camera."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_PHOTOS = 9


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Cleans to a list of uploads, empty when there is none."""

    def __init__(self, **more):
        widget = PhotosInput(attrs={"accept": "image/*,application/pdf"})
        super().__init__(**{"label": _("Photos"), "required": False, "widget": widget} | more)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            return super().clean(None, initial) or []
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("Nine photos at most. Choose the ones that show it."))
        return [super(PhotosField, self).clean(one, initial) for one in files]
