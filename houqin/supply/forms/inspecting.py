"""Forms of a whole delivery: all open lines by exception, and papers that speak of several lines."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from houqin.journal.doors import VerbForm
from houqin.journal.file_fields import PhotoField, PhotosField
from houqin.supply.actions import LineDecision, SharedPaper
from houqin.supply.forms.amounts import AmountText, typed
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models.deliveries import RejectReason
from houqin.supply.selectors.deliveries import InspectionPage, LookedAt, wanted_groups

WHERE = (("returned", _("Goes back")), ("quarantined", _("Set aside")))
PASSED = (("true", _("Passed")), ("false", _("Did not pass")))


def chips(choices, label, **more):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect(attrs={"class": "chips"}), **more)


class InspectForm(VerbForm):
    """Every open line is taken as stated until it is tapped; then how much of it is not, where that goes, and why."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, page: InspectionPage, photographs: bool, **more):
        super().__init__(*args, **more)
        self.looked = [one for one in page.lines if one.line.accepted_amount is None]
        if self.is_bound:
            seen = set(self.data.get("shown", "").split(","))
            self.looked = [one for one in self.looked if str(one.line.pk) in seen]
        else:
            self.looked = [one for one in self.looked if one.state == "open"]
        self.fields["shown"].initial = ",".join(str(one.line.pk) for one in self.looked)
        for one in self.looked:
            line, key = one.line, one.line.pk
            self.fields[f"odd-{key}"] = forms.BooleanField(label=_("Not as stated"), required=False)
            self.fields[f"amount-{key}"] = AmountText(
                line.article, label=_("How much is not taken"), required=False, initial=typed(line.article, line.amount)
            )
            self.fields[f"amount-{key}"].widget.attrs["data-step"] = 1
            self.fields[f"where-{key}"] = chips(WHERE, _("What becomes of it"), initial="returned", required=False)
            self.fields[f"why-{key}"] = chips(RejectReason.choices, _("Why"), required=False)
            if photographs:
                self.fields[f"photo-{key}"] = PhotosField(label=_("Photos of the goods"), accept="image/*")

    @property
    def items(self) -> list[dict]:
        return [self._item(one) for one in self.looked]

    def _item(self, one: LookedAt) -> dict:
        line, key = one.line, one.line.pk
        names = ("where", "amount", "why", "photo")
        return {
            "label": line.article.name, "quiet": said_of(one), "end": str(line.quantity), "flip": self[f"odd-{key}"],
            "choices": [self[f"{name}-{key}"] for name in names if f"{name}-{key}" in self.fields],
            "link": line.get_absolute_url(),
        }  # fmt: skip

    @property
    def tally(self) -> dict[str, str]:
        number = len(self.looked)
        words = {
            "all": ngettext("{number} line, as stated", "{number} lines, all as stated", number),
            "one": gettext("{number} lines, 1 otherwise"),
            "many": gettext("{number} lines, {odd} otherwise"),
        }
        return {name: said.format(number=number, odd="{number}") for name, said in words.items()}

    def clean(self):
        data = super().clean()
        decisions, rest = [], []
        for one in self.looked:
            if data.get(f"odd-{one.line.pk}"):
                decisions.append(self._decision(one.line, data))
            else:
                rest.append(one.line)
        if not self.looked:
            self.add_error(None, _("These lines are decided already; somebody else did it."))
        return {
            "entry_key": data.get("entry_key", ""), "decisions": [one for one in decisions if one], "rest": rest
        }  # fmt: skip

    def _decision(self, line, data) -> LineDecision | None:
        key = line.pk
        if not data.get(f"why-{key}") and f"why-{key}" not in self.errors:
            self.add_error(f"why-{key}", _("Choose why."))
        amount = data.get(f"amount-{key}") or (line.amount if f"amount-{key}" not in self.errors else 0)
        if amount > line.amount:
            self.add_error(f"amount-{key}", gettext("The note says {stated}.").format(stated=line.quantity))
        if self.errors:
            return None
        return LineDecision(
            line, line.amount - amount, **{data.get(f"where-{key}") or "returned": amount},
            reject_reason=data[f"why-{key}"], photos=tuple(data.get(f"photo-{key}") or ()),
        )  # fmt: skip


