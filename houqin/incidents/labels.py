"""What stands on a seal: which thing of which incident, how much, who signed, when (EP-01); and on a hazard's tag."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houqin.documents.labels import Label, label_url
from houqin.incidents.models import Evidence, Hazard


def seal_label(evidence: Evidence) -> Label:
    """`evidence` has incident, sealed_by, witness and school loaded."""
    school = evidence.school
    return Label(
        code=evidence.code,
        name=evidence.item,
        kind=pgettext("label", "seal"),
        strong=_("Sealed {moment}").format(moment=f"{school.localtime(evidence.sealed_at):%m-%d %H:%M}"),
        lines=[
            _("{count}, incident {code}").format(count=evidence.count, code=evidence.incident.code),
            f"{evidence.sealed_by.name} {evidence.witness.name}",
        ],
        url=label_url(school, evidence.code),
        school=school.name,
    )


def hazard_label(hazard: Hazard) -> Label:
    """A tag on what is unsafe, until it is put right. `hazard` has place and school loaded."""
    school = hazard.school
    return Label(
        code=hazard.code,
        name=hazard.what,
        kind=pgettext("label", "hazard"),
        strong=_("Until {day}").format(day=f"{hazard.due_on:%Y-%m-%d}") if hazard.due_on else "",
        lines=[hazard.where, _("Reported {day}").format(day=f"{school.localtime(hazard.found_at):%m-%d}")],
        url=label_url(school, hazard.code),
        school=school.name,
    )
