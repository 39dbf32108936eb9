"""How the pages reach rows and permissions."""

from django.shortcuts import get_object_or_404

from houqin.kitchen import permissions
from houqin.kitchen.models import DishBatch, Meal, RetainedSample

VERBS = (
    "OPEN_DAY",
    "PLAN_MEALS",
    "ISSUE_TO_BATCH",
    "COOK",
    "TASTE",
    "SAMPLE",
    "LOCK_SAMPLES",
    "RELEASE",
    "SERVE",
    "DISINFECT",
    "CLOSE",
)


def may_of(request, school) -> dict[str, bool]:
    """Which verbs the person's posts allow here: others' buttons are not shown."""
    return {name.lower(): request.user.may(getattr(permissions, name), school=school, at=request.now) for name in VERBS}


def meal_of(request, pk: int) -> Meal:
    meals = Meal.objects.visible_to(request.user).select_related(
        "school__bureau", "released_by", "closed_by", "called_off_by"
    )
    return get_object_or_404(meals, pk=pk)


def batch_of(request, pk: int) -> DishBatch:
    batches = DishBatch.objects.visible_to(request.user)
    batches = batches.select_related("dish", "recipe", "cooked_by", "meal__school__bureau", "school__bureau")
    return get_object_or_404(batches, pk=pk)


def sample_of(request, pk: int) -> RetainedSample:
    samples = RetainedSample.objects.visible_to(request.user)
    related = ("batch__dish", "batch__meal__school", "cabinet", "taken_by", "disposed_by", "corrects", "school__bureau")
    return get_object_or_404(samples.select_related(*related), pk=pk)
