"""One piece: how it stands, what was seen and done, and what can be done next."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from houqin.campus import actions, permissions
from houqin.campus.forms import equipment as forms_of
from houqin.campus.gates import equipment as gates
from houqin.campus.models import EquipmentCheck
from houqin.campus.selectors.pieces import now_standing
from houqin.campus.views.seeing import may, one_piece, thing
from houqin.campus.words import SHAPES, WORDS
from houqin.incidents.models import Hazard
from houqin.journal.models import Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.permissions import authorise
from houqin.tenancy.asking import crumb

MOST_CHECKS, MOST_SERVICES = 12, 12


@require_safe
def piece(request, pk):
    found = one_piece(request, pk)
    school, on = found.school, found.school.localdate(request.now)
    standing = now_standing(found, at=request.now)
    hazards = list(Hazard.objects.of(school).open().about(found).order_by("pk"))
    checks = found.checks.select_related("by", "equipment", "space", "corrected_by").prefetch_related(
        "photos__attachment"
    )
    checks = list(checks.order_by("-checked_at", "-pk")[:MOST_CHECKS])
    services = found.services.select_related("recorded_by", "corrected_by").prefetch_related("papers__attachment")
    services = list(services.order_by("-done_on", "-pk")[:MOST_SERVICES])
    for row in checks:
        row.files = [photo.attachment for photo in row.photos.all()]
    for row in services:
        row.files = [paper.attachment for paper in row.papers.all()]
    mark_used_before([file for row in [*checks, *services] for file in row.files], actor=request.user)
    return show(
        request, "campus/piece.html", piece=found, standing=standing, shape=SHAPES[standing.state],
        word=WORDS[standing.state], facts=_facts(standing), hazards=hazards, checks=checks, services=services,
        verbs=_verbs(request, found),
        back_refusals=list(gates.may_put_back(standing, hazards=hazards, on=on)) if found.stopped_at else [],
        history=Entry.objects.about(found)[:40],
    )  # fmt: skip


def _facts(standing) -> list[dict]:
    piece = standing.piece

    def day(on):
        return f"{on:%Y-%m-%d}" if on else ""

    return [
        {"label": _("Where"), "value": f"{piece.space.building} {piece.where}", "url": piece.space.get_absolute_url()},
        {"label": _("Next service"), "value": day(standing.service_on)},
        {"label": _("Scrap by"), "value": day(standing.ends_on)},
        {"label": _("Last check"), "value": piece.checked_last_at},
        {"label": _("Made on"), "value": day(piece.made_on)},
        {"label": _("In service from"), "value": day(piece.in_service_on)},
        {"label": _("Maker"), "value": piece.maker}, {"label": _("Model"), "value": piece.model},
        {"label": _("Number on the plate"), "value": piece.serial},
        {"label": _("Out of use because"), "value": piece.stopped_reason},
        {"label": _("Scrapped because"), "value": piece.scrapped_reason},
        {"label": _("By rule"), "value": piece.kind_of.rule},
    ]  # fmt: skip


CHECK, KEEP, SCRAP = permissions.CHECK_EQUIPMENT, permissions.KEEP_EQUIPMENT, permissions.SCRAP_EQUIPMENT
#: In the order of the page. Each has a page of its own.
OFFERED = (
    {"name": "check-piece", "label": gettext_lazy("Check it"), "icon": "clipboard-check", "needs": CHECK},
    {"name": "service", "label": gettext_lazy("Record a service"), "icon": "tool", "needs": KEEP},
    {"name": "move", "label": gettext_lazy("Move"), "icon": "arrows-move", "needs": KEEP},
    {"name": "change", "label": gettext_lazy("Correct the plate"), "icon": "pencil", "needs": KEEP},
    {"name": "stop", "label": gettext_lazy("Take out of use"), "icon": "hand-stop", "needs": CHECK},
    {"name": "put-back", "label": gettext_lazy("Use again"), "icon": "player-play", "needs": KEEP},
    {"name": "scrap", "label": gettext_lazy("Scrap"), "icon": "trash", "needs": SCRAP},
)


def _verbs(request, piece) -> list[dict]:
    """What this person may do with it as it stands; what never fits a state (using what is in use) is left out."""
    if piece.scrapped_at:
        return []
    gone = "stop" if piece.stopped_at else "put-back"
    return [
        verb | {"url": reverse(f"campus:{verb['name']}", args=[piece.pk])}
        for verb in OFFERED
        if verb["name"] != gone and may(request, verb["needs"], piece.school)
    ]


def _page(
    request, piece, form, verb, *, needs, title, submit, done, lead="", confirm="", refusals=(), offline="", **extra
):
    """Ask for what one verb needs; afterwards back on the page of the piece."""
    authorise(request.user, needs, school=piece.school, at=request.now)
    if request.method == "POST":
        made = form.submit(request, verb, about=[piece], **extra)
        if made is not None:
            messages.success(request, done)
            return go(piece)
    crumbs = [crumb(_("Equipment"), "campus:equipment"), (str(piece), piece.get_absolute_url())]
    return show(
        request, "campus/ask.html", form=form, title=title, submit=submit, back=piece.get_absolute_url(), crumbs=crumbs,
        lead=lead, confirm=confirm, refusals=list(refusals), offline=offline,
    )  # fmt: skip


def _sent(request) -> dict:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    found = one_piece(request, pk)
    return _page(
        request, found, forms_of.CheckForm(kind=found.kind_of, **_sent(request)), actions.check_equipment,
        needs=permissions.CHECK_EQUIPMENT, title=_("Check {piece}").format(piece=found), submit=_("Checked"),
        done=_("Recorded."), lead=_("What you tap becomes a hazard that somebody puts right."),
        refusals=gates.is_kept(found), offline=_("Check of equipment"), equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def service(request, pk):
    found = one_piece(request, pk)
    return _page(
        request, found, forms_of.ServiceForm(**_sent(request)), actions.service_equipment,
        needs=permissions.KEEP_EQUIPMENT, title=_("Service of {piece}").format(piece=found),
        submit=_("Record the service"), done=_("Recorded. The next one counts from it."),
        refusals=gates.is_kept(found), equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, pk):
    found = one_piece(request, pk)
    return _page(
        request, found, forms_of.MoveForm(school=found.school, **_sent(request)), actions.move_equipment,
        needs=permissions.KEEP_EQUIPMENT, title=_("Move {piece}").format(piece=found), submit=_("Move"),
        done=_("Moved."), lead=_("Now: {where}").format(where=found.where), refusals=gates.is_kept(found),
        equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    found = one_piece(request, pk)
    initial = {name: getattr(found, name) for name in ("maker", "model", "serial", "made_on")}
    return _page(
        request, found, forms_of.PlateForm(initial=initial, **_sent(request)), actions.change_equipment,
        needs=permissions.KEEP_EQUIPMENT, title=_("Correct the plate of {piece}").format(piece=found),
        submit=_("Correct"), done=_("Corrected."), refusals=gates.is_kept(found), equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, pk):
    found = one_piece(request, pk)
    return _page(
        request, found, forms_of.WhyForm(**_sent(request)), actions.stop_equipment,
        needs=permissions.CHECK_EQUIPMENT, title=_("Take {piece} out of use").format(piece=found),
        submit=_("Take out of use"), done=_("Out of use."), refusals=gates.may_stop(found), equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request, pk):
    found = one_piece(request, pk)
    standing, hazards = now_standing(found, at=request.now), Hazard.objects.of(found.school).open().about(found)
    on = found.school.localdate(request.now)
    return _page(
        request, found, forms_of.WhyForm(**_sent(request)), actions.put_back_equipment,
        needs=permissions.KEEP_EQUIPMENT, title=_("Use {piece} again").format(piece=found), submit=_("Use again"),
        done=_("In use again."), refusals=gates.may_put_back(standing, hazards=hazards, on=on), equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def scrap(request, pk):
    found = one_piece(request, pk)
    return _page(
        request, found, forms_of.WhyForm(**_sent(request)), actions.scrap_equipment,
        needs=permissions.SCRAP_EQUIPMENT, title=_("Scrap {piece}").format(piece=found), submit=_("Scrap"),
        done=_("Scrapped. What is written of it stays."), confirm=_("Take it off the register for good?"),
        refusals=gates.is_kept(found), equipment=found,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    """Say anew what was seen of a piece."""
    old = thing(request, EquipmentCheck.objects.select_related("equipment__space", "round", "space"), pk)
    needed = permissions.LEAD_CHECKS if old.round_id else permissions.CHECK_EQUIPMENT
    initial = {"faults": old.faults}
    form = forms_of.CorrectForm(kind=old.equipment.kind_of, initial=initial, **_sent(request))
    return _page(
        request, old.equipment, form, actions.correct_check, needs=needed, title=_("Correct a check"),
        submit=_("Correct"), done=_("Corrected. The old entry stays."), check=old,
    )  # fmt: skip
