"""What stands in the sample refrigerators."""

from typing import Literal

from ninja import Query, Router, Status
from pydantic import Field

from houqin.journal.doors import call
from houqin.kernel.answers import NO
from houqin.kernel.api_types import ONCE, Celsius, In, Key, Moment, PageIn, PageOut, page, words
from houqin.kitchen import actions
from houqin.kitchen.api.meals import see
from houqin.kitchen.api.schemas import SampleOut
from houqin.kitchen.models import RetainedSample
from houqin.tenancy.models import Space
from houqin.tenancy.reaching import one_of

router = Router(tags=["samples"])


class SamplesIn(PageIn):
    show: Literal["kept", "due", "locked", "gone"] = "kept"


class CaseIn(In):
    reason: words(120)


class GoneIn(In):
    method: words(60, "How it was disposed of.")


class MendIn(In):
    """What is left out stays as it was."""

    reason: words(120)
    grams: int | None = Field(None, ge=0, le=100_000)
    cabinet: Key | None = None
    position: int | None = Field(None, ge=1, le=32_000)
    cabinet_temperature_c: Celsius | None = None
    happened_at: Moment | None = None


def sample_of(request, pk: int) -> RetainedSample:
    related = ("batch__dish", "batch__meal__school", "cabinet", "taken_by", "school__bureau")
    return one_of(request, RetainedSample.objects.select_related(*related), pk)


@router.get("", response={200: PageOut[SampleOut], **NO}, operation_id="list_samples", summary="Samples")
def list_samples(request, asked: Query[SamplesIn]):
    see(request)
    rows = RetainedSample.objects.of(request.school).filter(corrected_by=None).select_related("taken_by", "cabinet")
    kept = rows.filter(disposed_at=None)
    rows = {
        "kept": kept,
        "due": kept.filter(keep_until__lte=request.now, locked_at=None),
        "locked": kept.filter(locked_at__isnull=False),
        "gone": rows.filter(disposed_at__isnull=False),
    }[asked.show]
    return page(rows, asked)


@router.get("/{int:pk}", response={200: SampleOut, **NO}, operation_id="get_sample", summary="One sample")
def get_sample(request, pk: int):
    sample = sample_of(request, pk)
    see(request)
    return sample


@router.post(
    "/{int:pk}/correct",
    response={201: SampleOut, **NO},
    operation_id="correct_sample",
    summary="A new row that says what the old should have said (GT-18)",
    **ONCE,
)
def correct_sample(request, pk: int, sent: MendIn):
    sample = sample_of(request, pk)
    cabinet = one_of(request, Space.objects.select_related("school__bureau"), sent.cabinet)
    facts = sent.model_dump() | {"cabinet": cabinet}
    return Status(201, call(request, actions.correct_sample, about=[sample], sample=sample, **facts))


@router.post(
    "/{int:pk}/lock",
    response={200: SampleOut, **NO},
    operation_id="lock_sample",
    summary="Nobody disposes of it while a case is open (RS-10)",
    **ONCE,
)
def lock_sample(request, pk: int, sent: CaseIn):
    sample = sample_of(request, pk)
    call(request, actions.lock_sample, about=[sample], sample=sample, reason=sent.reason)
    return sample_of(request, pk)


@router.post(
    "/{int:pk}/unlock", response={200: SampleOut, **NO}, operation_id="unlock_sample", summary="Case closed", **ONCE
)
def unlock_sample(request, pk: int, sent: CaseIn):
    sample = sample_of(request, pk)
    call(request, actions.unlock_sample, about=[sample], sample=sample, reason=sent.reason)
    return sample_of(request, pk)


@router.post(
    "/{int:pk}/dispose",
    response={200: SampleOut, **NO},
    operation_id="dispose_sample",
    summary="After the hold, unlocked (RS-02, GT-09)",
    **ONCE,
)
def dispose_sample(request, pk: int, sent: GoneIn):
    sample = sample_of(request, pk)
    call(request, actions.dispose_sample, about=[sample], sample=sample, method=sent.method)
    return sample_of(request, pk)
