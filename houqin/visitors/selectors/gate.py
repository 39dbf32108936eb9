"""What the gate needs to know before it lets somebody in."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q

from houqin.dormitory.models import DormRoom, Gender
from houqin.tenancy.calendar import is_boarding_night, night_of, timetable
from houqin.tenancy.models import TimetableEntry
from houqin.tenancy.parameters import parameters_of
from houqin.visitors.identity import Identity
from houqin.visitors.models import NoEntry, Visit, VisitApproval

What = TimetableEntry.What
#: Where the timetable has no dinner or breakfast: when pupils come to their rooms, and leave them.
EVENING, MORNING = time(18, 0), time(8, 0)
#: Who came longer ago is a new visitor.
REMEMBERED = timedelta(days=365)
MOST_KNOWN = 6


def girls_buildings(school) -> frozenset[int]:
    """Keys of the buildings where any girl's room lies. One query."""
    rows = DormRoom.objects.of(school).filter(gender=Gender.GIRLS)
    return frozenset(rows.values_list("space__building", flat=True))


def visiting_hours(school, at: datetime, numbers=None) -> tuple[datetime, datetime]:
    """From when until when visitors may be here on the day of a moment (DV-02). Two queries, or none with numbers."""
    on = school.localdate(at)
    numbers = numbers or parameters_of(school, on=on)
    midnight = school.moment(on, time(0, 0))
    begins, ends = (timedelta(hours=int(numbers[f"visits_{word}_hour"])) for word in ("from", "until"))
    return midnight + begins, midnight + ends


def pupils_in(school, building, *, first: datetime, last: datetime) -> tuple[datetime, datetime] | None:
    """When pupils are in this building between two moments: evening and night of a boarding night (DV-04).

    None when nobody sleeps there or they are out. At most nine queries.
    """
    if building is None or not DormRoom.objects.of(school).filter(space__building=building).exists():
        return None
    night, until = night_of(school, first), night_of(school, last)
    while night <= until:
        if is_boarding_night(school, night):
            morning = night + timedelta(days=1)
            begins = timetable(school, night).get(What.DINNER, school.moment(night, EVENING))
            ends = timetable(school, morning).get(What.BREAKFAST, school.moment(morning, MORNING))
            if first < ends and last > begins:
                return begins, ends
        night += timedelta(days=1)
    return None


def is_listed(school, *, name: str, identity: Identity) -> bool:
    """Are they on the list of those not let in? One query."""
    return NoEntry.objects.of(school).in_force().about(name=name, digests=identity.digests).exists()


def inside_with(school, identity: Identity) -> Visit | None:
    """The open pass of whoever showed this document. One query."""
    return Visit.objects.of(school).inside().filter(document_digest__in=identity.digests).first() if identity else None


def used_by(approval: VisitApproval | None) -> Visit | None:
    return Visit.objects.filter(approval=approval).first() if approval else None


def known_visitors(school, text: str, *, at: datetime) -> list[Visit]:
    """The last pass of each visitor whose name begins so or whose phone ends so, newest first. One query."""
    if len(text) < 2:
        return []
    rows = Visit.objects.of(school).filter(in_at__gte=at - REMEMBERED, kind=Visit.Kind.VISITOR)
    rows = rows.filter(Q(name__startswith=text) | Q(phone__endswith=text)).exclude(document_digest="")
    found: dict[str, Visit] = {}
    for visit in rows.select_related("host_staff", "host_pupil", "escort", "building").order_by("-in_at")[:60]:
        found.setdefault(visit.document_digest, visit)
    return list(found.values())[:MOST_KNOWN]


def approvals_of(school, on: date) -> list[VisitApproval]:
    """What a duty leader approved for a day and nobody used yet. One query."""
    rows = VisitApproval.objects.of(school).filter(on=on, visit=None)
    return list(rows.select_related("building", "escort", "approved_by").order_by("pk"))
