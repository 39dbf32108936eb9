"""One thing under seal, with its chain of custody."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houqin.incidents.case_file import Held
from houqin.incidents.gates.evidence import may_hand_over, may_release, may_take_back
from houqin.incidents.models import CustodyEvent, Evidence
from houqin.incidents.permissions import HAND_OVER_EVIDENCE, SEE_INCIDENTS
from houqin.incidents.views.reaching import evidence_of, see
from houqin.journal.models import Entry
from houqin.journal.used_before import mark_used_before
from houqin.kernel.http import show


@require_safe
def evidence(request, pk):
    found = evidence_of(request, pk)
    see(request, SEE_INCIDENTS, found.school)
    events = CustodyEvent.objects.filter(evidence=found).select_related("by", "signature", "drawn").order_by("pk")
    held = Held(found, list(events))
    state = "done" if held.is_released else "held" if held.is_here else "waiting"
    word = _("Under our seal") if held.is_here else str(held.custody[-1].get_what_display())
    photos = mark_used_before([found.photo, *found.more_photos.order_by("pk")], actor=request.user)
    return show(
        request, "incidents/evidence.html", evidence=found, photos=photos, held=held, facts=_facts(found, photos),
        state=state, word=word, verbs=_verbs(request, found, held), entries=Entry.objects.about(found)[:40],
    )  # fmt: skip


def _facts(found: Evidence, photos: list) -> list[tuple]:
    return [
        (_("Kind"), found.get_kind_display()), (_("How many, how much"), found.count), (_("Kept where"), found.place),
        (_("Sealed at"), found.sealed_at), (_("Signed by"), [found.sealed_by.name, found.witness.name]),
        *((_("Hash of the photo"), one.digest) for one in photos),
    ]  # fmt: skip


def _verbs(request, found: Evidence, held: Held) -> list[dict]:
    if found.incident.is_closed or not request.user.may(HAND_OVER_EVIDENCE, school=found.school, at=request.now):
        return []
    offers = [
        ("hand-over", _("Hand over to an authority"), _("Hand it over"),
         may_hand_over(held, organisation="…", receiver="…", is_signed=True)),
        ("take-back", _("It came back"), _("Save"), may_take_back(held)),
        ("release", _("Released by the authority"), _("Release it"), may_release(held, reference="…", why="…")),
    ]  # fmt: skip
    return [
        {"state": "due", "title": title, "verb": verb, "verb_url": reverse("incidents:custody", args=[found.pk, name])}
        for name, title, verb, refusals in offers
        if not list(refusals)
    ]
