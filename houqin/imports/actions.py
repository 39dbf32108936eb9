"""Verbs of the import: check a file, accept what was checked, put it aside, take it back."""

import hashlib
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext as _

from houqin.imports.cells import from_stored, to_stored
from houqin.imports.checking import Line, mark, problem, read_lines, sentence_of
from houqin.imports.events import IMPORT_ACCEPTED, IMPORT_CHECKED, IMPORT_PUT_ASIDE, IMPORT_UNDONE
from houqin.imports.fields import Row
from houqin.imports.gates import may_accept, may_decide, may_undo
from houqin.imports.importers import IMPORTERS, Importer
from houqin.imports.models import ImportedObject, ImportRow, ImportRun, State
from houqin.imports.reading import LARGEST_FILE_BYTES, MEGABYTE, read_sheet
from houqin.imports.reasons import Reason
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal, Refused, refuse, require
from houqin.kernel.shown import shown
from houqin.kernel.transactions import lock


class Mode(models.TextChoices):
    GOOD_ROWS = "good_rows", "good_rows"
    ALL_OR_NONE = "all_or_none", "all_or_none"


def check_import(*, importer: Importer, school, file: File, actor, at: datetime) -> ImportRun:
    """The dry run: read the file, keep its rows and what is wrong with them. Nothing is brought in yet.

    Raises Refused when the file as a whole cannot be used: see reading.py and headings.py for every reason.
    """
    authorise(actor, importer.permission, school=school, at=at)
    if file.size and file.size > LARGEST_FILE_BYTES:
        refuse(Reason.FILE_TOO_LARGE, megabytes=round(file.size / MEGABYTE, 1), limit=LARGEST_FILE_BYTES // MEGABYTE)
    content = file.read()
    name = PurePosixPath((file.name or "").replace("\\", "/")).name[-160:]
    # Reading takes seconds for a large file; the write lock of SQLite is taken only after it.
    lines, notices = read_lines(read_sheet(name, content), importer)
    with transaction.atomic():
        return _keep(importer, school, name, content, lines, notices, actor, at)


def _keep(importer, school, name, content, lines: list[Line], notices: list[str], actor, at) -> ImportRun:
    _check_again(importer, school, lines, at)
    digest = hashlib.sha256(content).hexdigest()
    good = sum(not line.problems for line in lines)
    run = ImportRun.objects.create(
        chain=school.pk,
        importer_code=importer.code,
        file_name=name,
        content_hash=digest,
        good_count=good,
        bad_count=len(lines) - good,
        notices=[*_seen_before(importer, school, digest), *notices],
        created_at=at,
        created_by=actor,
    )
    ImportRow.objects.bulk_create([_as_kept(run, line) for line in lines], batch_size=500)
    record(
        IMPORT_CHECKED, run, actor=actor, at=at,
        importer=importer.title, file=name, hash=digest, good=run.good_count, bad=run.bad_count,
    )  # fmt: skip
    return run


def _check_again(importer: Importer, school, lines: list[Line], at: datetime) -> None:
    """Ask the domain about the rows that read well; its findings are written on the lines."""
    if hasattr(importer.does, "check"):
        good = [line for line in lines if not line.problems]
        mark(lines, list(importer.does.check(school, [line.as_row() for line in good], at) or ()))


def _as_kept(run: ImportRun, line: Line) -> ImportRow:
    values = {name: to_stored(value) for name, value in line.values.items()}
    return ImportRow(
        run=run, number=line.number, given=line.given, values=values, problems=line.problems, is_good=not line.problems
    )


def _seen_before(importer: Importer, school, digest: str) -> list[str]:
    earlier = ImportRun.objects.of(school).filter(
        importer_code=importer.code, content_hash=digest, state=State.ACCEPTED
    ).newest_first().select_related("created_by").first()  # fmt: skip
    if earlier is None:
        return []
    said = _("This very file was already imported on {at} by {who} ({count} rows).")
    return [said.format(at=shown(earlier.decided_at), who=_name(earlier.decided_by), count=earlier.created_count)]


def _name(person) -> str:
    return getattr(person, "name", "") or str(person)


@transaction.atomic
def accept_import(*, run: ImportRun, school, mode: str, actor, at: datetime) -> ImportRun:
    """Bring in what was checked: the good rows, or all rows or none. One transaction around everything.

    The domain is asked once more, since other people worked meanwhile: a row that turned bad is left out
    (`good_rows`) or ends it all (`all_or_none`).
    Raises Refused: ALREADY_DECIDED, NO_GOOD_ROWS, NOT_ALL_GOOD, and whatever the domain's verbs refuse.
    """
    importer = _importer_of(run)
    authorise(actor, importer.permission, school=school, at=at)
    run = _locked(run, school)
    all_or_none = Mode(mode) == Mode.ALL_OR_NONE
    require(may_accept(run, all_or_none=all_or_none))
    lines = [_line_again(importer, row) for row in run.rows.filter(is_good=True).order_by("number")]
    _check_again(importer, school, lines, at)
    _stop_when_bad(lines, all_or_none)
    created = _bring_in(importer, run, school, lines, actor, at)
    _stop_when_bad(lines, all_or_none)
    _keep_created(run, created)
    _claim(run, State.CHECKED, state=State.ACCEPTED, decided_at=at, decided_by=actor, **_counted(run, lines))
    record(
        IMPORT_ACCEPTED, run, actor=actor, at=at,
        importer=importer.title, file=run.file_name, mode=mode, created=run.created_count, left_out=run.bad_count,
    )  # fmt: skip
    return run


def _importer_of(run: ImportRun) -> Importer:
    if run.importer is None:
        refuse(Reason.UNKNOWN_IMPORTER, code=run.importer_code, known=list(IMPORTERS))
    return run.importer


def _locked(run: ImportRun, school) -> ImportRun:
    """The run as it is now, held until the end. A run of another school is not found: ImportRun.DoesNotExist."""
    held = lock(ImportRun.objects.of(school).filter(pk=run.pk))
    if not held:
        raise ImportRun.DoesNotExist
    return held[0]


def _line_again(importer: Importer, row: ImportRow) -> Line:
    values = {name: from_stored(importer.field(name), stored) for name, stored in row.values.items()}
    return Line(row.number, row.given, values)


def _stop_when_bad(lines: list[Line], all_or_none: bool) -> None:
    bad = [line for line in lines if line.problems]
    if bad and (all_or_none or len(bad) == len(lines)):
        said = [
            Refusal(Reason.ROW_REFUSED, {"row": line.number, "why": sentence_of(one)})
            for line in bad
            for one in line.problems
        ]
        raise Refused(said[:100])


def _bring_in(importer: Importer, run: ImportRun, school, lines: list[Line], actor, at) -> list:
    good = [line for line in lines if not line.problems]
    if hasattr(importer.does, "accept"):
        return list(importer.does.accept(school, [line.as_row() for line in good], actor, at, run) or ())
    created = []
    for line in good:
        row = Row(line.number, line.values)
        try:
            with transaction.atomic():
                created += importer.does.accept_row(school, row, actor, at, run) or ()
        except Refused as refused:
            line.problems += [problem("", "", refusal) for refusal in refused.refusals]
    return created


def _keep_created(run: ImportRun, created: list) -> None:
    named = dict.fromkeys((thing._meta.label_lower, thing.pk) for thing in created)
    ImportedObject.objects.bulk_create(
        [ImportedObject(run=run, kind=kind, object_id=pk) for kind, pk in named], batch_size=500
    )
    run.created_count = len(named)


def _counted(run: ImportRun, lines: list[Line]) -> dict[str, int]:
    """Delete the rows that came in, keep those that turned bad with their reasons, and count both."""
    turned = {line.number: line for line in lines if line.problems}
    rows = list(run.rows.filter(number__in=list(turned)))
    for row in rows:
        row.problems, row.is_good = turned[row.number].problems, False
    ImportRow.objects.bulk_update(rows, ["problems", "is_good"], batch_size=200)
    run.rows.filter(is_good=True).delete()
    return {
        "good_count": run.good_count - len(turned),
        "bad_count": run.bad_count + len(turned),
        "created_count": run.created_count,
    }


def _claim(run: ImportRun, state_before: State, **changes) -> None:
    """Change the run only while it is still in `state_before`; zero rows changed means somebody was faster."""
    if not ImportRun.objects.filter(pk=run.pk, state=state_before).update(**changes):
        refuse(Reason.ALREADY_DECIDED, state=State(run.state).label)
    for name, value in changes.items():
        setattr(run, name, value)


@transaction.atomic
def put_import_aside(*, run: ImportRun, school, actor, at: datetime) -> ImportRun:
    """Bring in nothing and forget the rows.  Raises Refused: ALREADY_DECIDED."""
    importer = _importer_of(run)
    authorise(actor, importer.permission, school=school, at=at)
    run = _locked(run, school)
    require(may_decide(run))
    run.rows.all().delete()
    _claim(run, State.CHECKED, state=State.REFUSED, decided_at=at, decided_by=actor)
    record(IMPORT_PUT_ASIDE, run, actor=actor, at=at, importer=importer.title, file=run.file_name)
    return run


@transaction.atomic
def undo_import(*, run: ImportRun, school, actor, at: datetime) -> ImportRun:
    """Take back everything the import brought in, or nothing.

    Raises Refused: NOT_ACCEPTED, CANNOT_BE_UNDONE, and every reason of the domain, such as what was used since.
    """
    importer = _importer_of(run)
    authorise(actor, importer.permission, school=school, at=at)
    run = _locked(run, school)
    created = run.load_created()
    require(may_undo(run, school=school, created=created, at=at))
    importer.does.undo(school, created, actor, at)
    run.rows.all().delete()
    _claim(run, State.ACCEPTED, state=State.UNDONE, undone_at=at, undone_by=actor)
    record(
        IMPORT_UNDONE, run, actor=actor, at=at, importer=importer.title, file=run.file_name, created=run.created_count
    )
    return run
