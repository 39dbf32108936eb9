"""What is open with whom, and what may still be shown of a child."""

from datetime import date, time, timedelta

from houqin.discipline.models import Violation, ViolationStep
from houqin.tenancy.models import Term
from houqin.tenancy.parameters import parameter

Kind = ViolationStep.Kind


def steps_of(violation: Violation) -> list[ViolationStep]:
    """In the order they were written. One query."""
    return list(violation.steps.select_related("by", "guardian").order_by("pk"))


def shape(violation: Violation, today: date) -> tuple[str, str]:
    """(one of the seven states, what is next), from steps that are loaded as `violation.steps`."""
    steps = sorted(violation.steps.all(), key=lambda step: step.pk)
    kinds = {step.kind for step in steps}
    if Kind.WITHDRAWN in kinds:
        return "held", "withdrawn"
    if Kind.CLOSED in kinds:
        return "done", "closed"
    if Kind.TALK not in kinds:
        return "due", "talk"
    if violation.needs_guardian and not any(step.kind == Kind.CONTACT and step.reached for step in steps):
        return "due", "contact"
    again = look_again_on(steps)
    if again:
        return ("late" if again < today else "due" if again == today else "waiting"), "follow_up"
    return "due", "close"


def look_again_on(steps: list[ViolationStep]) -> date | None:
    """The day that the last talk named, while nobody has looked again since."""
    day = None
    for step in sorted(steps, key=lambda step: step.pk):
        if step.kind == Kind.TALK:
            day = step.follow_up_on
        elif step.kind == Kind.FOLLOW_UP:
            day = None
    return day


def shown_since(school, on: date) -> date:
    """The first day of the terms whose talks a child's page still shows (`talks_shown_terms`). Three queries."""
    shown = max(1, int(parameter(school, "talks_shown_terms", on=on)))
    starts = (
        Term.objects.of(school).filter(starts_on__lte=on).order_by("-starts_on").values_list("starts_on", flat=True)
    )
    first = list(starts[:shown])
    return first[-1] if first else on - timedelta(days=shown * 180)


def of_child(actor, pupil, *, on: date) -> list[Violation]:
    """What the child's page shows: nothing of earlier terms, nothing withdrawn, nothing once the child has left."""
    if pupil.left_on and pupil.left_on < on:
        return []
    since = pupil.school.moment(shown_since(pupil.school, on), time(0, 0))
    rows = Violation.objects.visible_to(actor).filter(pupil=pupil, happened_at__gte=since)
    rows = rows.exclude(steps__kind=Kind.WITHDRAWN).prefetch_related("steps")
    return list(rows.order_by("-happened_at", "-pk"))