def said_of(one: LookedAt) -> str:
    """What is worth knowing of a line that may be taken, in a few words."""
    line = one.line
    if one.earlier_than:
        return gettext("expires {days} days before {code} in the store: use this first").format(
            days=one.days_earlier, code=one.earlier_than.code
        )
    if one.weighed_less:
        return gettext("the scale shows {amount} less").format(amount=line.article.quantity(one.weighed_less))
    warm = "" if line.arrival_temperature_c is None else f"{line.arrival_temperature_c} ℃"
    day = line.expiration_date
    until = gettext("use by {day}").format(day=f"{day:%m-%d}") if day else ""
    return gettext(", ").join(filter(None, [warm, until]))


class SharedPapersForm(VerbForm):
    """For each paper that several lines still lack: one photo, and the lines it speaks of, all until taken away."""

    def __init__(self, *args, page: InspectionPage, **more):
        super().__init__(*args, **more)
        self.lacking = lacking(page)
        for kinds, lines in self.lacking.items():
            key = "-".join(kinds)
            titles = [(kind, document_kinds()[kind].title) for kind in kinds]
            self.fields[f"kind-{key}"] = chips(titles, _("Paper"), initial=kinds[0], required=False)
            self.fields[f"file-{key}"] = PhotoField()
            if any(document_kinds()[kind].is_test for kind in kinds):
                self.fields[f"passed-{key}"] = chips(PASSED, _("What the test says"), required=False)
            self.fields[f"number-{key}"] = forms.CharField(label=_("Number"), max_length=60, required=False)
            self.fields[f"lines-{key}"] = forms.ModelMultipleChoiceField(
                label=_("It speaks of"), queryset=page.delivery.lines.all(), required=False,
                initial=[line.pk for line in lines], widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
            )  # fmt: skip
            self.fields[f"lines-{key}"].choices = [(line.pk, line.article.name) for line in lines]

    @property
    def sheets(self) -> list[dict]:
        """What the page shows of each paper: its title, how many lines, its fields, and those that few people need."""
        return [self._sheet(kinds, lines) for kinds, lines in self.lacking.items()]

    def _sheet(self, kinds, lines) -> dict:
        key = "-".join(kinds)
        names = ("kind", "file", "passed") if len(kinds) > 1 else ("file", "passed")
        return {
            "title": " / ".join(str(document_kinds()[kind].title) for kind in kinds), "count": len(lines),
            "fields": [self[f"{name}-{key}"] for name in names if f"{name}-{key}" in self.fields],
            "more": [self[f"lines-{key}"], self[f"number-{key}"]],
        }  # fmt: skip

    def clean(self):
        data = super().clean()
        papers = [self._paper(kinds, data) for kinds in self.lacking]
        return {"entry_key": data.get("entry_key", ""), "papers": [paper for paper in papers if paper]}

    def _paper(self, kinds, data) -> SharedPaper | None:
        key = "-".join(kinds)
        file, number = data.get(f"file-{key}"), data.get(f"number-{key}", "")
        if not (file or number):
            return None
        kind = data.get(f"kind-{key}") or kinds[0]
        passed = {"true": True, "false": False}.get(data.get(f"passed-{key}", ""))
        if document_kinds()[kind].is_test and passed is None:
            self.add_error(f"passed-{key}", _("Say what the test says."))
        return SharedPaper(kind, tuple(data.get(f"lines-{key}") or ()), file=file, number=number, passed=passed)


def lacking(page: InspectionPage) -> dict[tuple[str, ...], list]:
    """Kinds any of which does → the lines that lack it, where two or more do; a paper of one line has its own page."""
    found: dict[tuple[str, ...], list] = {}
    for one in page.lines:
        for kinds in wanted_groups(one.line, one.line.papers.all()):
            found.setdefault(tuple(sorted(kinds)), []).append(one.line)
    return {kinds: lines for kinds, lines in found.items() if len(lines) > 1}
