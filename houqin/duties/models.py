"""A duty on a day, who was told of its lateness, and how a school tuned it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.base import ModelState
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.duties.declaring import DUTIES, DutyKind
from houqin.kernel.rows import TOGETHER
from houqin.kernel.spoken import SpokenField
from houqin.tenancy.models import SchoolQuerySet, SchoolRow
from houqin.tenancy.posts import Post
from houqin.tenancy.schools import School


class DutyState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DUE = "due", _("Due")
    LATE = "late", _("Late")
    MISSED = "missed", _("Missed")
    DONE = "done", _("Done")
    EXCUSED = "excused", _("Excused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: Somebody still has to act.
OPEN = (DutyState.WAITING, DutyState.DUE, DutyState.LATE)


#: What an open duty does not have yet.
CLOSED_WITH = ("done_at", "done_by", "evidence_kind", "evidence_id", "excused_at", "excused_by", "excused_reason")


class DutyQuerySet(SchoolQuerySet):
    def to_ask(self, schools: dict) -> list["Duty"]:
        """By the thousand: what a question reads. The ladder and the clock's own moment come when somebody climbs."""
        duties, of = list(self.defer("ladder", "next_at", *CLOSED_WITH)), Duty._meta.get_field("school")
        for duty in duties:
            of.set_cached_value(duty, schools[duty.school_id])
        return duties

    def with_ladders(self, duties: list["Duty"]) -> list["Duty"]:
        """The same rows, their ladders read. One query for each few thousand."""
        for start in range(0, len(duties), TOGETHER):
            part = duties[start : start + TOGETHER]
            ladders = dict(self.filter(pk__in=[duty.pk for duty in part]).values_list("pk", "ladder"))
            for duty in part:
                duty.ladder = ladders[duty.pk]
        return duties

    def open(self):
        return self.filter(state__in=OPEN)

    def about(self, thing):
        return self.filter(subject_kind=thing._meta.label_lower, subject_id=thing.pk)


class Duty(SchoolRow):
    """One occasion of one declared duty. What it asks for is fixed when it is made: tuning does not rewrite it."""

    State = DutyState

    # Each index is written again whenever a duty moves. Others begin with the school; nobody looks for a closer.
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=60)
    key = models.CharField(max_length=80, help_text=_("Which occasion: a day, a week, a meal."))
    on = models.DateField(help_text=_("The school day it counts to."))
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject_name = SpokenField(max_length=300, blank=True)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, help_text=_("Closed undone as missed; null: late until done."))
    owner = models.CharField(max_length=40, choices=Post)
    ladder = models.JSONField(default=list, help_text=_("[[minutes after the deadline, post], …] as it was."))
    state = models.CharField(max_length=10, choices=DutyState, default=DutyState.WAITING)
    next_at = models.DateTimeField(null=True, help_text=_("When the clock has to look again; null: never."))
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    evidence_kind = models.CharField(max_length=60, blank=True)
    evidence_id = models.BigIntegerField(null=True)
    excused_at = models.DateTimeField(null=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    excused_reason = models.CharField(max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code", "key"], name="duty_occasion_once"),
            models.CheckConstraint(name="duty_state_known", condition=Q(state__in=DutyState.values)),
            models.CheckConstraint(name="done_duty_says_when", condition=~Q(state="done") | Q(done_at__isnull=False)),
            models.CheckConstraint(
                name="excused_duty_says_who",
                condition=~Q(state="excused") | Q(excused_by__isnull=False) & ~Q(excused_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="duty_for_the_clock"),
            models.Index(fields=["school", "on", "code"], name="duty_calendar"),
            models.Index(fields=["school", "state", "due_at"], name="duty_today"),
            models.Index(
                fields=["subject_kind", "subject_id"], condition=Q(subject_id__isnull=False), name="duty_about"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def from_db(cls, db, field_names, values):
        """As Django does it, without a signal and a call for each column: a bureau's pass reads 75,000 of these."""
        duty = cls.__new__(cls)
        duty.__dict__.update(zip(field_names, values, strict=True))
        duty._state = ModelState()
        duty._state.db, duty._state.adding = db, False
        return duty

    @property
    def kind(self) -> DutyKind | None:
        """None for a duty that the program no longer declares; its rows stay."""
        return DUTIES.get(self.code)

    @property
    def title(self) -> str:
        """In the reader's language."""
        return str(self.kind.title).format(subject=self.subject_name) if self.kind else self.code

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def rungs(self) -> list[tuple[int, datetime, str]]:
        """(number, moment, post) of each step of the ladder, the owner's at the deadline first."""
        above = [
            (number, self.due_at + timedelta(minutes=minutes), post)
            for number, (minutes, post) in enumerate(self.ladder, start=1)
        ]
        return [(0, self.due_at, self.owner), *above]

    def get_absolute_url(self) -> str:
        return reverse("duties:duty", args=[self.pk])


class DutyStep(SchoolRow):
    """One rung of a ladder, climbed once: who was told that a duty is late. Number 0 is the owner's reminder."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    fired_at = models.DateTimeField()
    post = models.CharField(max_length=40, choices=Post)
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    is_vacant = models.BooleanField(default=False, help_text=_("Nobody answered for the post: the next was told."))
    is_folded = models.BooleanField(default=False, help_text=_("Its time passed unseen: a higher rung was told."))

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "number"], name="step_fires_once")]

    def __str__(self) -> str:
        return f"{self.duty_id}/{self.number} {self.get_post_display()}"


class DutyTuning(SchoolRow):
    """How one school does one duty, from a day on: only earlier, only faster up the ladder."""

    code = models.CharField(max_length=60)
    owner = models.CharField(max_length=40, choices=Post, blank=True)
    by = models.TimeField(null=True)
    ladder = models.JSONField(null=True)
    valid_from = models.DateField()
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "code", "valid_from"])]

    def __str__(self) -> str:
        return self.code


class VacantPost(SchoolRow):
    """A ladder met a post that nobody held. A fact that the cases above read and make a hazard of."""

    post = models.CharField(max_length=40, choices=Post)
    found_at = models.DateTimeField()
    filled_at = models.DateTimeField(null=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "post"], condition=Q(filled_at=None), name="post_is_vacant_once")
        ]

    def __str__(self) -> str:
        return str(self.get_post_display())


class OccasionsMade(SchoolRow):
    """How far a school's occasions are made as rows, and from which state of its calendar and its journal."""

    on = models.DateField(help_text=_("The school's day when they were last made."))
    until = models.DateField(help_text=_("The last day that is made."))
    calendar = models.CharField(max_length=64, help_text=_("Digest of calendar, timetable, tunings and declarations."))
    sequence = models.BigIntegerField(help_text=_("Journal entry up to which things were looked at."))
    made_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school"], name="occasions_made_once")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.until}"


class WorkRun(models.Model):
    """When a work of the clock last went well, and how it last failed. A clock that stands is found by its absence."""

    code = models.CharField(max_length=60, unique=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code
