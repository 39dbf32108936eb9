"""People named by hand: a guard types a name faster than a phone scrolls a thousand."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houqin.people.models import Pupil, Staff
from houqin.visitors.models import DocumentKind


class Named(forms.CharField):
    """A name or number, resolved by its form: another school's people are nobody."""

    def __init__(self, **more):
        super().__init__(**{"max_length": 80} | more)
        self.widget.attrs |= {"autocomplete": "off"}


class DocumentNumber(forms.CharField):
    """What is typed here leaves the page once and is kept nowhere: no browser offers it again."""

    def __init__(self, **more):
        super().__init__(**{"label": _("Document number"), "max_length": 40} | more)
        self.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}


class DocumentKindField(forms.ChoiceField):
    def __init__(self, **more):
        first = {
            "label": _("Identity document"),
            "choices": DocumentKind.choices,
            "initial": DocumentKind.IDENTITY_CARD,
        }
        super().__init__(**first | more)


def pupil_named(school, text: str, *, on) -> Pupil:
    """The enrolled pupil of this name or number.  Raises ValidationError for none and for several."""
    rows = Pupil.objects.of(school).enrolled(on).filter(Q(name=text) | Q(number=text))
    return _only(list(rows[:2]), text)


def somebody_named(school, text: str, *, on) -> tuple[Staff | None, Pupil | None]:
    """A colleague or a pupil of this name or number.  Raises ValidationError for none and for several."""
    staff = list(colleagues(school, on).filter(Q(name=text) | Q(number=text))[:2])
    pupils = list(Pupil.objects.of(school).enrolled(on).filter(Q(name=text) | Q(number=text))[:2])
    one = _only(staff + pupils, text)
    return (one, None) if isinstance(one, Staff) else (None, one)


def _only(found: list, text: str):
    if not found:
        raise ValidationError(_("Nobody here is called “%(text)s”. Check the name."), params={"text": text})
    if len(found) > 1:
        raise ValidationError(_("Several are called “%(text)s”. Write the number."), params={"text": text})
    return found[0]


def colleagues(school, on):
    """Who works here on a day, by name."""
    return Staff.objects.of(school).filter(Q(left_on=None) | Q(left_on__gte=on)).order_by("name", "number")
