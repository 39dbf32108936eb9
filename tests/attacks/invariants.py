"""What must be true after every step, read from the tables and asked of no gate. Each `check` names what it found."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q, Sum

from houqin.journal.models import Head
from houqin.journal.verifying import verify_chain
from houqin.kitchen.models import (
    BatchIssue,
    CanteenDay,
    CookingTemperature,
    DishBatch,
    Leftover,
    Meal,
    RetainedSample,
    ServiceCount,
    Tasting,
)
from houqin.supply.goods_classes import goods_class
from houqin.supply.models import Lot, Movement, Preparation

SEALED = ("supply.Movement", "kitchen.CookingTemperature", "kitchen.Tasting", "journal.Entry", "journal.Mention")
GRAMS, COLDEST, WARMEST, DONE_C, HOURS = 125, 0, 8, 70, 48


def check_stock(broken: list) -> None:
    """No lot below nothing; `emptied_at` and the sums agree; goods come from somewhere; no issue gives back more."""
    sums = dict(Movement.objects.order_by().values_list("lot").annotate(Sum("amount")))
    for lot in Lot.objects.all():
        left = sums.get(lot.pk, 0)
        if left < 0 or (left == 0) != (lot.emptied_at is not None):
            broken.append(f"{lot} has {left} left, emptied at {lot.emptied_at}")
    into = Movement.objects.filter(kind__in=("received", "opening", "produced"))
    beginnings = dict(into.order_by("-pk").values_list("lot", "kind"))
    begins = {"received": "received", "opening": "opening", "prepared": "produced"}
    for lot in Lot.objects.all():
        if beginnings.get(lot.pk) != begins[lot.origin]:
            broken.append(f"{lot} ({lot.origin}) begins with {beginnings.get(lot.pk)}: where is it from?")
    for key in ("issue", "preparation"):
        taken = Movement.objects.filter(**{f"{key}__isnull": False}).exclude(lot__preparation=None, kind="produced")
        for owner, lot, total in taken.order_by().values_list(key, "lot").annotate(Sum("amount")):
            made = key == "preparation" and Preparation.objects.get(pk=owner).made_id == lot
            if total > 0 and not made:
                broken.append(f"{key} {owner} gave {total} of lot {lot} to the store, out of nothing")


def ancestors() -> dict[int, set[int]]:
    """Lot → every lot it was made from, at any depth, by the consumed movements alone."""
    parents = defaultdict(set)
    for made, lot in Movement.objects.filter(kind="consumed").values_list("preparation__made", "lot"):
        parents[made].add(lot)

    def above(lot: int) -> set[int]:
        return set().union(*({one} | above(one) for one in parents.get(lot, ())))

    return {lot: above(lot) for lot in list(parents)}


def check_what_was_taken(broken: list, before: dict, new: set[int]) -> None:
    """Whatever went to the kitchen in this step was usable the moment before, and so was all it was made from."""
    columns = [field.attname for field in Lot._meta.concrete_fields]
    rows = {key: dict(zip(["pk", *columns], row, strict=True)) for key, row in before["supply.Lot"].items()}
    above = ancestors()
    to_the_kitchen = Q(kind__in=("issued", "consumed")) | Q(kind="corrected", issue__isnull=False, amount__lt=0)
    for movement in Movement.objects.filter(to_the_kitchen, pk__in=new).select_related("school"):
        lot = rows[movement.lot_id]
        if lot["held_at"] or lot["quarantined_at"] or lot["rejected_at"]:
            broken.append(f"{movement} took from {lot['code']}, which was blocked")
        if lot["expiration_date"] < movement.school.localdate(movement.moved_at):
            broken.append(f"{movement} took from {lot['code']}, which was past its date")
        for key in above.get(movement.lot_id, ()):
            if rows[key]["held_at"] or rows[key]["rejected_at"]:
                broken.append(f"{movement} took what was made from {rows[key]['code']}, which was blocked")


def check_goods_in(broken: list) -> None:
    """Every accepted line has its papers and two who inspected and did not buy."""
    for lot in Lot.objects.exclude(line=None).select_related("line__article", "line__delivery"):
        line, delivery = lot.line, lot.line.delivery
        signed = set(delivery.signatures.values_list("user", flat=True)) - {delivery.buyer_id}
        if len(signed) < 2:
            broken.append(f"{lot} came in with {len(signed)} inspectors")
        if not line.accepted_amount:
            continue
        papers = [paper for paper in line.papers.all() if not paper.withdrawn_at]
        for group in goods_class(line.article.goods_class).lot_documents:
            kinds = {kind.code for kind in group}
            if not any(one.kind in kinds and one.for_lot in ("", line.supplier_lot) for one in papers):
                broken.append(f"{lot} came in without {kinds}")


def _newest(model, batch, *order):
    return model.objects.filter(batch=batch, corrected_by=None).order_by(*order).last()


def check_released(broken: list, meal: Meal) -> None:
    """Asked when a meal has just been released."""
    above = ancestors()
    if not CanteenDay.objects.filter(school=meal.school_id, on=meal.on).exists():
        broken.append(f"{meal} was released on a day nobody answers for")
    pots = meal.batches.exclude(state="isolated")
    if not pots:
        broken.append(f"{meal} was released without a pot")
    for pot in pots.select_related("dish"):
        tasting, heat = (
            _newest(Tasting, pot, "happened_at", "pk"),
            _newest(CookingTemperature, pot, "happened_at", "pk"),
        )
        if tasting is None or not tasting.passed or tasting.by_id == pot.cooked_by_id:
            broken.append(f"{meal}: {pot} was not tasted, or failed")
        if pot.cooked_at is None or (pot.dish.is_cooked_through and (not heat or heat.core_temperature_c < DONE_C)):
            broken.append(f"{meal}: {pot} is not done: {heat}")
        _check_sample(broken, pot)
        used = defaultdict(int)
        issues = BatchIssue.objects.filter(batch=pot).values("issue")
        for lot, total in Movement.objects.filter(issue__in=issues).values_list("lot", "amount"):
            used[lot] -= total
        used = {lot for lot, total in used.items() if total > 0}
        if not used:
            broken.append(f"{meal}: nobody knows what is in {pot}")
        everything = Lot.objects.filter(pk__in=used.union(*(above.get(lot, ()) for lot in used)))
        released_on = meal.school.localdate(meal.released_at)
        for lot in everything:
            if lot.held_at or lot.quarantined_at or lot.rejected_at or lot.expiration_date < released_on:
                broken.append(f"{meal}: {lot} in {pot} was blocked when it was released")


def _check_sample(broken: list, pot: DishBatch) -> None:
    kept = _newest(RetainedSample, pot, "taken_at", "pk")
    if kept is None or kept.grams < GRAMS or not COLDEST <= kept.cabinet_temperature_c <= WARMEST:
        broken.append(f"{pot} has no sample that conforms")


def check_closed(broken: list, meal: Meal) -> None:
    """Asked when a meal has just been closed."""
    for pot in meal.batches.exclude(state="isolated"):
        _check_sample(broken, pot)
    if not ServiceCount.objects.filter(meal=meal, heads__gt=0).exists():
        broken.append(f"{meal} was closed though nobody counted")
    if set(Leftover.objects.filter(meal=meal, batch=None).values_list("kind", flat=True)) != {"cooked", "plate"}:
        broken.append(f"{meal} was closed with leftovers not weighed")
    if Leftover.objects.filter(meal=meal, corrected_by=None, disposed_at=None, grams__gt=0).exists():
        broken.append(f"{meal} was closed with leftovers still there")


def check_samples(broken: list) -> None:
    for kept in RetainedSample.objects.all():
        if kept.keep_until - kept.taken_at < timedelta(hours=HOURS):
            broken.append(f"{kept} is kept too short")
        if kept.disposed_at and (kept.disposed_at < kept.keep_until or kept.locked_at):
            broken.append(f"{kept} was thrown away too early")


def check_journal(broken: list, before: dict, after: dict, changed: dict) -> None:
    """What is sealed stays; whatever changed, the journal says so; the chains are whole."""
    for table in SEALED:
        for key, row in before[table].items():
            if after[table].get(key) != row:
                broken.append(f"{table} {key} was sealed and has changed")
    if changed and "journal.Entry" not in changed:
        broken.append(f"{sorted(changed)} changed, and the journal is silent")
    for chain in Head.objects.values_list("pk", flat=True):
        broken += [str(finding) for finding in verify_chain(chain)]
