"""What of governance stands behind a clause of the plan."""

from houqin.governance import events
from houqin.people.events import APPOINTED, APPOINTMENT_ENDED
from houqin.tenancy.posts import Post
from houqin.tenancy.standing import stands_behind

RULES = {"ledgers": ("rule-register",), "view": "governance:rules"}

stands_behind(
    "S-01", entries=(events.POLICY_KEPT, events.POLICY_PUBLISHED), answers=Post.GENERAL_AFFAIRS_DIRECTOR,
    ledgers=("policy-register",), view="governance:policies",
)  # fmt: skip
stands_behind(
    "S-02", entries=(events.MEETING_HELD, events.ITEM_DONE, events.ITEM_VERIFIED), ledgers=("meeting-register",),
    answers=Post.GENERAL_AFFAIRS_DIRECTOR, view="governance:meetings",
)  # fmt: skip
stands_behind(
    "S-08", entries=(events.PLAN_APPROVED, events.PLAN_STARTED, events.PLAN_REVIEWED), answers=Post.PRINCIPAL,
    view="governance:plans",
)  # fmt: skip
stands_behind(
    "S-11", gates=("GT-16",), entries=(APPOINTED, APPOINTMENT_ENDED), ledgers=("responsibility-matrix",),
    answers=Post.PRINCIPAL, view="governance:matrix",
)  # fmt: skip
stands_behind(
    "S-18", entries=(events.MILESTONE_REACHED, events.MILESTONE_ACCEPTED), answers=Post.GENERAL_AFFAIRS_DIRECTOR,
    view="governance:plans",
)  # fmt: skip
stands_behind("S-23", entries=(events.RULE_APPROVED, events.RULE_REVIEWED), answers=Post.PRINCIPAL, **RULES)
stands_behind(
    "C-03", entries=(events.DISPATCH_HELD, events.CANTEEN_MEETING_HELD), ledgers=("meeting-register",),
    answers=Post.PRINCIPAL, view="governance:meetings",
)  # fmt: skip
stands_behind("C-36", entries=(events.RULE_WRITTEN, events.RULE_APPROVED), answers=Post.PRINCIPAL, **RULES)
stands_behind("O-01", entries=(events.GROUP_FORMED, events.MEMBER_NAMED), answers=Post.PRINCIPAL,
              view="governance:groups")  # fmt: skip
stands_behind("O-02", entries=(events.MEMBER_NAMED,), answers=Post.PRINCIPAL, view="governance:groups")
stands_behind("P-01", entries=(events.PLAN_DRAFTED,), answers=Post.GENERAL_AFFAIRS_DIRECTOR, view="governance:plans")
