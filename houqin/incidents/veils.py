"""Files of confidential cases are hidden with the case (ER-10)."""

from houqin.incidents.models import CustodyEvent, Evidence, Incident, IncidentUpdate, SentReport
from houqin.journal.veils import veil


@veil
def of_confidential_incidents(attachment, actor) -> bool:
    """Eight queries at most, and only for schools that have such a case."""
    confidential = Incident.objects.filter(school=attachment.chain, is_confidential=True)
    if not confidential.exists():
        return False
    keys = set()
    for model, file, incident in (
        (Evidence, "photo", "incident"),
        (Evidence, "more_photos", "incident"),
        (Evidence, "drawn", "incident"),
        (CustodyEvent, "signature", "evidence__incident"),
        (CustodyEvent, "drawn", "evidence__incident"),
        (SentReport, "attachment", "incident"),
        (IncidentUpdate, "attachment", "incident"),
    ):
        keys |= set(model.objects.filter(**{file: attachment}).values_list(incident, flat=True))
    hidden = confidential.filter(pk__in=keys)
    return hidden.exists() and hidden.count() > hidden.filter(pk__in=Incident.objects.visible_to(actor)).count()
