"""Overnight guests: tonight's first, the list by its counters, one stay with its stations."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from houqin.journal.models import Entry
from houqin.kernel.http import show
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import Refusal
from houqin.kernel.shown import shown
from houqin.tenancy.calendar import night_of
from houqin.tenancy.parameters import parameter
from houqin.visitors import permissions
from houqin.visitors.gates import stays as gates
from houqin.visitors.identity import kept_of
from houqin.visitors.models import GuestStay
from houqin.visitors.models.stays import OPEN
from houqin.visitors.selectors.gate import is_listed
from houqin.visitors.selectors.inside import guests_tonight
from houqin.visitors.selectors.stays import expected_tonight, numbers, overdue

ON_A_PAGE = 50
State = GuestStay.State
SHAPES = {
    State.APPLIED: "due", State.APPROVED: "waiting", State.REGISTERED: "waiting", State.LODGED: "due",
    State.DEPARTED: "done", State.DECLINED: "blocked", State.CALLED_OFF: "blocked",
}  # fmt: skip


@require_safe
def stays(request):
    school, now = request.school, request.now
    authorise(request.user, permissions.SEE_STAYS, school=school, at=now)
    night, on = night_of(school, now), school.localdate(now)
    text, state = request.GET.get("q", "").strip()[:60], request.GET.get("state", "")
    tonight = guests_tonight(school, night)
    late = {one.pk for one in overdue(school, now, int(parameter(school, "guest_leaves_hour", on=on)))}
    rows = GuestStay.objects.of(school).select_related("pupil", "room")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(code__iexact=text) | Q(pupil__name__icontains=text))
    rows = rows.filter(state=state) if state in State.values else rows.filter(state__in=OPEN) if not text else rows
    expected = list(expected_tonight(school, night).select_related("pupil", "room").order_by("pk"))
    if not (text or state):
        rows = rows.exclude(pk__in=[one.pk for one in [*tonight, *expected]])
    page = Paginator(rows.order_by("-arrives_on", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "visitors/stays.html", page=page, text=text, state=state, sentence=_sentence(tonight, late),
        counters=_counters(numbers(school), state), lines=[line_of(one, late) for one in page],
        tonight=[line_of(one, late) for one in tonight], expected=[line_of(one, late) for one in expected],
        may_apply=request.user.may(permissions.APPLY_FOR_STAYS, school=school, at=now),
    )  # fmt: skip


def _sentence(tonight, late) -> str:
    heads = sum(stay.heads for stay in tonight)
    said = ngettext("{number} guest sleeps here tonight", "{number} guests sleep here tonight", heads)
    said = said.format(number=heads) if heads else _("No guest sleeps here tonight")
    if late:
        more = ngettext("{said}, {number} stay is overdue.", "{said}, {number} stays are overdue.", len(late))
        return more.format(said=said, number=len(late))
    return _("{said}.").format(said=said)


def _counters(counted, state) -> list[dict]:
    shown_states = [State.APPLIED, State.APPROVED, State.REGISTERED, State.LODGED, State.DEPARTED]
    return [
        {"value": counted["open"], "label": _("Open stays"), "url": "?", "current": not state},
        *[
            {"value": counted[one.value], "label": one.label, "state": SHAPES[one] if counted[one.value] else "",
             "url": f"?state={one.value}", "current": state == one.value}
            for one in shown_states
        ],
    ]  # fmt: skip


def line_of(stay: GuestStay, late=frozenset()) -> dict:
    who = _("{relation} of {pupil}").format(relation=stay.relation, pupil=stay.pupil.name)
    nights = _("{arrives_on} to {leaves_on}").format(arrives_on=shown(stay.arrives_on), leaves_on=shown(stay.leaves_on))
    room = stay.room.name if stay.room else ""
    return {
        "label": f"{stay.name} ×{stay.heads}" if stay.heads > 1 else stay.name, "url": stay.get_absolute_url(),
        "quiet": _(", ").join(part for part in (who, nights, room) if part), "end": stay.get_state_display(),
        "state": "late" if stay.pk in late else SHAPES[State(stay.state)],
    }  # fmt: skip


def one_stay(request, pk: int) -> GuestStay:
    """One that this person may see.  Raises Http404, NotYours."""
    rows = GuestStay.objects.visible_to(request.user).select_related(
        "school__bureau", "pupil", "room", "applied_by", "decided_by", "registered_by", "lodged_by", "departed_by"
    )
    stay = get_object_or_404(rows, pk=pk)
    authorise(request.user, permissions.SEE_STAYS, school=stay.school, at=request.now)
    return stay


@require_safe
def stay(request, pk):
    stay = one_stay(request, pk)
    school, now = stay.school, request.now
    hour = int(parameter(school, "guest_leaves_hour", on=school.localdate(now)))
    is_late = stay.state == State.LODGED and overdue(school, now, hour).filter(pk=stay.pk).exists()

    def may(permission):
        return request.user.may(permission, school=school, at=now)

    on, night, may_lodge = school.localdate(now), night_of(school, now), may(permissions.LODGE_GUESTS)
    # Asked only when the key is next, and only for who gives it.
    is_next = may_lodge and stay.state == State.REGISTERED
    listed = is_next and is_listed(school, name=stay.name, identity=kept_of(stay))
    return show(
        request, "visitors/stay.html", stay=stay, shape="late" if is_late else SHAPES[State(stay.state)],
        is_late=is_late, stations=_stations(stay), facts=_facts(stay),
        may_decide=may(permissions.DECIDE_STAYS), may_lodge=may_lodge,
        may_register=may(permissions.REGISTER_GUESTS),
        may_apply=may(permissions.APPLY_FOR_STAYS), deciding=_here(gates.may_decide(stay, actor=request.user)),
        keys=_here(gates.may_have_key(stay, is_listed=listed, lodged_at=now, night=night, on=on, at=now)),
        history=Entry.objects.about(stay)[:40],
    )  # fmt: skip


def _here(refusals) -> list[Refusal]:
    """Without the links that lead to this very page."""
    return [replace(refusal, where=None) for refusal in refusals]


def _stations(stay: GuestStay) -> list[dict]:
    """The steps of one stay, each with who and when; what comes next is open."""
    steps = [
        (_("Application"), stay.applied_at, stay.applied_by),
        (_("The school agrees"), stay.decided_at, stay.decided_by),
        (_("Identity document"), stay.registered_at, stay.registered_by),
        (_("Key of the room"), stay.lodged_at, stay.lodged_by),
        (_("Departure"), stay.departed_at, stay.departed_by),
    ]  # fmt: skip
    found, next_state = [], "due" if stay.is_open else "waiting"
    for label, when, who in steps:
        declined = stay.state == State.DECLINED and label == _("The school agrees")
        state = "blocked" if declined else "done" if when else next_state
        next_state = next_state if when else "waiting"
        note = f"{school_time(stay, when)} {who.shown_name}" if when else ""
        found.append({"state": state, "label": label, "note": note})
    return found


def school_time(stay: GuestStay, when) -> str:
    return f"{stay.school.localtime(when):%m-%d %H:%M}"


def _facts(stay: GuestStay) -> list:
    document = f"{stay.get_document_kind_display()} …{stay.document_ending}" if stay.document_ending else ""
    room = {"label": _("Guest room"), "value": stay.room, "url": stay.room.get_absolute_url() if stay.room else ""}
    along = _("The pupil sleeps in the guest room too") if stay.has_pupil_along else ""
    return [
        {"label": _("Pupil"), "value": stay.pupil, "url": stay.pupil.get_absolute_url()},
        (_("Relation to the pupil"), stay.relation), (_("How many people"), stay.heads),
        (_("Who stays overnight"), stay.get_party_display()), (_("Along"), along), (_("First night"), stay.arrives_on),
        (_("Leaves on"), stay.leaves_on), (_("Nights"), stay.nights), (_("Why they come"), stay.why),
        (_("Phone"), stay.phone), (_("Identity document"), document), room,
        (_("Note of the decision"), stay.decision_note),
    ]  # fmt: skip
