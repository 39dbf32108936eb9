"""Hand a list in, look at what was handed in, sign it as the second person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.checklists import actions, permissions
from houqin.checklists.forms.running import RunForm
from houqin.checklists.gates.running import may_sign
from houqin.checklists.models import ListVersion, Run
from houqin.checklists.selectors.disagreeing import disagreements, newest_key, pairs_of
from houqin.checklists.selectors.lists import items_of, versions_in_use
from houqin.checklists.views.lists import may, one_list
from houqin.incidents.models import Hazard
from houqin.journal.doors import VerbForm
from houqin.journal.models import Attachment, Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request, pk):
    school_list = one_list(request, pk)
    authorise(request.user, permissions.RUN_LISTS, school=school_list.school, at=request.now)
    version, addition = _versions(request, school_list)
    corrects = _corrected(request, school_list)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    initial = {
        "version": version.pk if version else None, "addition": addition.pk if addition else None,
        "known": newest_key(school_list),
    }  # fmt: skip
    form = RunForm(items=items_of(version, addition), signer=request.user.name, initial=initial, **sent)
    if request.method == "POST":
        run = form.submit(
            request, actions.run_checklist, about=[school_list], school_list=school_list, version=version,
            addition=addition, corrects=corrects,
        )  # fmt: skip
        if run is not None:
            messages.success(request, _said(run))
            return go(run)
    return show(request, "checklists/fill.html", form=form, school_list=school_list, corrects=corrects)


def _said(run: Run) -> str:
    if not run.found:
        return _("Handed in. Nothing was found, and that is a record too.")
    said = ngettext(
        "Handed in. {number} item is a hazard now.", "Handed in. {number} items are hazards now.", run.found
    )
    return said.format(number=run.found)


def _versions(request, school_list):
    """Those that the sent page was made of; the newest for a new page."""
    newest = versions_in_use(school_list)
    if request.method != "POST" or not request.POST.get("version", "").isascii():
        return newest
    keys = [request.POST.get(name, "") for name in ("version", "addition")]
    if not all(key == "" or (key.isdigit() and len(key) < 18) for key in keys):
        return newest
    return tuple(
        ListVersion.objects.select_related("checklist").filter(pk=int(key), checklist__in=owned).first()
        if key
        else None
        for key, owned in zip(keys, ([school_list.checklist_id], _additions(school_list)), strict=True)
    )


def _additions(school_list):
    return school_list.checklist.additions.filter(school=school_list.school_id)


def _corrected(request, school_list) -> Run | None:
    key = request.GET.get("corrects", "")
    if not key:
        return None
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    return get_object_or_404(Run.objects.visible_to(request.user), pk=int(key), school_list=school_list)


def _run(request, pk: int) -> Run:
    rows = Run.objects.visible_to(request.user).select_related(
        "school__bureau",
        "school_list__checklist",
        "done_by",
        "second__by",
        "version",
        "corrects",
        "corrected_by",
        "beside__done_by",
        "beside__school",
    )
    run = get_object_or_404(rows, pk=pk)
    authorise(request.user, permissions.SEE_LISTS, school=run.school, at=request.now)
    return run


@require_safe
def run(request, pk):
    return _page(request, _run(request, pk))


def _page(request, run: Run, form=None):
    answers = list(run.answers.select_related("item").prefetch_related("photos__attachment").order_by("pk"))
    keys = [answer.pk for answer in answers]
    made = Hazard.objects.of(run.school).filter(source_kind="checklists.answer", source_id__in=keys)
    hazards = {hazard.source_id: hazard for hazard in made}
    lines = [{"answer": answer, "hazard": hazards.get(answer.pk)} | _files(answer) for answer in answers]
    mark_used_before([file for line in lines for file in line["files"]], actor=request.user)
    second = getattr(run, "second", None)
    return show(
        request, "checklists/run.html", form=form, run=run, second=second, newer=getattr(run, "corrected_by", None),
        failed=[line for line in lines if line["answer"].passed is False],
        fine=[line for line in lines if line["answer"].passed is not False],
        may_sign=may(request, permissions.SIGN_LISTS, run.school),
        may_run=may(request, permissions.RUN_LISTS, run.school),
        refusals=list(may_sign(run, actor=request.user, is_signed=second is not None)) if run.needs_second else [],
        history=Entry.objects.about(run)[:20],
        pairs=[(one, other, disagreements(one, other)) for one, other in pairs_of(run)],
    )  # fmt: skip


def _files(answer) -> dict:
    """Its photos and papers, and the signature by hand."""
    files = [photo.attachment for photo in answer.photos.all()]
    drawn = [file for file in files if file.kind == Attachment.Kind.SIGNATURE]
    return {"files": [file for file in files if file not in drawn], "signature": drawn[0] if drawn else None}


@require_POST
def sign(request, pk):
    run = _run(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, actions.sign_run, about=[run], run=run):
        messages.success(request, _("Signed."))
        return go(run)
    return _page(request, run, form)
