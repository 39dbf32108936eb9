"""What stands in an inbox, and how channels are doing."""

from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When

from houqin.kernel.prepared import Prepared
from houqin.notices.models import Channel, Delivery, Notice


def inbox(actor):
    """What was told to a person and still stands, unread first, newest first."""
    rows = Notice.objects.visible_to(actor).filter(to=actor).standing().select_related("school")
    rank = Case(When(read_at=None, then=Value(0)), default=Value(1))
    return rows.annotate(rank=rank).order_by("rank", "-told_at", "-pk")


def unread_count(actor) -> int:
    """One query on a partial index."""
    schools = actor.visible_school_ids()
    [number] = UNREAD(schools=schools, to=actor) or [0]
    return number


UNREAD = Prepared(
    lambda schools, to: (
        Notice.objects.filter(school__in=schools, to=to)
        .unread()
        .order_by()
        .values_list("to")
        .annotate(number=Count("pk"))
        .values_list("number", flat=True)
    )
)


def own_channels(actor):
    return with_last_outcome(Channel.objects.in_use().filter(user=actor).in_order())


def post_channels(school):
    rows = Channel.objects.in_use().filter(user=None, school=school)
    return with_last_outcome(rows.order_by("post", "place", "pk"))


def with_last_outcome(channels):
    """Annotates `last_outcome` and `last_detail`: None before the first attempt."""
    last = Delivery.objects.filter(channel=OuterRef("pk")).order_by("-at", "-pk")
    return channels.annotate(
        last_outcome=Subquery(last.values("outcome")[:1]), last_detail=Subquery(last.values("detail")[:1])
    )


def deliveries(school, *, wrong_only: bool):
    rows = Delivery.objects.of(school).select_related("channel", "to", "notice").order_by("-at", "-pk")
    return rows.gone_wrong() if wrong_only else rows


def delivery_counts(school, *, since) -> dict:
    """Attempts since a moment: all, and those gone wrong. One query."""
    rows = Delivery.objects.of(school).filter(at__gte=since)
    return rows.aggregate(all=Count("pk"), wrong=Count("pk", filter=~Q(outcome="")))
