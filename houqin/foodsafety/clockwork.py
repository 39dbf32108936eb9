"""What the house does for food-safety management by itself."""

from datetime import datetime

from houqin.foodsafety.actions import hand_over_heads
from houqin.foodsafety.models import HeadHandover
from houqin.journal.models import DailyHead
from houqin.kernel.clockwork import clockwork
from houqin.kernel.refusals import Refused
from houqin.people.models import User
from houqin.tenancy.models import School

#: Schools in one pass: each is a transaction of its own.
AT_ONCE = 50


@clockwork("foodsafety.hand-over-heads", seconds=600)
def hand_over_what_waits(*, at: datetime) -> int:
    """Ends of days go to the bureau's list without anybody's hand. Two queries when nothing waits."""
    last = dict(HeadHandover.objects.order_by("school", "on").values_list("school_id", "on"))
    ends = dict(DailyHead.objects.exclude(chain=0).order_by("chain", "on").values_list("chain", "on"))
    behind = [chain for chain, on in ends.items() if chain not in last or last[chain] < on][:AT_ONCE]
    handed = 0
    house = User.objects.house() if behind else None
    for school in School.objects.filter(pk__in=behind).select_related("bureau").order_by("pk"):
        try:
            handed += len(hand_over_heads(school=school, actor=house.acting(at), at=at))
        except Refused:
            continue  # another loop was faster
    return handed
