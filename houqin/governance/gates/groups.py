"""Who may lead and serve in a steering group (O-01, O-02)."""

from collections.abc import Iterator
from datetime import date

from houqin.governance.models import GroupMember
from houqin.governance.reasons import Reason
from houqin.kernel.refusals import Refusal
from houqin.tenancy.posts import Post


def may_serve(*, user, role: str, tasks: str, starts_on: date, serving: list[GroupMember], posts: set[str]):
    """Why this person may not take this part. `serving` are members on that day or later, `posts` theirs that day."""
    if not posts:
        yield Refusal(Reason.NOT_ON_STAFF, {"name": user.name})
    if role not in GroupMember.Role.values:
        yield Refusal(Reason.KIND_UNKNOWN, {"kind": role})
    if not tasks.strip():
        yield Refusal(Reason.TASKS_MISSING, {"name": user.name})
    if role == GroupMember.Role.HEAD and Post.PRINCIPAL.value not in posts:
        yield Refusal(Reason.HEAD_IS_PRINCIPAL, {"name": user.name, "day": starts_on})
    for one in serving:
        if one.user_id == user.pk:
            yield Refusal(Reason.SERVES_ALREADY, {"name": user.name})
        elif role == one.role == GroupMember.Role.HEAD:
            yield Refusal(Reason.HEADED_ALREADY, {"name": one.user.name, "day": starts_on})


def may_leave(member: GroupMember, *, ends_on: date, today: date) -> Iterator[Refusal]:
    """Why this part may not end that day: past answers stay what they were."""
    if member.ends_on and member.ends_on < today:
        yield Refusal(Reason.RULE_ENDED, {"title": str(member), "ended_on": member.ends_on})
    if ends_on < max(member.starts_on, today):
        yield Refusal(Reason.ENDS_BEFORE_START, {"starts_on": max(member.starts_on, today), "ends_on": ends_on})
