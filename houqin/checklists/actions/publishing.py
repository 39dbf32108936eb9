"""Publish a list, and say where and how often it is done."""

from datetime import datetime, time

from django.db import transaction

from houqin.checklists import events
from houqin.checklists.actions.composing import locked
from houqin.checklists.drafts import drafts, published
from houqin.checklists.gates import composing as gates
from houqin.checklists.models import Checklist, Item, ListVersion, SchoolList
from houqin.checklists.permissions import COMPOSE_LISTS
from houqin.checklists.selectors.lists import newest_version
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import require
from houqin.kernel.transactions import lock
from houqin.tenancy.posts import Post
from houqin.tenancy.schools import School

#: Unless a school says otherwise: an hour after its time the general-affairs director, after four the principal.
LADDER = [[60, Post.GENERAL_AFFAIRS_DIRECTOR.value], [240, Post.PRINCIPAL.value]]


@transaction.atomic
def publish_checklist(*, checklist: Checklist, actor, at: datetime) -> ListVersion:
    """Seal the draft as a version. From now on it is what is asked, at the school or at every school of the bureau.

    Raises Refused: see may_publish.
    """
    checklist = locked(checklist, actor=actor, at=at)
    items, before = drafts(checklist.draft), newest_version(checklist)
    require(gates.may_publish(checklist, items, list(published(before.items.all())) if before else []))
    version = ListVersion.objects.create(
        checklist=checklist, number=before.number + 1 if before else 1, published_at=at, published_by=actor
    )
    Item.objects.bulk_create(item.as_item(version, number) for number, item in enumerate(items, start=1))
    record(
        events.LIST_PUBLISHED, checklist, about=[version], actor=actor, at=at, title=checklist.title,
        number=version.number, count=len(items),
    )  # fmt: skip
    put_to_use(checklist, at=at)
    return version


def put_to_use(checklist: Checklist, *, at: datetime) -> int:
    """The rows of the schools that it is for and that have none yet. Returns how many."""
    if checklist.extends_id:
        return 0
    schools = School.objects.filter(pk=checklist.school_id)
    if checklist.bureau_id:
        schools = School.objects.filter(bureau__path__startswith=checklist.bureau.path)
    missing = schools.exclude(pk__in=SchoolList.objects.filter(checklist=checklist).values("school"))
    made = SchoolList.objects.bulk_create(
        (
            SchoolList(
                school=school, checklist=checklist, frequency=checklist.frequency, by=checklist.by,
                owner_post=checklist.owner_post, ladder=LADDER, starts_on=school.localdate(at),
            )
            for school in missing
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    return len(made)


@transaction.atomic
def schedule_list(
    *, school_list: SchoolList, frequency: str, by: time | None, owner_post: str, place=None, ladder=None, actor,
    at: datetime,
) -> SchoolList:  # fmt: skip
    """How often, until when, by which post, about which place; `ladder`: [[minutes late, post], …].

    Raises Refused: see may_schedule.
    """
    authorise(actor, COMPOSE_LISTS, school=school_list.school, at=at)
    [school_list] = lock(SchoolList.objects.filter(pk=school_list.pk).select_related("checklist", "school"))
    require(
        gates.may_schedule(
            school_list.checklist, school=school_list.school, frequency=frequency, by=by, owner_post=owner_post,
            place=place, is_published=newest_version(school_list.checklist) is not None,
        )
    )  # fmt: skip
    school_list.frequency, school_list.by, school_list.owner_post = frequency, by, owner_post
    school_list.place, school_list.ended_on = place, None
    school_list.ladder = ladder or school_list.ladder
    school_list.save(update_fields=["frequency", "by", "owner_post", "place", "ladder", "ended_on"])
    record(
        events.LIST_SCHEDULED, school_list, about=[school_list.checklist], actor=actor, at=at,
        title=school_list.checklist.title, frequency=frequency, post=owner_post, by=f"{by:%H:%M}" if by else "",
    )  # fmt: skip
    return school_list


@transaction.atomic
def end_list(*, school_list: SchoolList, why: str, actor, at: datetime) -> SchoolList:
    """A school no longer uses a list of its own. A list of the bureau stays: schools add, they never take away.

    Raises Refused: FREQUENCY_TOO_LOW for a list of the bureau.
    """
    authorise(actor, COMPOSE_LISTS, school=school_list.school, at=at)
    [school_list] = lock(SchoolList.objects.filter(pk=school_list.pk).select_related("checklist", "school"))
    require(gates.may_end(school_list.checklist))
    school_list.ended_on = school_list.school.localdate(at)
    school_list.save(update_fields=["ended_on"])
    record(
        events.LIST_ENDED, school_list, about=[school_list.checklist], actor=actor, at=at,
        title=school_list.checklist.title, why=why.strip(),
    )  # fmt: skip
    return school_list
