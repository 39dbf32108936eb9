"""What people are told about overnight guests."""

from django.utils.translation import gettext_lazy as _

from houqin.notices.kinds import notice_kind
from houqin.visitors.events import TAILS

STAY_APPROVED = notice_kind(
    "visitors.stay_approved", _("Stay {code} is approved"),
    _("From {arrives_on}{note}. Register the document before the key is given."), words=TAILS,
)  # fmt: skip
STAY_DECLINED = notice_kind("visitors.stay_declined", _("Stay {code} is declined"), _("{note}."))
