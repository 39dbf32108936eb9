"""Composing a list: its head, one item, its schedule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.checklists.drafts import Draft
from houqin.checklists.models import Area, Frequency, ItemKind
from houqin.incidents.forms.hazards import SCHOOL_POSTS, open_places
from houqin.incidents.models import Category, Grade
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import PlaceField, TimeOfDayField


class HeadForm(VerbForm):
    title = forms.CharField(label=_("Title"), max_length=80)
    area = forms.ChoiceField(label=_("Area"), choices=Area.choices)
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices)
    by = TimeOfDayField(label=_("Until when"), required=False)
    owner_post = forms.ChoiceField(label=_("Post that checks"), choices=SCHOOL_POSTS)


class ItemForm(VerbForm):
    """Cleans to the `item` of put_item."""

    text = forms.CharField(label=_("What is looked at"), max_length=200)
    kind = forms.ChoiceField(label=_("How it is answered"), choices=ItemKind.choices)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    low = forms.DecimalField(label=_("Not below"), required=False, max_digits=9, decimal_places=2)
    high = forms.DecimalField(label=_("Not above"), required=False, max_digits=9, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=12)
    good = forms.CharField(label=_("Good choices"), required=False, max_length=200, help_text=_("One to a comma."))
    bad = forms.CharField(label=_("Choices that mean failed"), required=False, max_length=200)
    grade = forms.ChoiceField(label=_("When it fails: how bad"), choices=Grade.choices, initial=Grade.GENERAL)
    category = forms.ChoiceField(label=_("When it fails: kind of hazard"), choices=Category.choices)

    def __init__(self, *args, before: Draft | None = None, **more):
        self.before = before
        initial = {}
        if before:
            initial = {name: getattr(before, name) for name in self.base_fields if hasattr(before, name)}
            initial |= {"good": _joined(before, False), "bad": _joined(before, True)}
        super().__init__(*args, initial=initial or None, **more)

    def clean(self):
        data = super().clean()
        english = _english(self.before)
        choices = [[words, False, *english.get(words, [])] for words in _words(data.get("good", ""))]
        choices += [[words, True, *english.get(words, [])] for words in _words(data.get("bad", ""))]
        same_text = self.before is not None and self.before.text == data.get("text")
        item = Draft(
            text=data.get("text", ""), key=self.before.key if self.before else "",
            text_en=self.before.text_en if same_text else "", kind=data.get("kind", ""),
            is_required=bool(data.get("is_required")), low=_exact(data.get("low")), high=_exact(data.get("high")),
            unit=data.get("unit", ""), choices=choices if data.get("kind") == ItemKind.CHOICE else [],
            grade=data.get("grade", ""), category=data.get("category", ""),
            rule=self.before.rule if self.before else "",
        )  # fmt: skip
        return {"entry_key": data.get("entry_key", ""), "item": item}


class ScheduleForm(VerbForm):
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices)
    by = TimeOfDayField(label=_("Until when"), required=False)
    owner_post = forms.ChoiceField(label=_("Post that checks"), choices=SCHOOL_POSTS)
    place = PlaceField(
        label=_("About which place"), required=False, help_text=_("What fails is then a hazard of this place.")
    )

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["place"].queryset = open_places(school, on)


class WhyForm(VerbForm):
    why = forms.CharField(label=_("Why"), max_length=200)


def _english(before: Draft | None) -> dict[str, list[str]]:
    """A choice that keeps its words keeps its English."""
    return {words: english for words, _failed, *english in before.choices} if before else {}


def _joined(before: Draft, failed: bool) -> str:
    return "，".join(words for words, is_failed, *_english in before.choices if bool(is_failed) is failed)


def _words(text: str) -> list[str]:
    return [one.strip()[:80] for one in text.replace("，", ",").replace("、", ",").split(",") if one.strip()]


def _exact(number) -> str:
    return "" if number is None else f"{number.normalize():f}"
