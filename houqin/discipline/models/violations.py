"""What a child did, and what grown-ups did about it: talk first, then the guardians, then look again (DR-08).

Seen by the fewest who must act. What names it elsewhere (duties, journal) is its code, never the child.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.discipline.kinds import kinds, words
from houqin.discipline.permissions import SEE_ALL_TALKS
from houqin.people.models import Enrolment, Guardian, Pupil, in_class_on
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space


def of_the_circle(actor, path: str = "") -> Q:
    """What keeps a child's row from whoever need not know: posts of the circle, and the child's head teacher that day.

    `path` leads from the row asked for to the violation, such as “violation__”. One subquery for each school.
    """
    held = [one for one in actor.holdings_at(actor.as_of) if one.school_id]
    circle = Q(**{f"{path}school__in": {one.school_id for one in held if one.post in SEE_ALL_TALKS.posts}})
    for school in {one.school_id: one.school for one in held}.values():
        own = Enrolment.objects.filter(
            in_class_on(school.localdate(actor.as_of)), school=school, school_class__head_teacher__user=actor,
            school_class__closed_on=None,
        )  # fmt: skip
        circle |= Q(**{f"{path}pupil__in": own.values("pupil")})
    return circle


class ViolationQuerySet(SchoolQuerySet):
    def visible_to(self, actor):
        mine = Violation._base_manager.filter(of_the_circle(actor)).values("pk")
        return super().visible_to(actor).filter(pk__in=mine)

    def open(self):
        return self.exclude(steps__kind__in=ViolationStep.ENDS)


class OfViolationQuerySet(SchoolQuerySet):
    """Steps are hidden with what they are about."""

    def visible_to(self, actor):
        mine = Violation._base_manager.filter(of_the_circle(actor)).values("pk")
        return super().visible_to(actor).filter(violation__in=mine)


class Violation(SchoolRow):
    """Recorded once and sealed; what follows, corrections too, are its steps."""

    code = models.CharField(max_length=20)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text=_("A code of data/kinds.toml."))
    what = models.CharField(max_length=300, help_text=_("What was seen, without judging the child."))
    place = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    seen_by = models.CharField(max_length=80)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ViolationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="violation_code_in_school"),
            models.CheckConstraint(name="violation_entered_after", condition=Q(received_at__gte=F("happened_at"))),
        ]
        indexes = [
            models.Index(fields=["school", "happened_at"], name="violation_by_time"),
            models.Index(fields=["pupil", "happened_at"], name="violation_of_pupil"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("discipline:violation", args=[self.pk])

    @property
    def kind_words(self) -> str:
        return words("violation", self.kind)

    @property
    def needs_guardian(self) -> bool:
        return self.kind in kinds("violation") and kinds("violation")[self.kind].guardian


class ViolationStep(SchoolRow):
    """Something was done about it. Sealed; what was written wrongly is put right by a step that says so."""

    class Kind(models.TextChoices):
        TALK = "talk", _("Talked with the child")
        CONTACT = "contact", _("Guardians contacted")
        FOLLOW_UP = "follow_up", _("Looked again")
        POINTS = "points", _("Points given")
        CORRECTION = "correction", _("Record corrected")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Way(models.TextChoices):
        PHONE = "phone", _("By phone")
        VISIT = "visit", _("In person")
        MESSAGE = "message", _("By message")

    ENDS = (Kind.CLOSED, Kind.WITHDRAWN)

    violation = models.ForeignKey(Violation, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    own_words = models.CharField(max_length=500, blank=True, help_text=_("What the child says, in its own words."))
    words = models.CharField(max_length=500, blank=True, help_text=_("What was agreed, said, or seen."))
    follow_up_on = models.DateField(null=True)
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=Way, blank=True)
    reached = models.BooleanField(null=True)
    points = models.PositiveSmallIntegerField(null=True)

    objects = OfViolationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_kind_known",
                condition=Q(kind__in=["talk", "contact", "follow_up", "points", "correction", "closed", "withdrawn"]),
            ),
            models.UniqueConstraint(
                fields=["violation"], condition=Q(kind__in=["closed", "withdrawn"]), name="violation_ends_once"
            ),
        ]
        indexes = [models.Index(fields=["violation", "kind"], name="step_of_violation")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.violation}"
