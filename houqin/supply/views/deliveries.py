"""Pages of deliveries: the list, the truck at the door, the inspection."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.models import Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import go, show
from houqin.kernel.shown import shown
from houqin.supply import actions
from houqin.supply.forms.inspecting import InspectForm, SharedPapersForm, said_of
from houqin.supply.forms.receiving import AddLineForm, RegisterForm, RegisterWithoutOrderForm
from houqin.supply.forms.suppliers import WhyForm
from houqin.supply.gates.receiving import delivery_is_open
from houqin.supply.models import Article, Delivery, Order, Supplier
from houqin.supply.permissions import INSPECT_GOODS, RECEIVE_GOODS
from houqin.supply.reasons import Reason
from houqin.supply.selectors.deliveries import counts, deliveries_of, inspection
from houqin.supply.selectors.suppliers import approved_suppliers
from houqin.supply.views.pages import asked, bound, may, paged, press, verb_page
from houqin.supply.views.seeing import may_see_store, thing, whole
from houqin.tenancy.posts import Post

SHAPES = {"arrived": "due", "inspected": "done", "called_off": "waiting"}


@require_safe
def deliveries(request):
    school = may_see_store(request)
    text, state = asked(request), request.GET.get("state", "")
    numbers = counts(Delivery.objects.of(school))
    page = paged(request, deliveries_of(school, state, text))
    open_ones = numbers.get("arrived", 0)
    counters = [
        {"value": sum(numbers.values()), "label": _("All"), "url": "?", "current": state not in SHAPES},
        {
            "value": open_ones,
            "label": _("To inspect"),
            "state": "due",
            "url": "?state=arrived",
            "current": state == "arrived",
        },
        {
            "value": numbers.get("inspected", 0),
            "label": _("Inspected"),
            "state": "done",
            "url": "?state=inspected",
            "current": state == "inspected",
        },
    ]
    if mistakes := numbers.get("called_off", 0):
        counters.append(
            {
                "value": mistakes,
                "label": _("Entered by mistake"),
                "state": "waiting",
                "url": "?state=called_off",
                "current": state == "called_off",
            }
        )
    lines = [
        {
            "label": one.supplier.name, "url": one.get_absolute_url(), "state": SHAPES[one.state],
            "quiet": _("{code}, arrived {moment}").format(
                code=one.code, moment=f"{timezone.localtime(one.arrived_at):%m-%d %H:%M}"
            ),
            "end": ngettext("{number} line", "{number} lines", one.line_count).format(number=one.line_count),
        }
        for one in page
    ]  # fmt: skip
    return show(
        request, "supply/deliveries.html", page=page, lines=lines, counters=counters, text=text, state=state,
        sentence=_sentence(open_ones), may_receive=may(request, RECEIVE_GOODS),
    )  # fmt: skip


def _sentence(open_ones: int) -> str:
    if not open_ones:
        return _("Every delivery is inspected.")
    return ngettext(
        "{number} delivery waits to be inspected.", "{number} deliveries wait to be inspected.", open_ones
    ).format(number=open_ones)


@require_safe
def arriving(request):
    """What is on its way: one tap on the order that came, or the supplier of what nobody ordered."""
    school = may_see_store(request)
    on = school.localdate(request.now)
    expected = Order.objects.of(school).filter(state=Order.State.SENT).select_related("supplier")
    return show(
        request, "supply/arriving.html", orders=expected.prefetch_related("lines__article").order_by("wanted_on", "pk"),
        suppliers=approved_suppliers(school, on=on), today=on,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """Enter the truck: `?order=` takes the order's lines as they stand, `?supplier=` asks for them."""
    school = may_see_store(request)
    order_key, supplier_key = whole(request.GET.get("order")), whole(request.GET.get("supplier"))
    initial = {"arrived_at": timezone.localtime(request.now)}
    if order_key:
        order = get_object_or_404(Order.objects.visible_to(request.user).select_related("supplier"), pk=order_key)
        form = RegisterForm(**bound(request), initial=initial)
        extra = {"supplier": order.supplier, "order": order}
        over = _("{supplier}, order {code}").format(supplier=order.supplier.name, code=order.code)
    elif supplier_key:
        supplier = get_object_or_404(Supplier.objects.visible_to(request.user), pk=supplier_key)
        form = RegisterWithoutOrderForm(
            **bound(request), articles=_articles_of(supplier, school.localdate(request.now)), initial=initial
        )
        extra, over = {"supplier": supplier}, supplier.name
    else:
        raise Http404
    return verb_page(
        request, form, actions.register_delivery, title=_("A truck at the door"), submit=_("Enter the delivery"),
        back="/store/deliveries/arriving/", done=_("Entered. Now inspect it."), then=lambda made: made,
        about=[extra["supplier"]], over=over or school.name, **extra,
    )  # fmt: skip


