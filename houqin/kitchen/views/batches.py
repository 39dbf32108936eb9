"""One pot: what goes in, how hot it was, who tasted, where its sample stands."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.kitchen import actions
from houqin.kitchen.evidence import evidence_for
from houqin.kitchen.forms.batches import (
    CorrectTastingForm,
    CorrectTemperatureForm,
    IssueForm,
    ReasonForm,
    ReturnForm,
    SampleForm,
    TasteForm,
    TemperatureForm,
)
from houqin.kitchen.gates import cooking
from houqin.kitchen.gates.tasting import may_isolate, may_taste
from houqin.kitchen.models import BatchIssue, CookingTemperature, DishBatch, Tasting
from houqin.kitchen.selectors import ingredients_needed
from houqin.kitchen.views.reaching import batch_of, may_of
from houqin.supply.models import Movement


@require_safe
def batch(request, pk):
    return _page(request, batch_of(request, pk))


@require_POST
def issue(request, pk):
    found = batch_of(request, pk)
    form = _issue_form(request, found, request.POST)
    return _do(request, found, form, "issue", actions.issue_to_batch, _("Issued."))


@require_POST
def temperature(request, pk):
    form = TemperatureForm(request.POST)
    return _do(request, batch_of(request, pk), form, "temperature", actions.record_temperature, _("Measured."))


@require_POST
def finish(request, pk):
    return _do(request, batch_of(request, pk), VerbForm(request.POST), "finish", actions.finish_batch, _("Finished."))


@require_POST
def taste(request, pk):
    form = TasteForm(request.POST)
    return _do(request, batch_of(request, pk), form, "taste", actions.taste_batch, _("Tasted and recorded."))


@require_POST
def sample(request, pk):
    found = batch_of(request, pk)
    form = SampleForm(request.POST, school=found.school)
    return _do(request, found, form, "sample", actions.take_sample, _("The sample is in the cabinet."))


@require_POST
def isolate(request, pk):
    form = ReasonForm(request.POST)
    return _do(request, batch_of(request, pk), form, "isolate", actions.isolate_batch, _("Isolated."))


@require_POST
def remove(request, pk):
    found = batch_of(request, pk)
    form = VerbForm(request.POST)
    if form.submit(request, actions.remove_planned_batch, about=[found, found.meal], batch=found):
        return go(found.meal)
    return _page(request, found, form, "remove")


@require_http_methods(["GET", "POST"])
def give_back(request, pk):
    """`pk` of the hand-out to this pot."""
    links = BatchIssue.objects.visible_to(request.user).select_related("batch__meal__school", "batch__dish", "issue")
    link = get_object_or_404(links, pk=pk)
    form = ReturnForm(request.POST or None, link=link, out=_still_out(link))
    found = link.batch
    if request.method == "POST" and form.submit(
        request, actions.return_from_batch, about=[found, found.meal], link=link
    ):
        return go(found)
    title = _("Return goods of {batch} to the store").format(batch=found)
    return show(request, "kitchen/small.html", form=form, title=title, submit=_("Return"), thing=found)


@require_http_methods(["GET", "POST"])
def correct_temperature(request, pk):
    rows = CookingTemperature.objects.visible_to(request.user)
    old = get_object_or_404(rows.select_related("batch__meal__school", "batch__dish"), pk=pk)
    now = {"core_temperature_c": old.core_temperature_c}
    form = CorrectTemperatureForm(request.POST or None, initial=now)
    return _correct(request, form, actions.record_temperature, old, f"{old.core_temperature_c} ℃")


@require_http_methods(["GET", "POST"])
def correct_tasting(request, pk):
    rows = Tasting.objects.visible_to(request.user)
    old = get_object_or_404(rows.select_related("batch__meal__school", "batch__dish"), pk=pk)
    names = ("is_look_good", "is_smell_good", "is_taste_good", "remark")
    form = CorrectTastingForm(request.POST or None, initial={name: getattr(old, name) for name in names})
    return _correct(request, form, actions.taste_batch, old, _("Passed") if old.passed else _("Not passed"))


def _correct(request, form, verb, old, said: str):
    found = old.batch
    if request.method == "POST" and form.submit(request, verb, about=[found, found.meal], batch=found, corrects=old):
        return go(found)
    title = _("Correct a record of {batch}").format(batch=found)
    note = _("It says {old} at {moment:%H:%M}. The old row stays; the new one names it.").format(
        old=said, moment=found.meal.school.localtime(old.happened_at)
    )
    return show(request, "kitchen/small.html", form=form, title=title, submit=_("Correct"), thing=found, note=note)


def _do(request, found: DishBatch, form, name: str, verb, said: str):
    if form.submit(request, verb, about=[found, found.meal], batch=found):
        messages.success(request, said)
        return go(found)
    return _page(request, found, form, name)


def _issue_form(request, found: DishBatch, data=None) -> IssueForm:
    needs = ingredients_needed(found, at=request.now)
    return IssueForm(data, batch=found, needs=needs, on=found.school.localdate(request.now))


def _still_out(link: BatchIssue):
    out: dict[int, int] = {}
    lots = {}
    for movement in Movement.objects.filter(issue=link.issue_id).select_related("lot__article"):
        out[movement.lot_id] = out.get(movement.lot_id, 0) - movement.amount
        lots[movement.lot_id] = movement.lot
    return [(lots[key], amount) for key, amount in out.items() if amount > 0]


def _page(request, found: DishBatch, form=None, name: str = ""):
    known = evidence_for(found.meal)
    pot = known.of(found)
    may, today = may_of(request, found.school), found.school.localdate(request.now)
    least = int(known.limits["retained_sample_grams"])
    forms = {
        "issue": lambda: _issue_form(request, found),
        "temperature": TemperatureForm,
        "taste": TasteForm,
        "sample": lambda: SampleForm(school=found.school, least=least),
        "isolate": ReasonForm,
    }
    sent = {name: form} if form is not None else {}
    is_filling = pot.is_served and not pot.is_cooked and known.meal.state in cooking.UNRELEASED
    context = {f"{key}_form": sent.get(key) or make() for key, make in forms.items() if key != "issue" or is_filling}
    proofs = [*found.cookingtemperatures.select_related("by"), *found.tastings.select_related("by")]
    corrected = {(type(row), row.corrects_id) for row in proofs}
    proofs.sort(key=lambda row: (row.received_at, row.pk))
    context["proofs"] = [_proof(row, is_old=(type(row), row.pk) in corrected) for row in proofs]
    lots = {lot.pk: lot for lot in pot.lots}
    return show(
        request, "kitchen/batch.html", form=form, batch=found, pot=pot, known=known, may=may, is_filling=is_filling,
        used=[(lots[key], lots[key].article.quantity(amount)) for key, amount in pot.used.items()],
        links=list(found.issues.select_related("issue__issued_by").order_by("pk")),
        issue_refusals=[*cooking.day_is_open(known.day, on=known.meal.on)],
        finish_refusals=list(cooking.may_finish(pot, known, on=today)),
        taste_refusals=list(may_taste(pot, request.user, is_correction=False)),
        can_isolate=not list(may_isolate(pot, reason="…")), unsound=list(cooking.lots_are_sound([pot], on=today)),
        can_remove=not list(cooking.may_remove(pot, has_issues=found.issues.exists())),
        is_kept=known.is_conforming(pot.sample),
        can_sample=known.meal.state not in ("released", "closed"), entries=Entry.objects.about(found)[:40], **context,
    )  # fmt: skip


def _proof(row, *, is_old: bool) -> dict:
    """A measurement or a tasting as a row; one that was corrected stays, struck through."""
    is_temperature = isinstance(row, CookingTemperature)
    said = str(row) if is_temperature else (_("Passed") if row.passed else _("Not passed"))
    return {
        "row": row,
        "what": _("Core temperature") if is_temperature else _("Tasting"),
        "said": said if is_temperature or not row.remark else f"{said}: {row.remark}",
        "is_old": is_old,
        "url_name": "kitchen:temperature-correct" if is_temperature else "kitchen:tasting-correct",
        "verb": "cook" if is_temperature else "taste",
    }
