"""What the house does about the nights by itself."""

from datetime import datetime

from django.db import transaction

from houqin.kernel.clockwork import clockwork
from houqin.nightwatch.actions.planning import close_round, plan_rounds
from houqin.nightwatch.models import Round, Route
from houqin.tenancy.schools import School

#: In one pass; the rest waits for the next.
AT_ONCE = 200


@clockwork("nightwatch.plan", seconds=600)
def plan_coming_rounds(*, at: datetime) -> int:
    """The rounds of the coming day of every school that walks any. A handful of queries when nothing is new."""
    keys = Route.objects.in_use().values_list("school_id", flat=True).distinct()
    schools = list(School.objects.filter(pk__in=list(keys)).select_related("bureau").order_by("pk"))
    with transaction.atomic():
        return len(plan_rounds(schools, at=at)) if schools else 0


@clockwork("nightwatch.close", seconds=60)
def close_rounds(*, at: datetime) -> int:
    """Rounds whose time is over. One query when there is none."""
    over = Round.objects.filter(closed_at=None, closes_at__lte=at).order_by("closes_at", "pk")[:AT_ONCE]
    done = 0
    for one in over:
        close_round(round=one, at=at)
        done += 1
    return done
