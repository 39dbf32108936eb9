"""Pages of suppliers: who may deliver what, and whose papers run out."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.shown import shown
from houqin.supply import actions
from houqin.supply.forms.suppliers import ApprovalForm, CertificateForm, SupplierForm, SuspendForm, WhyForm
from houqin.supply.goods_classes import document_kinds
from houqin.supply.models import Approval, Certificate, Supplier, Suspension
from houqin.supply.permissions import APPROVE_SUPPLIERS, LIFT_SUSPENSIONS, MANAGE_SUPPLIERS, SUSPEND_SUPPLIERS
from houqin.supply.selectors.suppliers import (
    PAPERS_WARNING,
    approved,
    papers_run_out,
    standing,
    suspended,
    with_standing,
)
from houqin.supply.views.pages import asked, bound, may, paged, verb_page
from houqin.supply.views.seeing import may_see_store, thing

KEPT = ("name", "address", "contact", "phone", "licence_number")
ON_A_SUPPLIER = 10


@require_safe
def suppliers(request):
    school = may_see_store(request)
    on = school.localdate(request.now)
    text, state = asked(request), request.GET.get("state", "")
    rows = Supplier.objects.of(school)
    filters = {"approved": approved(on), "papers": papers_run_out(on), "suspended": suspended()}
    numbers = rows.aggregate(total=Count("pk"), **{name: Count("pk", filter=Q(test)) for name, test in filters.items()})
    if state in filters:
        rows = rows.filter(filters[state])
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
    page = paged(request, with_standing(rows).order_by("name", "pk"))
    labels = {
        "": (numbers["total"], _("All"), ""),
        "approved": (numbers["approved"], _("Approved"), "done"),
        "papers": (numbers["papers"], _("Papers run out"), "late"),
        "suspended": (numbers["suspended"], _("Suspended"), "held"),
    }
    counters = [
        {
            "value": number,
            "label": label,
            "state": shape,
            "url": f"?state={code}" if code else "?",
            "current": code == state,
        }
        for code, (number, label, shape) in labels.items()
    ]
    return show(
        request, "supply/suppliers.html", page=page, counters=counters, text=text, state=state,
        lines=[_line(one, on) for one in page], sentence=_sentence(numbers),
        may_manage=may(request, MANAGE_SUPPLIERS),
    )  # fmt: skip


def _sentence(numbers) -> str:
    if not numbers["total"]:
        return _("No supplier yet.")
    may_deliver = _("{number} suppliers may deliver.").format(number=numbers["approved"])
    if numbers["suspended"]:
        return _("{may_deliver} {number} suspended until reviewed.").format(
            may_deliver=may_deliver, number=numbers["suspended"]
        )
    if numbers["papers"]:
        return _("{may_deliver} Papers of {number} run out.").format(may_deliver=may_deliver, number=numbers["papers"])
    return may_deliver


def _line(supplier, on) -> dict:
    rows = standing(supplier, on=on)
    worst = next((row for row in rows if row.state == "held"), rows[0] if rows else None)
    return {
        "label": supplier.name, "url": supplier.get_absolute_url(), "state": worst.state if worst else "waiting",
        "quiet": shown([row.title for row in rows if row.state != "missed"]) or _("Not approved for anything"),
    }  # fmt: skip


@require_safe
def supplier(request, pk):
    supplier = thing(request, with_standing(Supplier.objects.all()), pk)
    on = supplier.school.localdate(request.now)
    rows = standing(supplier, on=on)
    numbers = {
        "may_manage": MANAGE_SUPPLIERS, "may_approve": APPROVE_SUPPLIERS, "may_suspend": SUSPEND_SUPPLIERS,
        "may_lift": LIFT_SUSPENSIONS,
    }  # fmt: skip
    return show(
        request, "supply/supplier.html", supplier=supplier, standing=rows,
        certificates=[_certificate(one, on) for one in _valid_first(supplier)],
        deliveries=supplier.deliveries.order_by("-arrived_at")[:ON_A_SUPPLIER],
        history=Entry.objects.about(supplier)[:30], facts=_facts(supplier),
        **{name: may(request, permission) for name, permission in numbers.items()},
    )  # fmt: skip


def _facts(supplier):
    return [
        (_("Code"), supplier.code), (_("Address"), supplier.address), (_("Contact person"), supplier.contact),
        (_("Phone"), supplier.phone), (_("Licence number"), supplier.licence_number),
    ]  # fmt: skip


def _valid_first(supplier):
    return sorted(supplier.certificates.all(), key=lambda one: (one.withdrawn_at is not None, one.valid_until, one.pk))


def _certificate(one, on) -> dict:
    if one.withdrawn_at:
        state, word = "waiting", _("No longer counts")
    elif one.valid_until < on:
        state, word = "missed", _("Ended")
    elif one.valid_until <= on + PAPERS_WARNING:
        state, word = (
            "late",
            ngettext("{days} day left", "{days} days left", (one.valid_until - on).days).format(
                days=(one.valid_until - on).days
            ),
        )
    else:
        state, word = "done", _("Valid")
    return {"row": one, "title": document_kinds()[one.kind].title, "state": state, "word": word}


@require_http_methods(["GET", "HEAD", "POST"])
def new_supplier(request):
    may_see_store(request)
    return verb_page(
        request, SupplierForm(**bound(request)), actions.add_supplier, title=_("Add a supplier"), submit=_("Add it"),
        back="/store/suppliers/", done=_("Added. Next: its licence, then its approval."), then=lambda made: made,
        school=request.school,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change_supplier(request, pk):
    supplier = thing(request, Supplier.objects.all(), pk)
    form = SupplierForm(**bound(request), initial={name: getattr(supplier, name) for name in KEPT})
    return _of_supplier(request, supplier, form, actions.change_supplier, _("Change {name}"), _("Save"), _("Saved."))


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request, pk):
    supplier = thing(request, Supplier.objects.all(), pk)
    form = ApprovalForm(**bound(request), initial={"starts_on": supplier.school.localdate(request.now)})
    return _of_supplier(
        request, supplier, form, actions.approve_supplier, _("Approve {name}"), _("Approve"), _("Approved.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request, pk):
    supplier = thing(request, Supplier.objects.all(), pk)
    form = SuspendForm(**bound(request))
    return _of_supplier(
        request, supplier, form, actions.suspend_supplier, _("Suspend {name}"), _("Suspend"), _("Suspended.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_certificate(request, pk):
    supplier = thing(request, Supplier.objects.all(), pk)
    form = CertificateForm(**bound(request))
    return _of_supplier(
        request, supplier, form, actions.record_certificate, _("A paper of {name}"), _("Keep"), _("Kept.")
    )


def _of_supplier(request, supplier, form, verb, title, submit, done):
    return verb_page(
        request, form, verb, title=title.format(name=supplier.name), submit=submit, back=supplier, done=done,
        about=[supplier], supplier=supplier,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_approval(request, pk):
    approval = thing(request, Approval.objects.select_related("supplier"), pk)
    return _with_reason(
        request, approval.supplier, actions.withdraw_approval, _("Withdraw an approval of {name}"),
        _("Mark as withdrawn"),
        approval=approval,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def lift_suspension(request, pk):
    suspension = thing(request, Suspension.objects.select_related("supplier"), pk)
    return _with_reason(
        request, suspension.supplier, actions.lift_suspension, _("Let {name} deliver again"), _("Lift"),
        suspension=suspension,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_certificate(request, pk):
    certificate = thing(request, Certificate.objects.select_related("supplier"), pk)
    return _with_reason(
        request, certificate.supplier, actions.withdraw_certificate, _("Withdraw a paper of {name}"),
        _("Mark as withdrawn"),
        certificate=certificate,
    )  # fmt: skip


def _with_reason(request, supplier, verb, title, submit, **extra):
    return verb_page(
        request, WhyForm(**bound(request)), verb, title=title.format(name=supplier.name), submit=submit,
        back=supplier, done=_("Saved."), about=[supplier], **extra,
    )  # fmt: skip
