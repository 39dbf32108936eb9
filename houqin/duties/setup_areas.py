"""What of duties a school sets up."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houqin.duties.declaring import DUTIES
from houqin.duties.models import DutyTuning
from houqin.duties.permissions import SEE_DUTIES
from houqin.tenancy.areas import AreaState, area


@area(gettext_lazy("Duties"), view="duties:rules", icon="list-check", needs=SEE_DUTIES, place=65)
def duties(school, *, on: date) -> AreaState:
    tightened = DutyTuning.objects.of(school).filter(valid_from__lte=on).values("code").distinct().count()
    return AreaState(_("Kept: %(duties)d, tightened here: %(tightened)d.") % {
        "duties": len(DUTIES), "tightened": tightened
    })  # fmt: skip
