"""Room heads: who is, where nobody is, one election with care, or the papers of all rooms from one page."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houqin.journal.doors import VerbForm
from houqin.journal.models import Entry
from houqin.kernel.http import go, show
from houqin.roomlife import actions, permissions
from houqin.roomlife.forms.rooms import (
    CountForm,
    ManyRoomsForm,
    NominateForm,
    OpenElectionForm,
    ReplaceHeadForm,
    VotersForm,
    WhyForm,
)
from houqin.roomlife.gates.heads import may_appoint, sleeps_there
from houqin.roomlife.models import Election, RoomHead, Tally
from houqin.roomlife.selectors.heads import heads_of, rooms_in_use, sleepers, standing
from houqin.roomlife.views.reaching import crumbs, election_of, head_of, may, room_of, room_url, see, where
from houqin.tenancy.asking import ask, carried_out, sent
from houqin.tenancy.calendar import term_on

either = require_http_methods(["GET", "HEAD", "POST"])


def _heads() -> tuple[str, str]:
    return _("Room heads"), reverse("roomlife:heads")


@require_safe
def heads(request):
    see(request, permissions.SEE_CHILDREN)
    school = request.school
    today = school.localdate(request.now)
    known = heads_of(school, today)
    rooms = list(rooms_in_use(school, today))
    running = {one.room_id: one for one in Election.objects.of(school).running(today)}
    lines = [_line(room, known.get(room.pk), running.get(room.pk)) for room in rooms]
    missing = sum(1 for room in rooms if room.pk not in known)
    said = ngettext("{number} room has no head.", "{number} rooms have no head.", missing).format(number=missing)
    return show(
        request, "roomlife/heads.html", lines=sorted(lines, key=lambda line: line["state"] == ""),
        sentence=said if missing else _("Every room has its head."), missing=missing,
        may_elect=may(request, permissions.ELECT_HEADS), term=term_on(school, today),
    )  # fmt: skip


def _line(room, head, election) -> dict:
    line = {"label": str(room), "url": room_url(room), "quiet": where(room), "icon": "bed", "state": ""}
    if head:
        return line | {"end": head.name}
    if election:
        said = _("votes, round {round}").format(round=election.round)
        return line | {"url": election.get_absolute_url(), "state": "due", "end": said}
    return line | {"state": "late", "end": _("no head")}


@either
def papers_of_all(request):
    """The rooms without a head of one building, each with a number a pupil."""
    see(request, permissions.ELECT_HEADS)
    school = request.school
    today = school.localdate(request.now)
    known = heads_of(school, today)
    rooms = [room for room in rooms_in_use(school, today) if room.pk not in known]
    term = term_on(school, today)
    form = ManyRoomsForm(sent(request), rooms=rooms, pupils=sleepers(school, today, rooms=rooms))
    if request.method == "POST" and term and carried_out(form, request, actions.elect_heads, about=[school], term=term):
        messages.success(request, _("Appointed. A room with a tie votes once more."))
        return go(reverse("roomlife:heads"))
    number = len(rooms)
    said = ngettext("{number} room has no head.", "{number} rooms have no head.", number).format(number=number)
    return show(
        request, "roomlife/papers_of_all.html", form=form, term=term, crumbs=crumbs(_heads()),
        sentence=said if number else _("Every room has its head."),
    )  # fmt: skip


@either
def elect(request, pk):
    room = room_of(request, pk)
    see(request, permissions.ELECT_HEADS, room.school)
    today = room.school.localdate(request.now)
    term = term_on(room.school, today)
    form = OpenElectionForm(sent(request), pupils=sleepers(room.school, today, rooms=[room]).get(room.pk, []))
    if term is None:
        form.add_error(None, _("No term runs today.")) if form.is_bound else None
    return ask(
        request, form, actions.open_election, needs=permissions.ELECT_HEADS,
        title=_("{room} elects its head").format(room=room), submit=_("Begin the vote"), back=room_url(room),
        crumbs=crumbs(_heads(), (str(room), room_url(room))), about=[room], room=room, term=term, lands=True,
        lead=_("Choose who is nominated. The room votes on paper; who voted for whom is never written down."),
    )  # fmt: skip


@require_safe
def election(request, pk):
    found = election_of(request, pk)
    see(request, permissions.SEE_CHILDREN, found.school)
    return _page(request, found)


def _page(request, found: Election, **forms):
    """One page for nominating, voting and counting; a form that went wrong comes back in its place."""
    there = sleepers(found.school, found.school.localdate(request.now), rooms=[found.room]).get(found.room_id, [])
    candidates = [one.pupil for one in standing(found, there)]
    voted = set(found.voters.filter(round=found.round).values_list("pupil", flat=True))
    tallies = Tally.objects.filter(candidate__election=found).select_related("candidate__pupil")
    wrong = next(iter(forms.values()), None)
    may_elect = may(request, permissions.ELECT_HEADS, found.school)
    head = RoomHead.objects.filter(election=found).first()
    refusals = []
    if found.winner and not head:
        refusals = [
            *may_appoint(found.room, found.winner, heads=_in_office(request, found), election=found),
            *sleeps_there(found.room, [found.winner], there),
        ]
    return show(
        request, "roomlife/election.html", form=wrong, election=found, candidates=candidates, head=head,
        voted=len(voted), most=len(there), may_elect=may_elect, refusals=refusals, where=where(found.room),
        nominate_form=forms.get("nominate") or NominateForm(
            pupils=[pupil for pupil in there if pupil not in candidates]
        ),
        voters_form=forms.get("voters") or VotersForm(pupils=[pupil for pupil in there if pupil.pk not in voted]),
        count_form=forms.get("count") or CountForm(pupils=candidates),
        tallies=[
            [_("Round {round}").format(round=one.round), one.candidate.pupil.name, one.votes]
            for one in tallies.order_by("round", "-votes", "pk")
        ],
        columns=[{"label": _("Ballot")}, {"label": _("Candidate")}, {"label": _("Votes"), "number": True}],
        crumbs=crumbs(_heads(), (str(found.room), room_url(found.room))),
        history=Entry.objects.about(found)[:20] if may_elect else [],
    )  # fmt: skip


def _in_office(request, found: Election):
    on = found.school.localdate(request.now)
    return RoomHead.objects.filter(room=found.room).in_office(on).select_related("room__space", "pupil")


def _step(request, pk, name: str, make, verb):
    """One of the three forms of the page of an election."""
    found = election_of(request, pk)
    see(request, permissions.ELECT_HEADS, found.school)
    there = sleepers(found.school, found.school.localdate(request.now), rooms=[found.room]).get(found.room_id, [])
    form = make(found, there)
    if carried_out(form, request, verb, about=[found], election=found):
        return go(found)
    return _page(request, found, **{name: form})


@require_POST
def nominate(request, pk):
    return _step(request, pk, "nominate", lambda _found, there: NominateForm(request.POST, pupils=there),
                 actions.nominate)  # fmt: skip


@require_POST
def mark_voters(request, pk):
    return _step(request, pk, "voters", lambda _found, there: VotersForm(request.POST, pupils=there),
                 actions.mark_voters)  # fmt: skip


@require_POST
def close_vote(request, pk):
    return _step(
        request, pk, "count",
        lambda found, there: CountForm(request.POST, pupils=[one.pupil for one in standing(found, there)]),
        actions.close_vote,
    )  # fmt: skip


@either
def call_off(request, pk):
    found = election_of(request, pk)
    return ask(
        request, WhyForm(sent(request)), actions.call_off_election, needs=permissions.ELECT_HEADS,
        title=_("Call off the vote of {room}").format(room=found.room), submit=_("Call off the vote"),
        back=room_url(found.room),
        crumbs=crumbs(_heads(), (str(found.room), room_url(found.room))), about=[found], election=found,
        lead=_("It stays on record, with the reason. The room may begin another vote."),
    )  # fmt: skip


@require_POST
def appoint(request, pk):
    found = election_of(request, pk)
    see(request, permissions.ELECT_HEADS, found.school)
    form = VerbForm(request.POST)
    if found.winner and carried_out(
        form, request, actions.appoint_head, about=[found], room=found.room, pupil=found.winner, term=found.term,
        election=found,
    ):  # fmt: skip
        messages.success(request, _("Appointed."))
        return go(room_url(found.room))
    return _page(request, found, appoint=form)


@either
def replace(request, pk):
    head = head_of(request, pk)
    see(request, permissions.ELECT_HEADS, head.school)
    there = sleepers(head.school, head.school.localdate(request.now), rooms=[head.room]).get(head.room_id, [])
    form = ReplaceHeadForm(sent(request), pupils=[pupil for pupil in there if pupil.pk != head.pupil_id])
    return ask(
        request, form, actions.replace_head, needs=permissions.ELECT_HEADS,
        title=_("Replace the head of {room}").format(room=head.room), submit=_("Replace the head"),
        back=room_url(head.room),
        crumbs=crumbs(_heads(), (str(head.room), room_url(head.room))), about=[head], head=head,
        lead=_("{name} is head. The reason stays among the staff.").format(name=head.pupil.name),
    )  # fmt: skip
