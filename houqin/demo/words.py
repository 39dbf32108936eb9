"""What the principal and the cook of the demo were told, and by which way."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from houqin.demo.notice_kinds import LOT_ENDS, LOT_SET_ASIDE, MENU_WRITTEN, PAPER_ENDS
from houqin.demo.scene import Scene
from houqin.notices.actions import read_notice, tell
from houqin.notices.models import Channel, Delivery, Notice
from houqin.supply.models import Certificate, Lot


@transaction.atomic
def put_in_inboxes(scene: Scene) -> None:
    """A handful of words about things that are so. All are done with: a demo sends nothing out of the house."""
    principal, cook = scene.who("principal"), scene.who("cook")
    monday = scene.today - timedelta(days=scene.today.weekday())
    (read,) = _tell(scene, MENU_WRITTEN, [principal], hours=30, url=reverse("kitchen:menus"), monday=monday)
    _tell(scene, MENU_WRITTEN, [cook], hours=30, url=reverse("kitchen:menus"), monday=monday)
    lots = Lot.objects.of(scene.school).in_stock().select_related("article")
    if lot := lots.usable(scene.today).near_expiry(scene.today).first_expired_first_out().first():
        facts = {"code": lot.code, "article": lot.article.name, "expiration_date": lot.expiration_date}
        _tell(scene, LOT_ENDS, [cook, principal], hours=5, url=lot.get_absolute_url(), **facts)
    papers = Certificate.objects.of(scene.school).filter(valid_until__gte=scene.today, withdrawn_at=None)
    if paper := papers.select_related("supplier").order_by("valid_until", "pk").first():
        facts = {"supplier": paper.supplier.name, "valid_until": paper.valid_until}
        _tell(scene, PAPER_ENDS, [principal], hours=4, url=paper.supplier.get_absolute_url(), **facts)
    if lot := lots.filter(Q(held_at__isnull=False) | Q(quarantined_at__isnull=False)).order_by("pk").last():
        facts = {"code": lot.code, "article": lot.article.name}
        _tell(scene, LOT_SET_ASIDE, [principal, cook], hours=2, url=lot.get_absolute_url(), **facts)
    read_notice(notice=read, actor=principal.acting(scene.now), at=scene.now - timedelta(hours=29))
    _a_channel_not_yet_proven(scene, principal)


def _tell(scene: Scene, kind, to, *, hours: int, url: str, **facts) -> list[Notice]:
    at = scene.now - timedelta(hours=hours)
    told = tell(kind, to=to, school=scene.school, at=at, url=url, **facts)
    Notice.objects.filter(pk__in=[one.pk for one in told]).update(sent_at=at)
    return told


def _a_channel_not_yet_proven(scene: Scene, principal) -> None:
    """Its host cannot exist (RFC 2606), and nothing goes to an unproven channel."""
    at, host = scene.now - timedelta(days=1), "messages.school.example"
    parts = {"scheme": "https", "host": host, "port": None, "path": "/", "query": ""}
    channel = Channel.objects.create(
        school=scene.school, post="cook", kind=Channel.Kind.WEBHOOK, label=host, address=parts, fingerprint=host,
        added_by=principal, added_at=at, test_asked_at=at,
    )  # fmt: skip
    Delivery.objects.create(
        school=scene.school, channel=channel, to=principal, at=at, outcome=Delivery.Outcome.NO_CONNECTION
    )
