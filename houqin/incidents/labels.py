"""What stands on a seal: which thing of which incident, how much, who signed, when (EP-01)."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from houqin.documents.labels import Label, label_url
from houqin.incidents.models import Evidence


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
    )
