"""The sample refrigerators: what stands where, what is due, what is locked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.incidents.selectors import open_food_incidents
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kitchen import actions
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.forms.batches import CorrectSampleForm, MethodForm, ReasonForm
from houqin.kitchen.gates.samples import may_dispose_sample
from houqin.kitchen.models import RetainedSample
from houqin.kitchen.selectors.samples import samples_page, state_of
from houqin.kitchen.views.reaching import may_of, sample_of

A_PAGE = 60


@require_safe
def samples(request):
    counts, shown, rows = samples_page(request.school, show=request.GET.get("show", ""), at=request.now)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    labels = {"kept": (_("In the cabinet"), ""), "due": (_("Due for disposal"), "due"), "locked": (_("Locked"), "held")}
    counters = [
        {"value": counts[name], "label": label, "state": state, "url": f"?show={name}", "current": name == shown}
        for name, (label, state) in labels.items()
    ]
    incidents = open_food_incidents(request.school)
    lines = [_line(sample, incidents, request) for sample in page]
    return show(
        request, "kitchen/samples.html", counters=counters, lines=lines, page=page, shown=shown,
        sentence=_sentence(counts),
    )  # fmt: skip


@require_safe
def sample(request, pk):
    return _page(request, sample_of(request, pk))


@require_POST
def dispose(request, pk):
    return _do(request, pk, MethodForm(request.POST), "dispose", actions.dispose_sample, _("Disposed of."))


@require_POST
def lock(request, pk):
    return _do(request, pk, ReasonForm(request.POST), "lock", actions.lock_sample, _("Locked."))


@require_POST
def unlock(request, pk):
    return _do(request, pk, ReasonForm(request.POST), "lock", actions.unlock_sample, _("Unlocked."))


@require_http_methods(["GET", "POST"])
def correct(request, pk):
    found = sample_of(request, pk)
    names = ("grams", "cabinet", "position", "cabinet_temperature_c")
    initial = {name: getattr(found, name) for name in names}
    form = CorrectSampleForm(request.POST or None, school=found.school, initial=initial)
    if request.method == "POST":
        newer = form.submit(request, actions.correct_sample, about=[found, found.batch], sample=found)
        if newer:
            return go(newer)
    title = _("Correct sample {code}").format(code=found.code)
    note = _("The old row stays; the new one names it.")
    return show(request, "kitchen/small.html", form=form, title=title, submit=_("Correct"), thing=found, note=note)


def _do(request, pk, form, name: str, verb, said: str):
    found = sample_of(request, pk)
    if form.submit(request, verb, about=[found, found.batch], sample=found):
        messages.success(request, said)
        return go(found)
    return _page(request, found, form, name)


def _page(request, found: RetainedSample, form=None, name: str = ""):
    lots = evidence_for(found.batch.meal).of(found.batch).lots
    incidents = open_food_incidents(found.school)
    refusals = list(may_dispose_sample(found, lots, incidents=incidents, method="…", at=request.now))
    return show(
        request, "kitchen/sample.html", form=form, sample=found, lots=lots,
        state=state_of(found, request.now, incidents),
        newer=RetainedSample.objects.filter(corrects=found).first(), refusals=refusals,
        dispose_form=form if name == "dispose" else MethodForm(), lock_form=form if name == "lock" else ReasonForm(),
        may=may_of(request, found.school), entries=Entry.objects.about(found)[:40],
    )  # fmt: skip


def _sentence(counts: dict[str, int]) -> str:
    if counts["due"]:
        return _("{number} samples may be disposed of.").format(number=counts["due"])
    if counts["locked"]:
        return _("{number} samples are locked.").format(number=counts["locked"])
    if counts["kept"]:
        return _("All samples are being kept.")
    return _("No sample is in the cabinet.")


def _line(sample: RetainedSample, incidents, request) -> dict:
    place = f"{sample.cabinet} {sample.position}" if sample.position else str(sample.cabinet)
    until = request.school.localtime(sample.keep_until)
    quiet = _("{code}, {place}, {grams} g, until {until:%m-%d %H:%M}").format(
        code=sample.code, place=place, grams=sample.grams, until=until
    )
    label = f"{sample.batch} {sample.batch.meal}"
    state = state_of(sample, request.now, incidents)
    return {"label": label, "url": sample.get_absolute_url(), "quiet": quiet, "state": state}
