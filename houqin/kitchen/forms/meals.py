"""Forms of the day and the meal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kitchen.actions.samples import SampleBox
from houqin.kitchen.actions.tasting import TastingResult
from houqin.kitchen.evidence import MealEvidence
from houqin.kitchen.forms.fields import AmountField, DegreesField, MomentField, WholeField
from houqin.kitchen.models import Dish, Leftover, MealKind, MenuItem
from houqin.kitchen.models.proofs import GROUPS
from houqin.kitchen.selectors.samples import cabinets_of, free_positions
from houqin.people.models import SchoolClass
from houqin.tenancy.fields import PlaceField
from houqin.tenancy.models import Space


class PlanForm(VerbForm):
    """The dishes that the menu promises for that meal are chosen already."""

    kind = forms.ChoiceField(label=_("Meal"), choices=MealKind)
    heads = WholeField(label=_("Heads"), min_value=1)
    dishes = forms.ModelMultipleChoiceField(
        label=_("Dishes"), queryset=Dish.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, school, on, kind="", **more):
        kind = kind if kind in MealKind.values else MealKind.LUNCH
        promised = MenuItem.objects.of(school).filter(on=on, meal_kind=kind, withdrawn_at=None)
        initial = {"kind": kind, "dishes": list(promised.values_list("dish", flat=True))}
        super().__init__(*args, initial=initial, **more)
        self.fields["dishes"].queryset = Dish.objects.of(school).in_use().order_by("kind", "name")

    def clean_dishes(self):
        return list(self.cleaned_data["dishes"])


class HeadsForm(VerbForm):
    heads = WholeField(label=_("Heads"), min_value=1)


class PotForm(VerbForm):
    dish = forms.ModelChoiceField(label=_("Dish"), queryset=Dish.objects.none())
    heads = WholeField(label=_("Heads for this pot"), min_value=1)

    def __init__(self, *args, school, **more):
        super().__init__(*args, **more)
        self.fields["dish"].queryset = Dish.objects.of(school).in_use().order_by("name")


class TasteMealForm(VerbForm):
    """Everything is good until somebody says otherwise. `rows` pairs each pot with its fields."""

    happened_at = MomentField()

    def __init__(self, *args, known: MealEvidence, actor, **more):
        super().__init__(*args, **more)
        waiting = [pot for pot in known.served if pot.is_cooked and not pot.tasting]
        self.pots = [pot for pot in waiting if pot.batch.cooked_by_id != actor.pk]
        self.own = [pot for pot in waiting if pot.batch.cooked_by_id == actor.pk]
        for pot in self.pots:
            key = pot.batch.pk
            for name, label in (("look", _("Looks good")), ("smell", _("Smells good")), ("taste", _("Tastes good"))):
                self.fields[f"{name}-{key}"] = forms.BooleanField(label=label, required=False, initial=True)
            self.fields[f"remark-{key}"] = forms.CharField(label=_("What is wrong"), required=False, max_length=200)

    @property
    def rows(self):
        names = ("look", "smell", "taste", "remark")
        return [(pot, [self[f"{name}-{pot.batch.pk}"] for name in names]) for pot in self.pots]

    def clean(self):
        cleaned = super().clean()
        results = [
            TastingResult(
                pot.batch,
                *(cleaned.get(f"{name}-{pot.batch.pk}", False) for name in ("look", "smell", "taste")),
                remark=cleaned.get(f"remark-{pot.batch.pk}", ""),
            )
            for pot in self.pots
        ]
        return {name: cleaned.get(name) for name in ("entry_key", "happened_at")} | {"results": results}


class SampleMealForm(VerbForm):
    """One cabinet, one reading, one box for each pot: the least that must be kept, on the first free places."""

    cabinet = PlaceField(label=_("Sample refrigerator"))
    cabinet_temperature_c = DegreesField(label=_("Cabinet temperature"))
    happened_at = MomentField()

    def __init__(self, *args, known: MealEvidence, **more):
        super().__init__(*args, **more)
        cabinets = cabinets_of(known.meal.school)
        self.fields["cabinet"].queryset = Space.objects.filter(pk__in=[cabinet.pk for cabinet in cabinets])
        self.fields["cabinet"].initial = cabinets[0] if cabinets else None
        self.pots = [pot for pot in known.served if pot.is_cooked and not known.is_conforming(pot.sample)]
        free = free_positions(cabinets[0], len(self.pots)) if cabinets else [None] * len(self.pots)
        least = int(known.limits["retained_sample_grams"])
        for pot, position in zip(self.pots, free, strict=True):
            key = pot.batch.pk
            self.fields[f"grams-{key}"] = WholeField(label=_("Weight"), unit="g", initial=least)
            self.fields[f"position-{key}"] = WholeField(label=_("Position"), required=False, initial=position)

    @property
    def rows(self):
        return [(pot, [self[f"grams-{pot.batch.pk}"], self[f"position-{pot.batch.pk}"]]) for pot in self.pots]

    @property
    def shared(self):
        return [self["cabinet"], self["cabinet_temperature_c"], self["happened_at"]]

    def clean(self):
        cleaned = super().clean()
        boxes = [
            SampleBox(pot.batch, cleaned[f"grams-{pot.batch.pk}"], cleaned.get(f"position-{pot.batch.pk}"))
            for pot in self.pots
            if f"grams-{pot.batch.pk}" in cleaned
        ]
        kept = ("entry_key", "cabinet", "cabinet_temperature_c", "happened_at")
        return {name: cleaned.get(name) for name in kept} | {"boxes": boxes}


class CountForm(VerbForm):
    """Every class on one page, and two groups without a class. An empty field says nothing."""

    def __init__(self, *args, known: MealEvidence, **more):
        super().__init__(*args, **more)
        counted = {(count.school_class_id, count.group): count.heads for count in known.counts}
        rows = SchoolClass.objects.of(known.meal.school).filter(closed_on=None).order_by("grade", "number")
        self.classes = list(rows)
        for one in self.classes:
            heads = counted.get((one.pk, ""))
            self.fields[f"class-{one.pk}"] = WholeField(label=str(one), required=False, initial=heads)
        for name, label in GROUPS.items():
            heads = counted.get((None, name))
            self.fields[f"group-{name}"] = WholeField(label=label, required=False, initial=heads)

    def clean(self):
        cleaned = super().clean()
        rows = [(one, cleaned.get(f"class-{one.pk}")) for one in self.classes]
        rows += [(name, cleaned.get(f"group-{name}")) for name in GROUPS]
        return {
            "entry_key": cleaned.get("entry_key", ""),
            "rows": [(group, heads) for group, heads in rows if heads is not None],
        }


class LeftoversForm(VerbForm):
    """Kitchen and plates, and each isolated pot that still stands there. 0 is a record too."""

    cooked = AmountField(label=Leftover.Kind.COOKED.label, required=False, help_text=_("0 is a record too."))
    plate = AmountField(label=Leftover.Kind.PLATE.label, required=False)

    def __init__(self, *args, known: MealEvidence, **more):
        super().__init__(*args, **more)
        weighed = {row.batch_id for row in known.leftovers}
        self.pots = [pot for pot in known.isolated if pot.batch.pk not in weighed]
        for pot in self.pots:
            label = _("Isolated: {batch}").format(batch=pot.batch)
            self.fields[f"pot-{pot.batch.pk}"] = AmountField(label=label, required=False)

    def clean(self):
        cleaned = super().clean()
        rows = [(kind, None, cleaned.get(str(kind))) for kind in Leftover.Kind.values]
        rows += [("cooked", pot.batch, cleaned.get(f"pot-{pot.batch.pk}")) for pot in self.pots]
        return {
            "entry_key": cleaned.get("entry_key", ""),
            "rows": [(kind, batch, grams) for kind, batch, grams in rows if grams is not None],
        }


class CorrectLeftoverForm(VerbForm):
    grams = AmountField(label=_("Weight"))
    reason = forms.CharField(label=_("Reason"), max_length=120)


class DisposeForm(VerbForm):
    collector = forms.CharField(label=_("Collector"), max_length=80)
    vehicle = forms.CharField(label=_("Vehicle"), max_length=40, required=False)
