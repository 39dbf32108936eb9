"""What must be done about every night."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import Done, duty
from houqin.duties.schedules import BOARDING_NIGHTS, Daily
from houqin.nightwatch.actions.roster import LEADER_NAMED
from houqin.nightwatch.models import NightDuty, Role
from houqin.tenancy.posts import Post


@duty(
    LEADER_NAMED, title=_("Name who leads tonight"), schedule=Daily(by=time(12, 0), days=BOARDING_NIGHTS),
    owner=Post.GENERAL_AFFAIRS_DIRECTOR, ladder=((60, Post.DEPUTY_PRINCIPAL), (240, Post.PRINCIPAL)),
    rule="SF-05", clauses=("D-28",), view="nightwatch:roster", verb=_("Name somebody"),
)  # fmt: skip
def leader_is_named(duties):
    """Done by a name on the roster. One query."""
    duties = list(duties)
    rows = NightDuty.objects.standing().filter(
        school__in={one.school_id for one in duties}, night__in={one.on for one in duties}, role=Role.LEADER
    )
    named = {(row.school_id, row.night): row for row in rows.select_related("planned_by")}
    for one in duties:
        if row := named.get((one.school_id, one.on)):
            yield Done(one, at=row.planned_at, by=row.planned_by, thing=row)
