"""All that is known of one incident: loaded once, in a fixed number of queries, for gates, pages and paper alike."""

from dataclasses import dataclass, field

from houqin.incidents.models import (
    AccountabilityEntry,
    CustodyEvent,
    Evidence,
    Hazard,
    Incident,
    IncidentStep,
    IncidentUpdate,
    LoggedCall,
    OwedReport,
    SentReport,
)

What = IncidentUpdate.What


@dataclass
class Held:
    """One thing under seal, with its chain of custody in order."""

    evidence: Evidence
    custody: list[CustodyEvent] = field(default_factory=list)

    @property
    def photos(self) -> list:
        return [self.evidence.photo, *self.evidence.more_photos.all()]

    @property
    def is_here(self) -> bool:
        """Under our own seal: never left, or came back."""
        return not self.custody or self.custody[-1].what == CustodyEvent.What.RETURNED

    @property
    def is_released(self) -> bool:
        return bool(self.custody) and self.custody[-1].what == CustodyEvent.What.RELEASED

    @property
    def where(self) -> str:
        return self.evidence.place if self.is_here else str(self.custody[-1])


@dataclass
class CaseFile:
    incident: Incident
    steps: list[IncidentStep]
    owed: list[OwedReport]
    sent: list[SentReport]
    calls: list[LoggedCall]
    held: list[Held]
    updates: list[IncidentUpdate]
    accountability: list[AccountabilityEntry]
    rectifications: list[Hazard]

    @property
    def open_steps(self) -> list[IncidentStep]:
        return [step for step in self.steps if not step.outcome]

    @property
    def done_steps(self) -> list[IncidentStep]:
        return [step for step in self.steps if step.outcome]

    @property
    def open_reports(self) -> list[OwedReport]:
        """Owed and not sent, the most urgent first."""
        met = {one.owed_id for one in self.sent}
        return sorted((one for one in self.owed if one.pk not in met), key=lambda one: (one.due_at, one.pk))

    @property
    def next_clock(self) -> OwedReport | None:
        return next(iter(self.open_reports), None)

    def stage(self, stage: str) -> list[AccountabilityEntry]:
        return [one for one in self.accountability if one.stage == stage]

    @property
    def is_scene_protected(self) -> bool:
        scene = [one.what for one in self.updates if one.what in (What.SCENE_PROTECTED, What.SCENE_RELEASED)]
        return bool(scene) and scene[-1] == What.SCENE_PROTECTED

    def latest(self, name: str) -> int | None:
        """The last number said of `ill`, `in_hospital` or `dead`; None when nobody said one."""
        return next((said for one in reversed(self.updates) if (said := getattr(one, name)) is not None), None)

    @property
    def handled_by(self) -> set[int]:
        """Who cannot verify it (GT-19): reporter, handler, and whoever said that it is over."""
        incident = self.incident
        return {incident.reported_by_id, incident.handler_id, incident.ended_by_id} - {None}

    @property
    def open_rectifications(self) -> list[Hazard]:
        return [one for one in self.rectifications if one.is_open]


def case_file_of(incident: Incident) -> CaseFile:
    """Ten queries, whatever it holds."""
    sealed = incident.evidence.select_related("sealed_by", "witness", "photo", "drawn")
    held = {one.pk: Held(one) for one in sealed.prefetch_related("more_photos").order_by("pk")}
    custody = CustodyEvent.objects.filter(evidence__incident=incident).select_related("by", "signature", "drawn")
    for event in custody.order_by("pk"):
        held[event.evidence_id].custody.append(event)
    return CaseFile(
        incident,
        steps=list(incident.steps.select_related("done_by").order_by("number")),
        owed=list(incident.owed.order_by("due_at", "pk")),
        sent=list(incident.sent.select_related("by", "attachment").order_by("sent_at", "pk")),
        calls=list(incident.calls.select_related("by").order_by("called_at", "pk")),
        held=list(held.values()),
        updates=list(incident.updates.select_related("by", "attachment").order_by("pk")),
        accountability=list(incident.accountability.select_related("by").order_by("pk")),
        rectifications=list(Hazard.objects.because_of(incident).order_by("pk")),
    )
