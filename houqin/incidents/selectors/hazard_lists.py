"""Many hazards: what the list counts, and how each stands."""

from datetime import date

from django.db.models import Count, Q

from houqin.incidents.models import Hazard

State = Hazard.State


def filters(today: date) -> dict[str, Q]:
    """The counters of the list, each with what it shows. A hazard may stand in two of them."""
    open_ones = ~Q(state=State.CLOSED)
    return {
        "new": Q(state=State.FOUND),
        "due": Q(state=State.FIXING, due_on__gte=today),
        "late": Q(state__in=[State.FOUND, State.FIXING], due_on__lt=today),
        "verify": Q(state=State.FIXED),
        "major": open_ones & Q(grade="major"),
        "closed": Q(state=State.CLOSED),
    }


def numbers(rows, today: date) -> dict[str, int]:
    """How many stand in each. One query."""
    return rows.aggregate(
        open=Count("pk", filter=~Q(state=State.CLOSED)),
        **{name: Count("pk", filter=test) for name, test in filters(today).items()},
    )


def shape(hazard: Hazard, today: date) -> str:
    """Its state as one of the seven."""
    if hazard.state == State.CLOSED:
        return "done"
    if hazard.state in (State.FOUND, State.FIXING) and hazard.due_on and hazard.due_on < today:
        return "late"
    return "waiting" if hazard.state == State.FIXED else "due"
