"""Verbs of steering groups: form one, name its members with their tasks, end a membership (O-01, O-02)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from houqin.governance import events
from houqin.governance.gates.entering import is_given
from houqin.governance.gates.groups import may_leave, may_serve
from houqin.governance.models import GroupMember, SteeringGroup
from houqin.governance.permissions import MANAGE_GROUP
from houqin.governance.reasons import Reason
from houqin.journal.actions import record
from houqin.kernel.permissions import authorise
from houqin.kernel.refusals import refuse, require
from houqin.kernel.transactions import lock
from houqin.people.models import User
from houqin.people.selectors import holders


@transaction.atomic
def form_group(*, school, name: str, formed_on: date, actor, at: datetime, purpose: str = "") -> SteeringGroup:
    """Form a group; its members are named one by one.  Raises Refused: NAME_MISSING, GROUP_TAKEN."""
    authorise(actor, MANAGE_GROUP, school=school, at=at)
    name = name.strip()
    require(is_given(**{_("Name"): name}))
    group, is_new = SteeringGroup.objects.get_or_create(
        school=school, name=name, defaults={"purpose": purpose.strip(), "formed_on": formed_on, "formed_by": actor}
    )
    if not is_new:
        refuse(Reason.GROUP_TAKEN, name=name, where=group)
    record(events.GROUP_FORMED, group, actor=actor, at=at, name=name, purpose=group.purpose, formed_on=formed_on)
    return group


@transaction.atomic
def name_member(
    *, group: SteeringGroup, user: User, role: str, tasks: str, starts_on: date, actor, at: datetime
) -> GroupMember:
    """Give somebody a part and written tasks in the group.

    Raises Refused: NOT_ON_STAFF, TASKS_MISSING, HEAD_IS_PRINCIPAL, HEADED_ALREADY, SERVES_ALREADY.
    """
    school = group.school
    authorise(actor, MANAGE_GROUP, school=school, at=at)
    [group] = lock(SteeringGroup.objects.filter(pk=group.pk).select_related("school"))
    serving = group.members.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).select_related("user")
    posts = {held.post for held in holders(school, on=starts_on) if held.user_id == user.pk and not held.is_deputy}
    require(may_serve(user=user, role=role, tasks=tasks, starts_on=starts_on, serving=list(serving), posts=posts))
    member = GroupMember.objects.create(
        school=school, group=group, user=user, role=role, tasks=tasks.strip(), starts_on=starts_on, named_by=actor
    )
    record(
        events.MEMBER_NAMED, group, about=[member, user], actor=actor, at=at, group=group.name, name=user.name,
        tasks=member.tasks, role=role, starts_on=starts_on,
    )  # fmt: skip
    return member


@transaction.atomic
def end_membership(*, member: GroupMember, ends_on: date, actor, at: datetime) -> GroupMember:
    """Say the last day: today or later.  Raises Refused: ENDS_BEFORE_START, RULE_ENDED."""
    school = member.school
    authorise(actor, MANAGE_GROUP, school=school, at=at)
    [member] = lock(GroupMember.objects.filter(pk=member.pk).select_related("group", "user"))
    require(may_leave(member, ends_on=ends_on, today=school.localdate(at)))
    member.ends_on = ends_on
    member.save(update_fields=["ends_on"])
    record(
        events.MEMBERSHIP_ENDED, member.group, about=[member, member.user], actor=actor, at=at,
        group=member.group.name, name=member.user.name, ends_on=ends_on,
    )  # fmt: skip
    return member
