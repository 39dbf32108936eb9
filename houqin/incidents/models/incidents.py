"""An incident, the first hour it demands, and what was done. Only its state moves; what happened is sealed rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from houqin.incidents.incident_kinds import (
    IncidentKind,
    addressee_choices,
    addressees,
    incident_kinds,
    kind_choices,
    numbers,
)
from houqin.incidents.permissions import SEE_CONFIDENTIAL
from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space
from houqin.tenancy.posts import Post


def visible_incidents(actor, path: str = "") -> Q:
    """What keeps a confidential case from whoever does not hold a named post; its reporter and handler see it too.

    `path` leads from the row asked for to the incident, such as “incident__”. No query of its own.
    """
    named = [held for held in actor.holdings_at(actor.as_of) if held.post in SEE_CONFIDENTIAL.posts]
    at_schools = [held.school_id for held in named if held.school_id]
    seen = Q(**{f"{path}is_confidential": False}) | Q(**{f"{path}school__in": at_schools})
    for held in named:
        if held.bureau_id:
            seen |= Q(**{f"{path}school__bureau__path__startswith": held.bureau.path})
    return seen | Q(**{f"{path}reported_by": actor}) | Q(**{f"{path}handler": actor})


class IncidentQuerySet(SchoolQuerySet):
    def visible_to(self, actor):
        return super().visible_to(actor).filter(visible_incidents(actor))

    def open(self):
        return self.exclude(state=Incident.State.CLOSED)


class OfIncidentQuerySet(SchoolQuerySet):
    """Rows of incidents: hidden with the incident."""

    def visible_to(self, actor):
        return super().visible_to(actor).filter(visible_incidents(actor, "incident__"))


class IncidentGrade(models.TextChoices):
    """ER-07. A school's own scale begins below the national one."""

    MINOR = "minor", _("Minor")
    GENERAL = "general", _("General")
    LARGER = "larger", _("Larger")
    SERIOUS = "serious", _("Serious")


class Incident(SchoolRow):
    """Something went wrong. The clocks run from `discovered_at`, whenever it is entered (charter D-30)."""

    class State(models.TextChoices):
        OPEN = "open", _("Case open")
        ENDED = "ended", _("Over, to be verified")
        CLOSED = "closed", _("Case closed")

    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=30, choices=kind_choices)
    is_food = models.BooleanField(default=False)
    is_confidential = models.BooleanField(default=False)
    discovered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    space = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=80, blank=True)
    people = models.CharField(max_length=200, blank=True, help_text=_("Whom it befell, as far as known."))
    summary = models.CharField(max_length=500)
    suspect_from = models.DateTimeField(null=True, help_text=_("Food: samples of meals from then on are locked."))
    suspect_until = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    grade = models.CharField(max_length=10, choices=IncidentGrade, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="incident_code_in_school"),
            models.CheckConstraint(name="incident_state_known", condition=Q(state__in=["open", "ended", "closed"])),
            models.CheckConstraint(
                name="incident_is_not_of_the_future", condition=Q(discovered_at__lte=F("received_at"))
            ),
            models.CheckConstraint(
                name="incident_closed_by_another",  # GT-19
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(closed_by=F("reported_by"))
                & ~Q(closed_by=F("handler"))
                & ~Q(closed_by=F("ended_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-discovered_at"], name="incident_by_time"),
            models.Index(fields=["school"], condition=~Q(state="closed"), name="incident_open"),
        ]

    def __str__(self) -> str:
        """Of a confidential one only the code: it is named where others look."""
        return self.code if self.is_confidential else f"{self.code} {self.kind_words}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:incident", args=[self.pk])

    @property
    def of_kind(self) -> IncidentKind | None:
        """None for a kind that the data no longer have; the rows stay."""
        return incident_kinds().get(self.kind)

    @property
    def kind_words(self) -> str:
        return str(self.of_kind or self.kind)

    @property
    def where(self) -> str:
        return " ".join(part for part in (str(self.space or ""), self.place) if part)

    @property
    def is_late(self) -> bool:
        """Entered long after it was discovered: nobody back-dates silently."""
        return (self.received_at - self.discovered_at).total_seconds() > LATE_AFTER_SECONDS

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


LATE_AFTER_SECONDS = 15 * 60  # half of the time until the first call to the bureau is due (ER-01)


