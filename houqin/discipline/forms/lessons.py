"""The safety lesson: who is not tapped was there."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.discipline.kinds import choices
from houqin.journal.doors import VerbForm
from houqin.tenancy.fields import MomentField


class LessonForm(VerbForm):
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    topics = forms.MultipleChoiceField(
        label=_("What was taught"), widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"})
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    happened_at = MomentField()

    def __init__(self, *args, pupils: list, **more):
        super().__init__(*args, **more)
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            pupils = [pupil for pupil in pupils if str(pupil.pk) in seen]
        self.pupils = pupils
        self.fields["shown"].initial = ",".join(str(pupil.pk) for pupil in pupils)
        self.fields["topics"].choices = choices("topic")
        self.fields["topics"].initial = [code for code, _words in choices("topic")]
        for pupil in pupils:
            self.fields[f"odd-{pupil.pk}"] = forms.BooleanField(label=_("Not there"), required=False)

    @property
    def items(self) -> list[dict]:
        return [{"label": pupil.name, "quiet": pupil.number, "flip": self[f"odd-{pupil.pk}"]} for pupil in self.pupils]

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.pupils)
        words = {
            "all": ngettext("{number} boarder, there", "{number} boarders, all there", number),
            "one": gettext("{number} boarders, 1 to be taught later"),
            "many": gettext("{number} boarders, {odd} to be taught later"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        absent = {pupil.pk for pupil in self.pupils if cleaned.get(f"odd-{pupil.pk}")}
        kept = ("entry_key", "topics", "note", "happened_at")
        return {name: cleaned.get(name) for name in kept} | {"pupils": self.pupils, "absent": absent}
