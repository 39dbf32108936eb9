from datetime import date

import pytest
from django.utils import translation

from houqin.kernel.refusals import KernelReason, Refusal, Refused, require


def gate(*refusals):
    yield from refusals


def test_nothing_to_say_lets_the_verb_pass():
    assert require(gate(), gate()) is None


def test_all_reasons_come_at_once():
    first = Refusal(KernelReason.NOT_POSITIVE)
    second = Refusal(KernelReason.OTHER_SCHOOL, {"what": "大米"})

    with pytest.raises(Refused) as refused:
        require(gate(first), gate(second))

    assert refused.value.refusals == [first, second]


def test_a_refusal_travels_with_name_gate_sentence_and_plain_facts():
    refusal = Refusal(KernelReason.IN_THE_FUTURE, {"happened_at": date(2026, 3, 12)}, gate="GT-18")

    with translation.override("en"):
        data = refusal.as_data()

    assert data == {
        "reason": "in_the_future",
        "gate": "GT-18",
        "detail": "12 March has not come yet. Check the clock of the device.",
        "facts": {"happened_at": "2026-03-12"},
    }
