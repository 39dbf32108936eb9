"""How the house says no: by name, with the facts, all reasons at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from houqin.kernel.shown import plain, shown


class KernelReason(TextChoices):
    """Refusals that any verb of any app may give."""

    UNKNOWN_UNIT = "unknown_unit", _("The unit “{unit}” is not known for {article}. Use one of: {known}.")
    NOT_A_NUMBER = "not_a_number", _("“{text}” is not a number. Write a number such as 12.5.")
    NOT_EXACT = "not_exact", _("{text} {unit} is finer than {smallest}. Round it to what the scale shows.")
    NOT_POSITIVE = "not_positive", _("The quantity must be more than zero. Enter what was weighed.")
    TOO_MUCH = "too_much", _("{text} {unit} is more than one entry may hold. Check the number and the unit.")
    OTHER_SCHOOL = "other_school", _("“{what}” belongs to another school. Choose one of your own.")
    IN_THE_FUTURE = "in_the_future", _("{happened_at} has not come yet. Check the clock of the device.")
    SEALED = "sealed", _("This record is sealed. Add a correction that names it.")


@dataclass(frozen=True)
class Refusal:
    """One reason why not.

    `reason` is a member of some app's `Reason` choices: its value is stable and public, its label a
    sentence with named places for `facts`. `gate` is the charter's gate id ("GT-05") when one stands behind
    it. `where` is the object on whose page a person can mend it; it needs `get_absolute_url`.
    """

    reason: Any
    facts: dict[str, Any] = field(default_factory=dict)
    gate: str = ""
    where: Any = field(default=None, compare=False)

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return str(self.reason.label).format(**{name: shown(fact) for name, fact in self.facts.items()})

    def as_data(self) -> dict[str, Any]:
        """What the API sends: `reason`, `gate`, `detail` (the sentence) and `facts` as plain JSON values."""
        facts = {name: plain(fact) for name, fact in self.facts.items()}
        return {"reason": str(self.reason.value), "gate": self.gate, "detail": self.sentence, "facts": facts}


class Refused(Exception):
    """Raised by a verb when a gate says no. Carries every refusal, never just the first."""

    def __init__(self, refusals: Iterable[Refusal]):
        self.refusals = list(refusals)
        super().__init__(", ".join(str(refusal.reason.value) for refusal in self.refusals))

    @property
    def reasons(self) -> set:
        return {refusal.reason for refusal in self.refusals}


def require(*gates: Iterable[Refusal]) -> None:
    """Let the verb pass only when no gate yields a refusal.  Raises Refused with all of them."""
    refusals = [refusal for gate in gates for refusal in gate]
    if refusals:
        raise Refused(refusals)


def refuse(reason, gate: str = "", where: Any = None, **facts) -> None:
    """Say no for one reason, now.  Raises Refused."""
    raise Refused([Refusal(reason, facts, gate, where)])
