"""Forms of the day and the meal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.kitchen.evidence import MealEvidence
from houqin.kitchen.forms.fields import AmountField, WholeField
from houqin.kitchen.models import Dish, Leftover, MealKind, MenuItem
from houqin.kitchen.models.proofs import GROUPS
from houqin.kitchen.selectors.heads import heads_to_expect
from houqin.people.models import SchoolClass


class PlanForm(VerbForm):
    """The dishes that the menu promises for that meal are chosen already, and as many heads as are expected."""

    kind = forms.ChoiceField(label=_("Meal"), choices=MealKind)
    heads = WholeField(label=_("Heads"), min_value=1)
    dishes = forms.ModelMultipleChoiceField(
        label=_("Dishes"), queryset=Dish.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, school, on, at, kind="", **more):
        kind = kind if kind in MealKind.values else MealKind.LUNCH
        promised = MenuItem.objects.of(school).filter(on=on, meal_kind=kind, withdrawn_at=None)
        heads = None if args and args[0] else heads_to_expect(school, on=on, kind=kind, at=at)
        initial = {"kind": kind, "heads": heads, "dishes": list(promised.values_list("dish", flat=True))}
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
