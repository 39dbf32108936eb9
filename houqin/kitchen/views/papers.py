"""Sheets of the kitchen: one meal on one A4, labels for its samples."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.documents.downloads import pdf_response
from houqin.documents.labels import label_page
from houqin.documents.periods import Period, around
from houqin.documents.proof import journal_range
from houqin.documents.records import record_pdf
from houqin.kernel.permissions import authorise
from houqin.kitchen.labels import sample_label
from houqin.kitchen.meal_record import meal_record_of
from houqin.kitchen.models import Meal, RetainedSample
from houqin.kitchen.permissions import SEE_LEDGERS, SEE_TRACE


@require_safe
def meal_record(request, pk):
    """The whole meal as a PDF."""
    meal = _mine(request, Meal.objects.select_related("school", "released_by", "closed_by", "called_off_by"), pk)
    authorise(request.user, SEE_LEDGERS, school=meal.school, at=request.now)
    with timezone.override(meal.school.zone):
        journal = journal_range(meal.school, around(Period.DAY, meal.on, meal.school.zone))
        pdf = record_pdf(meal_record_of(meal), school=meal.school, at=request.now, journal=journal)
    name = _("Meal record {meal}").format(meal=f"{meal.on:%Y-%m-%d} {meal.get_kind_display()}")
    return pdf_response(pdf, f"{name}.pdf", save="save" in request.GET)


@require_safe
def sample_labels(request):
    """`?meal=7`, or `?sample=3&sample=4`: those that stand, in the order they were taken."""
    standing = RetainedSample.objects.filter(corrected_by=None)
    if (pk := _whole(request.GET.get("meal"))) is not None:
        meal = _mine(request, Meal.objects.select_related("school"), pk)
        samples, title = standing.filter(batch__meal=meal), _("Sample labels {meal}").format(meal=meal)
        school = meal.school
    else:
        wanted = {_whole(text) for text in request.GET.getlist("sample")}
        if not wanted or None in wanted:
            raise Http404
        found = [_mine(request, RetainedSample.objects.select_related("school"), pk) for pk in sorted(wanted)[:480]]
        samples, title = RetainedSample.objects.filter(pk__in=[one.pk for one in found]), _("Sample labels")
        school = found[0].school
    authorise(request.user, SEE_TRACE, school=school, at=request.now)
    samples = samples.filter(school=school).select_related(
        "school", "batch__dish", "batch__meal", "cabinet", "taken_by"
    )
    with timezone.override(school.zone):
        return label_page(request, [sample_label(one) for one in samples.order_by("taken_at", "pk")], title)


def _mine(request, rows, pk):
    return get_object_or_404(rows.filter(school__in=request.user.visible_school_ids()), pk=pk)


def _whole(text) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None