def _articles_of(supplier, on):
    """What this supplier may deliver that day, to choose from. A class it is not approved for is not offered."""
    classes = supplier.approvals.in_force(on).values("goods_class")
    rows = Article.objects.of(supplier.school).in_use().filter(goods_class__in=classes, is_intermediate=False)
    return rows.prefetch_related("units").order_by("name", "pk")


def _delivery(request, pk) -> Delivery:
    return thing(
        request, Delivery.objects.select_related("supplier", "order", "buyer", "registered_by", "called_off_by"), pk
    )


@require_safe
def delivery(request, pk):
    return _page(request, _delivery(request, pk))


@require_POST
def decide(request, pk):
    """All open lines at once: those tapped as said, the others as stated."""
    return _whole(request, pk, "inspect", actions.decide_lines, _("The lines are decided."))


@require_POST
def papers(request, pk):
    """Papers that several lines share."""
    return _whole(request, pk, "papers", actions.add_papers, _("The papers are kept."))


def _whole(request, pk, name, verb, done):
    delivery = _delivery(request, pk)
    page = inspection(delivery, actor=request.user, at=request.now)
    form = _forms(request, page, {name: bound(request)})[name]
    if form.submit(request, verb, about=[delivery], delivery=delivery) is None:
        return _page(request, _delivery(request, pk), {name: form})
    messages.success(request, done)
    return go(delivery)


def _forms(request, page, data: dict) -> dict:
    inspect = InspectForm(**data.get("inspect", {}), page=page, photographs=may(request, RECEIVE_GOODS))
    return {"inspect": inspect, "papers": SharedPapersForm(**data.get("papers", {}), page=page, auto_id="papers_%s")}


def _page(request, delivery, sent=None):
    """The inspection by exception; once closed, what became of it. `sent` is the form that came back, by its name."""
    page = inspection(delivery, actor=request.user, at=request.now)
    prefetch_related_objects([one.line for one in page.lines], "photos")
    mark_used_before([photo for one in page.lines for photo in one.line.photos.all()], actor=request.user)
    state = request.GET.get("state", "")
    is_open = not list(delivery_is_open(delivery))
    may_inspect, may_receive = may(request, INSPECT_GOODS), may(request, RECEIVE_GOODS)
    forms = _forms(request, page, {}) | (sent or {}) if is_open else {}
    whole = is_open and may_inspect and state in ("", "taken") and forms["inspect"].looked
    return show(
        request, "supply/delivery.html", page=page, delivery=delivery, counters=_counters(page, state), state=state,
        exceptions=[one for one in page.of("blocked", "partial") if state in ("", one.state)],
        rest=[
            _line(one, delivery)
            for one in page.of(*(("taken",) if whole else ("open", "taken")))
            if state in ("", "taken")
        ],
        inspect_form=forms["inspect"] if whole else None,
        papers_form=forms["papers"] if is_open and may_receive and forms["papers"].lacking else None,
        form=next(iter(sent.values())) if sent else None,
        kept=sum(one.line.accepted_amount not in (None, 0) for one in page.lines),
        is_open=is_open, facts=_facts(page), still_missing=_still_missing(page), in_the_way=page.in_the_way,
        posts=dict(Post.choices), history=Entry.objects.about(delivery)[:40],
        has_signed=any(one.user_id == request.user.pk for one in page.signatures),
        may_receive=may_receive, may_inspect=may_inspect,
    )  # fmt: skip


def _line(one, delivery) -> dict:
    """A line that is taken, or may be, in the list of those that need no hand."""
    state = "due" if one.state == "open" else "done"
    if delivery.state == Delivery.State.CALLED_OFF:
        state = "waiting"
    elif one.earlier_than or one.weighed_less:
        state = "late"
    line = one.line
    return {"label": line.article.name, "url": line.get_absolute_url(), "quiet": said_of(one), "state": state,
            "end": str(line.quantity)}  # fmt: skip


