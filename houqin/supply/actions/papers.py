"""Verbs on what comes with the goods: papers and photos. Papers are withdrawn, never deleted."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from houqin.journal.actions import record
from houqin.journal.attachments import store_attachment
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, require
from houqin.kernel.spoken import spoken
from houqin.supply import events
from houqin.supply.actions.open_deliveries import (
    clear_signatures,
    locked_line,
)
from houqin.supply.gates.entering import not_yet, why_is_given
from houqin.supply.gates.receiving import delivery_is_open
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models import DeliveryLine, Paper
from houqin.supply.permissions import RECEIVE_GOODS
from houqin.supply.reasons import Reason


@transaction.atomic
def add_paper(
    *,
    line: DeliveryLine,
    kind: str,
    actor,
    at: datetime,
    number: str = "",
    for_lot: str = "",
    valid_until: date | None = None,
    passed: bool | None = None,
    file: UploadedFile | None = None,
) -> Paper:
    """Keep a paper that came with the goods. `for_lot` is the lot the paper itself names; empty when it names none."""
    authorise(actor, RECEIVE_GOODS, school=line.school, at=at)
    line = locked_line(line)
    delivery = line.delivery
    require(delivery_is_open(delivery), _is_lot_paper(kind))
    attachment = store_attachment(file, chain=line.school_id, actor=actor, at=at) if file else None
    paper = Paper.objects.create(
        school=line.school,
        line=line,
        kind=kind,
        number=number.strip(),
        for_lot=for_lot.strip(),
        valid_until=valid_until,
        passed=passed,
        attachment=attachment,
        recorded_by=actor,
        recorded_at=at,
    )
    clear_signatures(delivery, actor=actor, at=at)
    record(
        events.PAPER_ADDED, delivery, about=[line, paper, attachment], actor=actor, at=at, delivery=delivery.code,
        article=line.article.name, paper=spoken(document_kinds()[kind]), number=paper.number,
    )  # fmt: skip
    return paper


@transaction.atomic
def withdraw_paper(*, paper: Paper, why: str, actor, at: datetime) -> Paper:
    """Say that a paper was entered by mistake. The row and its photo stay."""
    authorise(actor, RECEIVE_GOODS, school=paper.school, at=at)
    line = locked_line(paper.line)
    paper = Paper.objects.get(pk=paper.pk)
    require(
        delivery_is_open(line.delivery), why_is_given(why), not_yet(paper.withdrawn_at, Reason.PAPER_WITHDRAWN_ALREADY)
    )
    paper.withdrawn_at = at
    paper.save(update_fields=["withdrawn_at"])
    clear_signatures(line.delivery, actor=actor, at=at)
    record(
        events.PAPER_WITHDRAWN, line.delivery, about=[line, paper], actor=actor, at=at, delivery=line.delivery.code,
        article=line.article.name, paper=spoken(document_kinds()[paper.kind]), number=paper.number, why=why.strip(),
    )  # fmt: skip
    return paper


@transaction.atomic
def add_photos(*, line: DeliveryLine, photos: Iterable[UploadedFile], actor, at: datetime) -> DeliveryLine:
    """Keep photos of the goods. They change nothing that was signed."""
    authorise(actor, RECEIVE_GOODS, school=line.school, at=at)
    line = locked_line(line)
    require(delivery_is_open(line.delivery))
    kept = [store_attachment(photo, chain=line.school_id, actor=actor, at=at) for photo in photos]
    line.photos.add(*kept)
    record(
        events.PHOTO_ADDED, line.delivery, about=[line, *kept], actor=actor, at=at, delivery=line.delivery.code,
        article=line.article.name, name=[one.name for one in kept],
    )  # fmt: skip
    return line


def _is_lot_paper(kind: str) -> Iterator[Refusal]:
    known = document_kinds().get(kind)
    if known is None or known.of != "lot":
        yield Refusal(Reason.DOCUMENT_KIND_UNKNOWN, {"kind": kind})
