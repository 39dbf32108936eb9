"""The pages of the import: what can be brought in, the file, the dry run, what came of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.imports.actions import Mode, accept_import, check_import, put_import_aside, undo_import
from houqin.imports.forms import AcceptForm, DecideForm, UploadForm
from houqin.imports.gates import may_accept, may_undo
from houqin.imports.models import ImportRun, State
from houqin.imports.selectors import SHAPES, SHOWN_ROWS, bad_rows, grouped, importers_for, recent_runs
from houqin.imports.spreadsheets import rows_to_change, template_of
from houqin.kernel.http import go, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _importer(request, code):
    """One the person may use here; what they may not use is not there."""
    known = {one.code: one for one in importers_for(request.user, _school(request), request.now)}
    if code not in known:
        raise Http404
    return known[code]


def _school(request):
    if request.school is None:
        raise Http404
    return request.school


def _run(request, pk) -> ImportRun:
    """A run of this school whose importer the person may use."""
    runs = ImportRun.objects.of(_school(request)).select_related("created_by", "decided_by", "undone_by")
    run = get_object_or_404(runs, pk=pk)
    _importer(request, run.importer_code)
    return run


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def index(request):
    importers = importers_for(request.user, _school(request), request.now)
    runs = _with_shapes(recent_runs(request.user, request.school, request.now))
    return show(request, "imports/index.html", importers=importers, runs=runs)


def _with_shapes(runs):
    for run in runs:
        run.shape = SHAPES[State(run.state)]
    return runs


@require_http_methods(["GET", "HEAD", "POST"])
def importer(request, code):
    chosen = _importer(request, code)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        run = form.submit(request, check_import, importer=chosen, school=request.school)
        if run is not None:
            return go(run)
    runs = _with_shapes(recent_runs(request.user, request.school, request.now, importer=chosen))
    return show(request, "imports/importer.html", importer=chosen, runs=runs, form=form)


@require_safe
def template(request, code):
    chosen = _importer(request, code)
    return _download(template_of(chosen), _("{title} template.xlsx").format(title=chosen.title))


@require_safe
def run(request, pk):
    return _show_run(request, _run(request, pk))


def _show_run(request, run, form=None):
    accepted = run.state == State.ACCEPTED
    created = run.load_created() if accepted else []
    return show(
        request,
        "imports/run.html",
        form=form,
        run=run,
        shape=SHAPES[State(run.state)],
        is_open=run.state == State.CHECKED,
        good=grouped(run.good_count),
        bad=grouped(run.bad_count),
        rows=bad_rows(run),
        shown_rows=SHOWN_ROWS,
        why_not=list(may_accept(run, all_or_none=False)) if run.state == State.CHECKED else [],
        why_not_undo=list(may_undo(run, school=request.school, created=created, at=request.now)) if accepted else [],
        # Who was promised all rows gets all or none, should one turn bad in between.
        mode=(Mode.GOOD_ROWS if run.bad_count else Mode.ALL_OR_NONE).value,
    )


@require_safe
def bad_rows_file(request, pk):
    run = _run(request, pk)
    if not run.rows.filter(is_good=False).exists():
        raise Http404
    stem = run.file_name.rpartition(".")[0] or run.file_name
    return _download(rows_to_change(run), _("{name} - to change.xlsx").format(name=stem))


@require_POST
def accept(request, pk):
    run = _run(request, pk)
    form = AcceptForm(request.POST)
    if form.is_valid() and form.cleaned_data["mode"] not in Mode.values:
        raise Http404
    return _decided(request, run, form, accept_import)


@require_POST
def put_aside(request, pk):
    return _decided(request, _run(request, pk), DecideForm(request.POST), put_import_aside)


@require_POST
def undo(request, pk):
    return _decided(request, _run(request, pk), DecideForm(request.POST), undo_import)


def _decided(request, run, form, verb):
    if form.submit(request, verb, about=[run], run=run, school=request.school) is not None:
        return go(run)
    run.refresh_from_db()
    return _show_run(request, run, form)