def _counters(page, state) -> list[dict]:
    numbers = (
        ("", len(page.lines), _("All lines"), ""),
        ("blocked", len(page.of("blocked")), _("Cannot be taken"), "blocked"),
        ("partial", len(page.of("partial")), _("Taken in part"), "late"),
        ("taken", len(page.of("open", "taken")), _("As stated"), "done"),
    )
    return [
        {"value": value, "label": label, "state": shape, "url": f"?state={code}" if code else "?",
         "current": code == state}
        for code, value, label, shape in numbers
    ]  # fmt: skip


def _still_missing(page) -> str:
    """The line above the closing button: which lines, how many signatures, what else. Short: it stays in sight."""
    said = []
    undecided = [one.line.number for one in page.lines if one.line.accepted_amount is None]
    blocked = [one.line.number for one in page.of("blocked") if one.line.accepted_amount is not None]
    if len(undecided) > 3:
        said.append(
            ngettext("a decision on {number} line", "a decision on {number} lines", len(undecided)).format(
                number=len(undecided)
            )
        )
    elif undecided:
        said.append(_("a decision on lines {numbers}").format(numbers=shown(undecided)))
    if blocked:
        said.append(_("what speaks against lines {numbers}").format(numbers=shown(blocked)))
    for refusal in page.missing:
        if refusal.reason == Reason.MORE_INSPECTORS:
            number = refusal.facts["missing"]
            more = ngettext("{number} signature besides the buyer's", "{number} signatures besides the buyer's", number)
            said.append(more.format(number=number))
    if page.in_the_way:
        said.append(_("what stands on top"))
    return _("Still missing: {what}.").format(what=shown(said))


def _facts(page) -> list[dict]:
    delivery = page.delivery
    clean = {True: _("clean"), False: _("not clean"), None: ""}[delivery.is_vehicle_clean]
    warm = "" if delivery.vehicle_temperature_c is None else f"{delivery.vehicle_temperature_c} ℃"
    signed = [
        _("{name} ({post})").format(name=one.user.name, post=Post(one.post).label) if one.post else one.user.name
        for one in page.signatures
    ]
    order = delivery.order
    facts = [
        {"label": _("Delivery note"), "value": delivery.note_number},
        {"label": _("Order"), "value": order.code if order else "", "url": order.get_absolute_url() if order else ""},
        {"label": _("Truck"), "value": " ".join(filter(None, [warm, clean]))},
        {"label": _("Bought by"), "value": delivery.buyer.name if delivery.buyer else ""},
        {"label": _("Signed"), "value": signed or _("nobody yet")},
    ]
    if page.is_late:
        facts.append({"label": _("Entered"), "value": delivery.received_at, "state": "late"})
    return facts


@require_http_methods(["GET", "HEAD", "POST"])
def add_line(request, pk):
    delivery = _delivery(request, pk)
    supplier = delivery.supplier
    articles = _articles_of(supplier, delivery.school.localdate(delivery.arrived_at))
    form = AddLineForm(**bound(request), articles=articles)
    return verb_page(
        request, form, actions.add_line, title=_("Add a line"), submit=_("Add it"), back=delivery, done=_("Added."),
        about=[delivery], over=f"{supplier.name} {delivery.code}", delivery=delivery,
        refusals=delivery_is_open(delivery),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request, pk):
    delivery = _delivery(request, pk)
    title = _("Delivery {code} was entered by mistake").format(code=delivery.code)
    return verb_page(
        request, WhyForm(**bound(request)), actions.call_off_delivery, title=title, submit=_("Strike it"),
        back=delivery, done=_("Struck. It stays with the reason; no lot comes of it."), about=[delivery],
        over=f"{delivery.supplier.name} {delivery.code}", delivery=delivery, refusals=delivery_is_open(delivery),
    )  # fmt: skip


@require_POST
def sign(request, pk):
    delivery = _delivery(request, pk)
    return press(
        request, actions.sign_inspection, back=delivery, done=_("Signed."), about=[delivery], delivery=delivery
    )


@require_POST
def finish(request, pk):
    delivery = _delivery(request, pk)
    done = _("Inspected. The lots are in the store.")
    return press(request, actions.finish_inspection, back=delivery, done=done, about=[delivery], delivery=delivery)
