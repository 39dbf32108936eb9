"""Safe keeping: money in yuan, things counted, two signatures. Cleans to fen and to the `things` of the verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from houqin.discipline.forms.fields import PupilField
from houqin.discipline.models.keeping import yuan
from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import SignatureField

#: So many kinds of things at once; more go in with a second entry.
THINGS = range(1, 4)


def _money(**more) -> forms.DecimalField:
    field = forms.DecimalField(
        label=_("Money"), required=False, min_value=0, max_digits=8, decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}), **more,
    )  # fmt: skip
    field.unit = _("yuan")
    return field


class MoveForm(VerbForm):
    amount = _money()
    by_pupil = SignatureField(label=_("Signature of the pupil"), required=True)
    by_keeper = SignatureField(label=_("Your signature"), required=True)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def moved(self, cleaned: dict, things: dict[str, int], **more) -> dict:
        kept = {name: cleaned.get(name) for name in ("entry_key", "by_pupil", "by_keeper", "note")}
        return kept | {"amount_fen": int((cleaned.get("amount") or 0) * 100), "things": things} | more


class TakeInForm(MoveForm):
    pupil = PupilField()
    number = forms.CharField(
        label=_("Number of the envelope"), max_length=12, required=False,
        help_text=_("Empty: the pupil's own, or the next free one."),
    )  # fmt: skip

    def __init__(self, *args, school, on, **more):
        super().__init__(*args, **more)
        self.fields["pupil"].school, self.fields["pupil"].on = school, on
        for place in THINGS:
            self.fields[f"thing{place}"] = forms.CharField(
                label=_("Thing {number}").format(number=place), max_length=60, required=False
            )
            self.fields[f"count{place}"] = forms.IntegerField(
                label=_("How many"), min_value=1, max_value=999, required=False
            )
        names = [f"{name}{place}" for place in THINGS for name in ("thing", "count")]
        self.order_fields(["pupil", "amount", *names, "number", "by_pupil", "by_keeper", "note"])

    def clean(self):
        cleaned, things = super().clean(), {}
        for place in THINGS:
            name = (cleaned.get(f"thing{place}") or "").strip()
            if name:
                things[name] = things.get(name, 0) + (cleaned.get(f"count{place}") or 1)
        return self.moved(cleaned, things, pupil=cleaned.get("pupil"), number=cleaned.get("number") or "")


class GiveBackForm(MoveForm):
    """All of it unless somebody writes less. `kept` is what the envelope holds; the owner names themselves.

    Also one who has left the school since: what they gave into safe keeping stays theirs.
    A count's field is named by its thing, so that it means what the page showed: of a thing that has gone out since,
    the verb says so.
    """

    COUNT = "count-"

    pupil = PupilField(
        label=_("Who takes it out"), help_text=_("Number or whole name of the pupil who stands before you."),
        knows_former=True,
    )  # fmt: skip

    def __init__(self, *args, school, on, left_fen: int, kept: dict[str, int], **more):
        super().__init__(*args, **more)
        self.fields["pupil"].school, self.fields["pupil"].on = school, on
        self.fields["amount"].initial = yuan(left_fen) if left_fen else None
        self.counts = {f"{self.COUNT}{name.encode().hex()}": name for name in [*kept, *self._sent_names()]}
        for field, name in self.counts.items():
            self.fields[field] = forms.IntegerField(
                label=name, min_value=0, max_value=999, required=False, initial=kept.get(name, 0)
            )
        self.order_fields(["pupil", "amount", *self.counts, "by_pupil", "by_keeper", "note"])

    def _sent_names(self) -> list[str]:
        """The things that the page showed, as its fields bring them back."""
        sent = [field.removeprefix(self.COUNT) for field in self.data if field.startswith(self.COUNT)]
        try:
            names = [bytes.fromhex(name).decode() for name in sent]
        except ValueError:
            return []
        return [name for name in names if name.isprintable()]

    def clean(self):
        cleaned = super().clean()
        counts = {name: cleaned.get(field) or 0 for field, name in self.counts.items()}
        things = {name: count for name, count in counts.items() if count}
        return self.moved(cleaned, things, pupil=cleaned.get("pupil"))