class IncidentStep(SchoolRow):
    """One line of the first-hour card, as the card read when the incident was reported."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    en = models.CharField(max_length=120)
    zh = models.CharField(max_length=120)
    call = models.CharField(max_length=8, blank=True)
    post = models.CharField(max_length=40, choices=Post)
    rule = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    done_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="step_number_in_incident"),
            models.CheckConstraint(
                name="step_says_who_and_when",
                condition=Q(outcome="", done_at=None, done_by=None)
                | ~Q(outcome="") & Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    def get_absolute_url(self) -> str:
        return f"{reverse('incidents:incident', args=[self.incident_id])}#step-{self.number}"


class LoggedCall(SchoolRow):
    """Somebody called for help or told somebody: number, caller, time, reference (ER-02). Sealed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="calls")
    number = models.CharField(max_length=40)
    caller = models.CharField(max_length=80)
    called_at = models.DateTimeField()
    reference = models.CharField(max_length=60, blank=True, help_text=_("Their case or operator number."))
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = OfIncidentQuerySet.as_manager()

    def __str__(self) -> str:
        named = numbers().get(self.number)
        return f"{self.number} {named}" if named else self.number


class ReportForm(models.TextChoices):
    PHONE = "phone", _("First report by phone")
    WRITTEN = "written", _("First report in writing")
    CONTINUING = "continuing", _("Continuing report")
    CLOSING = "closing", _("Closing report")


def _report_in_words(to: str, form: str) -> str:
    return gettext("{to}: {form}").format(to=to, form=form)


class OwedReport(SchoolRow):
    """A report that law or bureau demands, and until when. Met by a sent report. Sealed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="owed")
    addressee = models.CharField(max_length=20, choices=addressee_choices)
    form = models.CharField(max_length=10, choices=ReportForm)
    rule = models.CharField(max_length=8)
    due_at = models.DateTimeField()
    since = models.DateTimeField(help_text=_("When its clock began to run."))

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="owed_form_known", condition=Q(form__in=ReportForm.values))]

    def __str__(self) -> str:
        return _report_in_words(self.to, self.get_form_display())

    @property
    def to(self) -> str:
        return str(addressees().get(self.addressee, self.addressee))


class SentReport(SchoolRow):
    """One report with its proof: how, to whom, when; a file or their reference. Sealed."""

    class How(models.TextChoices):
        PHONE = "phone", _("By phone")
        SYSTEM = "system", _("Reporting system")
        FAX = "fax", _("Fax")
        MAIL = "mail", _("Mail")
        MESSAGE = "message", _("Message")
        HAND = "hand", _("By hand")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="sent")
    owed = models.OneToOneField(OwedReport, models.PROTECT, null=True, related_name="met_by")
    addressee = models.CharField(max_length=20, choices=addressee_choices)
    form = models.CharField(max_length=10, choices=ReportForm)
    how = models.CharField(max_length=10, choices=How)
    receiver = models.CharField(max_length=80, help_text=_("Who took it."))
    reference = models.CharField(max_length=80, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=1000, blank=True)
    sent_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="report_has_proof", condition=~Q(reference="") | Q(attachment__isnull=False))
        ]

    def __str__(self) -> str:
        return _report_in_words(self.to, self.get_form_display())

    @property
    def to(self) -> str:
        return str(addressees().get(self.addressee, self.addressee))


class IncidentUpdate(SchoolRow):
    """What became known, was decided or changed. Never edited: the next update corrects the last. Sealed."""

    class What(models.TextChoices):
        PROGRESS = "progress", _("Progress")
        GRADED = "graded", _("Graded")
        ASSIGNED = "assigned", _("Assigned")
        SCENE_PROTECTED = "scene_protected", _("Scene protected")
        SCENE_RELEASED = "scene_released", _("Scene released")
        ENDED = "ended", _("Over")
        CLOSED = "closed", _("Case closed")
        REOPENED = "reopened", _("Reopened")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="updates")
    what = models.CharField(max_length=20, choices=What)
    text = models.CharField(max_length=1000, blank=True)
    ill = models.PositiveIntegerField(null=True)
    in_hospital = models.PositiveIntegerField(null=True)
    dead = models.PositiveIntegerField(null=True)
    grade = models.CharField(max_length=10, choices=IncidentGrade, blank=True)
    checks = models.JSONField(default=list, help_text=_("Codes of what was done at the scene."))
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["incident", "happened_at"], name="update_by_time")]

    def __str__(self) -> str:
        return str(self.get_what_display())
