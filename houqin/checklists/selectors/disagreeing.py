"""Two people handed in the same list without knowing of each other: compared item by item."""

from dataclasses import dataclass
from datetime import date

from houqin.checklists.models import Answer, Item, Run, SchoolList


@dataclass(frozen=True)
class Disagreement:
    """What two people saw of one item, the earlier entry first."""

    item: Item
    one: Answer
    other: Answer

    @property
    def both(self) -> tuple[Answer, Answer]:
        return self.one, self.other


def run_meanwhile(school_list: SchoolList, *, on: date, known: int | None, actor) -> Run | None:
    """Somebody else's newest entry of that day which the page in hand did not know of yet. One query.

    `known` is the key of the newest entry when the page was made, 0 when there was none; None says nothing.
    """
    if known is None:
        return None
    rows = Run.objects.filter(school_list=school_list, on=on, pk__gt=known).exclude(done_by=actor)
    return rows.standing().select_related("done_by", "school").order_by("-pk").first()


def newest_key(school_list: SchoolList) -> int:
    """What a page made now knows of. One query."""
    return Run.objects.filter(school_list=school_list).order_by("-pk").values_list("pk", flat=True).first() or 0


def pairs_of(run: Run) -> list[tuple[Run, Run]]:
    """This entry with each that was handed in beside it, as they stand after corrections, the earlier first."""
    beside = [run.beside] if run.beside_id else []
    others = [*beside, *Run.objects.filter(beside=run).select_related("done_by", "school")]
    pairs = [(_standing(other), _standing(run)) for other in others]
    return [(one, other) if one.pk < other.pk else (other, one) for one, other in pairs]


def _standing(run: Run) -> Run:
    while newer := Run.objects.filter(corrects=run).select_related("done_by", "school").first():
        run = newer
    return run


def disagreements(one: Run, other: Run) -> list[Disagreement]:
    """Items on which two entries differ, in the order of the list. One query.

    A default that nobody tapped is a word too: whoever handed it in says that it was as it should be.
    """
    rows = Answer.objects.filter(run__in=(one, other)).select_related("item").order_by("pk")
    said: dict[tuple[int, str], dict[int, Answer]] = {}
    for answer in rows:
        said.setdefault((answer.item.version_id, answer.item.key), {})[answer.run_id] = answer
    both = [answers for answers in said.values() if len(answers) == 2]
    return [
        Disagreement(answers[one.pk].item, answers[one.pk], answers[other.pk])
        for answers in both
        if _word(answers[one.pk]) != _word(answers[other.pk])
    ]


def _word(answer: Answer):
    return answer.passed, answer.number, answer.choice
