"""What stands on the pass that a visitor carries: a code, a name, how many, where to, until when."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houqin.documents.labels import Label, label_url
from houqin.visitors.models import Visit


def pass_label(visit: Visit) -> Label:
    """`visit` has school, building and host loaded."""
    school = visit.school
    where = visit.building.name if visit.building else ""
    return Label(
        code=visit.code,
        name=visit.name,
        kind=pgettext("label", "pass"),
        strong=_("Until {time}").format(time=f"{school.localtime(visit.expected_out_at):%m-%d %H:%M}"),
        lines=[
            _("{count} people, {where}").format(count=visit.heads, where=where or str(visit.host)),
            _("In {time}").format(time=f"{school.localtime(visit.in_at):%H:%M}"),
        ],
        url=label_url(school, visit.code),
        school=school.name,
    )
