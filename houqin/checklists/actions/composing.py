"""Compose a list: its title, its items, one at a time. Nothing counts before it is published."""

from dataclasses import replace
from datetime import datetime, time

from django.db import transaction

from houqin.checklists import events
from houqin.checklists.drafts import Draft, drafts
from houqin.checklists.gates import composing as gates
from houqin.checklists.models import Checklist, Frequency, Item
from houqin.checklists.permissions import COMPOSE_AT_BUREAU, COMPOSE_LISTS
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.posts import Post


def authorise_composing(actor, *, school=None, bureau=None, at: datetime) -> None:
    """A list of a bureau takes a post at that bureau or above it."""
    if bureau is not None:
        authorise(actor, COMPOSE_AT_BUREAU, school=None, bureau=bureau, at=at)
    else:
        authorise(actor, COMPOSE_LISTS, school=school, at=at)


def locked(checklist: Checklist, *, actor, at: datetime) -> Checklist:
    """The list, locked for whoever may compose it."""
    authorise_composing(actor, school=checklist.school, bureau=checklist.bureau, at=at)
    rows = Checklist.objects.filter(pk=checklist.pk).select_related("school__bureau", "bureau", "extends")
    [found] = rows.select_for_update(no_key=True, of=("self",))
    return found


@transaction.atomic
def compose_checklist(
    *, title: str, area: str, school=None, bureau=None, frequency: str = Frequency.NONE, by: time | None = None,
    owner_post: str = Post.GENERAL_AFFAIRS_DIRECTOR, actor, at: datetime,
) -> Checklist:  # fmt: skip
    """Begin a list of a school, or of a bureau for all its schools.  Raises Refused: TITLE_MISSING, TIME_MISSING."""
    authorise_composing(actor, school=school, bureau=bureau, at=at)
    require(gates.has_title(title), gates.schedule_is_whole(frequency, by=by, owner_post=owner_post))
    checklist = Checklist.objects.create(
        school=None if bureau else school, bureau=bureau, title=title.strip()[:80], area=area, frequency=frequency,
        by=by, owner_post=owner_post, composed_by=actor, composed_at=at,
    )  # fmt: skip
    record(events.LIST_COMPOSED, checklist, actor=actor, at=at, title=checklist.title)
    return checklist


@transaction.atomic
def extend_checklist(*, school, checklist: Checklist, actor, at: datetime) -> Checklist:
    """Begin a school's own items after those of its bureau's list; the second time the first ones are found.

    Raises Refused: NOT_EXTENDABLE, LIST_RETIRED.
    """
    authorise(actor, COMPOSE_LISTS, school=school, at=at)
    require(gates.may_extend(checklist))
    known = Checklist.objects.filter(school=school, extends=checklist).first()
    if known:
        return known
    own = Checklist.objects.create(
        school=school, extends=checklist, title=checklist.title, title_en=checklist.title_en, area=checklist.area,
        composed_by=actor, composed_at=at,
    )  # fmt: skip
    record(events.LIST_COMPOSED, own, about=[checklist], actor=actor, at=at, title=own.title)
    return own


@transaction.atomic
def put_item(*, checklist: Checklist, item: Draft, actor, at: datetime) -> Checklist:
    """Put an item into the draft: in place of the one with its key, or at the end with a key that was never used.

    Raises Refused: LIST_RETIRED; item_is_sane.
    """
    checklist = locked(checklist, actor=actor, at=at)
    known = drafts(checklist.draft)
    keys = [one.key for one in known]
    number = keys.index(item.key) + 1 if item.key in keys else len(known) + 1
    require(gates.is_in_use(checklist), gates.item_is_sane(item, number))
    if item.key in keys:
        known[number - 1] = item
    else:
        known.append(replace(item, key=_fresh_key(checklist, keys)))
    return _keep(checklist, known, actor=actor, at=at)


@transaction.atomic
def drop_item(*, checklist: Checklist, key: str, actor, at: datetime) -> Checklist:
    """Take an item out of the draft; what was published keeps it. No item of that key is no change."""
    checklist = locked(checklist, actor=actor, at=at)
    require(gates.is_in_use(checklist))
    return _keep(checklist, [one for one in drafts(checklist.draft) if one.key != key], actor=actor, at=at)


def _keep(checklist: Checklist, items: list[Draft], *, actor, at: datetime) -> Checklist:
    checklist.draft = [one.as_json() for one in items]
    checklist.save(update_fields=["draft"])
    record(events.DRAFT_CHANGED, checklist, actor=actor, at=at, title=checklist.title, count=len(items))
    return checklist


def _fresh_key(checklist: Checklist, drafted: list[str]) -> str:
    """A key says for ever which item it is: it is not given again to another one."""
    used = set(drafted) | set(Item.objects.filter(version__checklist=checklist).values_list("key", flat=True))
    numbers = [int(key[1:]) for key in used if key[:1] == "i" and key[1:].isdigit()]
    return f"i{max(numbers, default=0) + 1}"


@transaction.atomic
def retire_checklist(*, checklist: Checklist, why: str, actor, at: datetime) -> Checklist:
    """Use it no longer, anywhere. What was handed in stays.  Raises Refused: LIST_RETIRED."""
    checklist = locked(checklist, actor=actor, at=at)
    require(gates.is_in_use(checklist))
    checklist.retired_at = at
    checklist.save(update_fields=["retired_at"])
    for use in lock(checklist.uses.in_use().select_related("school")):
        use.ended_on = use.school.localdate(at)
        use.save(update_fields=["ended_on"])
    record(events.LIST_RETIRED, checklist, actor=actor, at=at, title=checklist.title, why=why.strip())
    return checklist
