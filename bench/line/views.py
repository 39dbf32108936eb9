"""Sign in by token, write or read the rows, answer. No permission, no gate, no lock, no hash, no history."""

import json
from datetime import timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bench.rows import LINE_CHAIN, walks
from houqin.journal.models import Entry, Mention
from houqin.kitchen.models import BatchIssue, ServiceCount
from houqin.people.actions.tokens import digest_of
from houqin.people.models import ApiToken
from houqin.supply.models import Delivery, DeliveryLine, Issue, Lot, Movement, Paper


def signed_in(request):
    key = request.headers["Authorization"].removeprefix("Bearer ")
    return ApiToken.objects.select_related("user").get(digest=digest_of(key), revoked_at=None)


def _tell(kind: str, things, token, now, facts: str) -> None:
    """One journal row that names each thing; its number is random, because a line keeps no chain."""
    number = uuid4().int >> 66
    entry = Entry.objects.create(chain=LINE_CHAIN, sequence=number, at=now, kind=kind, actor=token.user,
                                 actor_name=token.user.name, about="[]", facts=facts, hash="0" * 64,
                                 previous_hash="0" * 64)  # fmt: skip
    Mention.objects.bulk_create(Mention(entry=entry, kind=one._meta.label_lower, object_id=one.pk) for one in things)


@csrf_exempt
def receipt(request, pk):
    token, now = signed_in(request), timezone.now()
    with transaction.atomic():
        lines = list(DeliveryLine.objects.filter(delivery=pk))
        name = uuid4().hex[:12]
        lots = Lot.objects.bulk_create(
            Lot(school_id=token.school_id, code=f"{name}-{line.number}", article_id=line.article_id, line=line,
                expiration_date=line.expiration_date, near_expiry_on=line.expiration_date - timedelta(days=30),
                received_at=now)
            for line in lines
        )  # fmt: skip
        Movement.objects.bulk_create(
            Movement(school_id=token.school_id, lot=lot, kind="received", amount=line.amount, moved_at=now,
                     moved_by=token.user)
            for lot, line in zip(lots, lines, strict=True)
        )  # fmt: skip
        Delivery.objects.filter(pk=pk).update(state="inspected", inspected_at=now)
        _tell("supply.delivery_inspected", lots, token, now, "{}" * 400)
    return JsonResponse({"lots": [lot.code for lot in lots]})


@csrf_exempt
def issue(request):
    token, now = signed_in(request), timezone.now()
    asked = json.loads(request.body)
    with transaction.atomic():
        lots = Lot.objects.in_bulk([line["lot"] for line in asked["lines"]])
        made = Issue.objects.create(school_id=token.school_id, code=uuid4().hex[:12], purpose=asked["purpose"],
                                    issued_by=token.user, issued_at=now)  # fmt: skip
        Movement.objects.bulk_create(
            Movement(school_id=token.school_id, lot=lots[line["lot"]], kind="issued", amount=-line["amount"],
                     issue=made, moved_at=now, moved_by=token.user)
            for line in asked["lines"]
        )  # fmt: skip
        _tell("supply.issued", lots.values(), token, now, "{}" * 200)
    return JsonResponse({"code": made.code}, status=201)


def trace(request, pk):
    signed_in(request)
    up, down = walks(is_postgres=connection.vendor == "postgresql")
    with connection.cursor() as cursor:
        cursor.execute(up, [pk])
        above = {pk, *(key for (key,) in cursor.fetchall())}
        cursor.execute(down, [pk])
        below = {pk, *(key for (key,) in cursor.fetchall())}
    lots = Lot.objects.filter(pk__in=above | below)
    uses = list(
        Movement.objects.filter(lot__in=below, issue__isnull=False).values_list(
            "lot_id", "amount", "issue_id", "issue__issued_at", "issue__issued_by__name"
        )
    )
    batches = list(
        BatchIssue.objects.filter(issue__in=[use[2] for use in uses]).values_list(
            "issue_id", "batch_id", "batch__code", "batch__dish__name", "batch__cooked_at", "batch__meal_id",
            "batch__cookingtemperatures__core_temperature_c", "batch__tastings__by_id", "batch__samples__code",
            "batch__samples__grams",
        )
    )  # fmt: skip
    eaters = ServiceCount.objects.filter(meal__in={batch[5] for batch in batches})
    return JsonResponse(
        {
            "lots": list(
                lots.values_list("code", "origin", "article__name", "expiration_date", "received_at",
                                 "line__delivery__code", "supplier__name")
            ),
            "papers": list(Paper.objects.filter(line__lots__in=above).values_list("line_id", "kind", "number")),
            "uses": uses,
            "batches": batches,
            "eaters": list(eaters.values_list("meal_id", "meal__kind", "meal__serves_at", "school_class_id", "heads")),
        }
    )  # fmt: skip
