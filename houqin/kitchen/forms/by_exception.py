"""Forms of all pots of a meal at once: what is not tapped is as it should be. `items` and `tally` are the page's."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kitchen.actions import PotReading
from houqin.kitchen.actions.samples import SampleBox
from houqin.kitchen.actions.tasting import TastingResult
from houqin.kitchen.evidence import MealEvidence
from houqin.kitchen.forms.fields import DegreesField, WholeField
from houqin.kitchen.models import DishBatch
from houqin.kitchen.selectors.samples import cabinets_of, free_positions
from houqin.tenancy.fields import MomentField, PlaceField
from houqin.tenancy.models import Space

SENSES = (("look", _("Look")), ("smell", _("Smell")), ("taste", _("Flavour")))


def _tick(label) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class PotsForm(VerbForm):
    """Speaks of the pots that the page showed, and of no other: what came since is nobody's word."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    happened_at = MomentField()

    def hold(self, pots: list) -> list:
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            pots = [pot for pot in pots if str(pot.batch.pk) in seen]
        self.fields["shown"].initial = ",".join(str(pot.batch.pk) for pot in pots)
        return pots

    def clean(self):
        cleaned = super().clean()
        if not self.pots:
            self.add_error(None, _("Nothing of this is left to do; somebody else did it. Look at the meal."))
        return cleaned


