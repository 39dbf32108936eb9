"""Verbs on what comes with the goods: papers and photos. Papers are withdrawn, never deleted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    locked,
    locked_line,
)
from houqin.supply.gates.entering import not_yet, why_is_given
from houqin.supply.gates.receiving import delivery_is_open, is_a_line_of
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models import Delivery, DeliveryLine, Paper
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
    require(delivery_is_open(line.delivery), _is_lot_paper(kind))
    attachment = store_attachment(file, chain=line.school_id, actor=actor, at=at) if file else None
    clear_signatures(line.delivery, actor=actor, at=at)
    return _keep(
        line, attachment, kind=kind, number=number, for_lot=for_lot, valid_until=valid_until, passed=passed,
        actor=actor, at=at,
    )  # fmt: skip


def _keep(line, attachment, *, kind, number, actor, at, for_lot="", valid_until=None, passed=None) -> Paper:
    """One paper of one line of a locked delivery."""
    paper = Paper.objects.create(
        school=line.delivery.school,
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
    record(
        events.PAPER_ADDED, line.delivery, about=[line, paper, attachment], actor=actor, at=at,
        delivery=line.delivery.code,
        article=line.article.name, paper=spoken(document_kinds()[kind]), number=paper.number,
    )  # fmt: skip
    return paper


@dataclass(frozen=True)
class SharedPaper:
    """One sheet that speaks of several lines: a supplier's declaration, the table of a day's rapid tests."""

    kind: str
    lines: tuple[DeliveryLine, ...]
    file: UploadedFile | None = None
    number: str = ""
    passed: bool | None = None


@transaction.atomic
def add_papers(*, delivery: Delivery, papers: Iterable[SharedPaper], actor, at: datetime) -> Delivery:
    """Keep papers that each cover several lines: one photo, and a row for every line it covers, as `add_paper`.

    Raises Refused: NO_PAPERS_GIVEN, and for every paper ALREADY_INSPECTED, DOCUMENT_KIND_UNKNOWN, LINE_OF_ANOTHER.
    """
    authorise(actor, RECEIVE_GOODS, school=delivery.school, at=at)
    delivery, papers = locked(delivery), list(papers)
    own = {line.pk: line for line in delivery.lines.select_related("article")}
    require(
        delivery_is_open(delivery),
        () if any(paper.lines for paper in papers) else [Refusal(Reason.NO_PAPERS_GIVEN, where=delivery)],
        *(_is_lot_paper(paper.kind) for paper in papers),
        *(is_a_line_of(delivery, line) for paper in papers for line in paper.lines),
    )
    clear_signatures(delivery, actor=actor, at=at)
    for paper in papers:
        attachment = paper.file and store_attachment(paper.file, chain=delivery.school_id, actor=actor, at=at)
        for line in paper.lines:
            row = own[line.pk]
            row.delivery = delivery
            _keep(row, attachment, kind=paper.kind, number=paper.number, passed=paper.passed, actor=actor, at=at)
    return delivery


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
