"""Fields that several forms share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from houqin.people.models import Pupil


class PupilField(forms.CharField):
    """One pupil of the school by number, or by the whole name where only one bears it. The form sets `school`, `on`.

    `knows_former`: those who have left are meant too.
    """

    school = on = None

    def __init__(self, *, knows_former=False, **more):
        self.knows_former = knows_former
        words = {"label": _("Pupil"), "max_length": 80, "help_text": _("Pupil number, or the whole name.")}
        super().__init__(**(words | more))
        self.widget.attrs["autocomplete"] = "off"

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        here = Pupil.objects.of(self.school).select_related("school")
        here = here if self.knows_former else here.enrolled(self.on)
        found = list(here.filter(number=text)[:1]) or list(here.filter(name=text).order_by("pk")[:2])
        if not found:
            raise ValidationError(_("No pupil here has this number or name."))
        if len(found) > 1:
            raise ValidationError(_("Several pupils bear this name. Write the number."))
        return found[0]