class TasteMealForm(PotsForm):
    """Everything is good until somebody says otherwise, and then what."""

    def __init__(self, *args, known: MealEvidence, actor, **more):
        super().__init__(*args, **more)
        waiting = [pot for pot in known.served if pot.is_cooked and not pot.tasting]
        self.pots = self.hold([pot for pot in waiting if pot.batch.cooked_by_id != actor.pk])
        self.own = [pot for pot in waiting if pot.batch.cooked_by_id == actor.pk]
        for pot in self.pots:
            key = pot.batch.pk
            self.fields[f"odd-{key}"] = _tick(_("Something is wrong"))
            self.fields[f"wrong-{key}"] = forms.MultipleChoiceField(
                label=_("What is wrong"), choices=SENSES, required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
            )  # fmt: skip
            self.fields[f"remark-{key}"] = forms.CharField(label=_("Remark"), required=False, max_length=200)

    @property
    def items(self) -> list[dict]:
        return [
            {"label": str(pot.batch), "quiet": f"{pot.temperature.core_temperature_c} ℃" if pot.temperature else "",
             "flip": self[f"odd-{pot.batch.pk}"], "link": pot.batch.get_absolute_url(),
             "choices": [self[f"wrong-{pot.batch.pk}"], self[f"remark-{pot.batch.pk}"]]}
            for pot in self.pots
        ]  # fmt: skip

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.pots)
        words = {
            "all": ngettext("{number} dish, all good", "{number} dishes, all good", number),
            "one": gettext("{number} dishes, 1 is isolated"),
            "many": gettext("{number} dishes, {odd} are isolated"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        results = []
        for pot in self.pots:
            key = pot.batch.pk
            wrong = cleaned.get(f"wrong-{key}", []) if cleaned.get(f"odd-{key}") else []
            if cleaned.get(f"odd-{key}") and not wrong and f"wrong-{key}" not in self.errors:
                self.add_error(f"wrong-{key}", _("Say what is wrong with it."))
            good = [sense not in wrong for sense, _label in SENSES]
            results.append(TastingResult(pot.batch, *good, remark=cleaned.get(f"remark-{key}", "") if wrong else ""))
        return {name: cleaned.get(name) for name in ("entry_key", "happened_at")} | {"results": results}


class SampleMealForm(PotsForm):
    """One cabinet, one reading, one box for each pot: the least that must be kept, on the first free places.

    An odd one weighs more, stands elsewhere, or is not kept now.
    """

    cabinet = PlaceField(label=_("Sample refrigerator"))
    cabinet_temperature_c = DegreesField(label=_("Cabinet temperature"))

    def __init__(self, *args, known: MealEvidence, **more):
        super().__init__(*args, **more)
        cabinets = cabinets_of(known.meal.school)
        self.fields["cabinet"].queryset = Space.objects.filter(pk__in=[cabinet.pk for cabinet in cabinets])
        self.fields["cabinet"].initial = cabinets[0] if cabinets else None
        self.pots = self.hold([pot for pot in known.served if pot.is_cooked and not known.is_conforming(pot.sample)])
        free = free_positions(cabinets[0], len(self.pots)) if cabinets else [None] * len(self.pots)
        self.least = int(known.limits["retained_sample_grams"])
        for pot, position in zip(self.pots, free, strict=True):
            key = pot.batch.pk
            self.fields[f"odd-{key}"] = _tick(_("Otherwise"))
            self.fields[f"grams-{key}"] = WholeField(label=_("Weight"), unit="g", initial=self.least)
            self.fields[f"position-{key}"] = WholeField(label=_("Position"), required=False, initial=position)
            self.fields[f"later-{key}"] = _tick(_("Not this one now"))

    @property
    def items(self) -> list[dict]:
        return [self._item(pot.batch) for pot in self.pots]

    def _item(self, batch: DishBatch) -> dict:
        position = self.fields[f"position-{batch.pk}"].initial
        place = gettext("{grams} g, position {position}") if position else gettext("{grams} g")
        names = ("grams", "position", "later")
        return {
            "label": str(batch), "quiet": place.format(grams=self.least, position=position),
            "flip": self[f"odd-{batch.pk}"], "choices": [self[f"{name}-{batch.pk}"] for name in names],
            "link": batch.get_absolute_url(),
        }  # fmt: skip

    @property
    def shared(self):
        return [self["cabinet"], self["cabinet_temperature_c"]]

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.pots)
        words = {
            "all": ngettext("{number} sample of {grams} g", "{number} samples of {grams} g", number),
            "one": gettext("{number} samples, 1 otherwise"),
            "many": gettext("{number} samples, {odd} otherwise"),
        }
        return {name: said.format(number=number, grams=self.least, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        boxes = [
            SampleBox(pot.batch, cleaned[f"grams-{pot.batch.pk}"], cleaned.get(f"position-{pot.batch.pk}"))
            for pot in self.pots
            if f"grams-{pot.batch.pk}" in cleaned and not self._is_later(cleaned, pot.batch.pk)
        ]
        if self.pots and not boxes and not self.errors:
            self.add_error(None, _("No dish is left to keep a sample of. Take one back."))
        kept = ("entry_key", "cabinet", "cabinet_temperature_c", "happened_at")
        return {name: cleaned.get(name) for name in kept} | {"boxes": boxes}

    @staticmethod
    def _is_later(cleaned, key) -> bool:
        return cleaned.get(f"odd-{key}") and cleaned.get(f"later-{key}")


class HeatMealForm(PotsForm):
    """A temperature for each pot on the stove, never filled in: what nobody measured is not said.

    A measured pot leaves the stove unless it is tapped. One that needs no temperature leaves when it is ticked.
    """

    def __init__(self, *args, known: MealEvidence, **more):
        super().__init__(*args, **more)
        self.least = known.limits["core_temperature_min_c"]
        self.pots = self.hold([pot for pot in known.served if pot.batch.state == DishBatch.State.COOKING])
        for pot in self.pots:
            key = pot.batch.pk
            if pot.batch.dish.is_cooked_through:
                self.fields[f"heat-{key}"] = DegreesField(label=_("Core temperature"), required=False)
                self.fields[f"odd-{key}"] = _tick(_("Stays on the stove"))
            else:
                self.fields[f"done-{key}"] = _tick(_("It is ready"))

    @property
    def items(self) -> list[dict]:
        return [self._item(pot) for pot in self.pots]

    def _item(self, pot) -> dict:
        key, heats = pot.batch.pk, pot.batch.dish.is_cooked_through
        least = gettext("at least {degrees} ℃").format(degrees=self.least) if heats else gettext("needs no temperature")
        before = f"{pot.temperature.core_temperature_c} ℃" if pot.temperature else ""
        item = {"label": str(pot.batch), "quiet": least, "end": before, "link": pot.batch.get_absolute_url()}
        asked = self[f"heat-{key}"] if heats else self[f"done-{key}"]
        return item | {"asked": [asked]} | ({"flip": self[f"odd-{key}"]} if heats else {})

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.pots)
        words = {
            "all": ngettext("{number} pot on the stove", "{number} pots on the stove", number),
            "one": gettext("{number} pots, 1 stays on the stove"),
            "many": gettext("{number} pots, {odd} stay on the stove"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        cleaned = super().clean()
        readings = []
        for pot in self.pots:
            key = pot.batch.pk
            heat = cleaned.get(f"heat-{key}")
            done = cleaned.get(f"done-{key}") or (heat is not None and not cleaned.get(f"odd-{key}"))
            if heat is not None or done:
                readings.append(PotReading(pot.batch, heat, is_finished=bool(done)))
        if not readings and not self.errors:
            self.add_error(None, _("No temperature is entered yet. Measure a dish first."))
        return {name: cleaned.get(name) for name in ("entry_key", "happened_at")} | {"readings": readings}
