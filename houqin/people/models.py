"""Nouns of people. A post held is a dated row; so is a place in a class."""

import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.kernel.clock import localdate
from houqin.people.accounts import User
from houqin.tenancy.models import SchoolQuerySet, SchoolRow
from houqin.tenancy.posts import Post
from houqin.tenancy.schools import Bureau, School

__all__ = ["ApiToken", "Enrolment", "Guardian", "PostHolding", "Pupil", "SchoolClass", "Staff", "StaffAbsence", "User"]


class PostHoldingQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(school__in=actor.visible_school_ids())

    def of(self, school):
        return self.filter(school=school)

    def in_office(self, on):
        """Held on that day, first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def answering(self, on):
        """In office, and a person who may sign in: an integration answers for nothing."""
        return self.in_office(on).filter(user__is_active=True, user__kind=User.Kind.PERSON)


class PostHolding(models.Model):
    """This person held this post from a day until a day. The answer to “who answered for it then?”."""

    post = models.CharField(max_length=40, choices=Post)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, related_name="+")
    is_deputy = models.BooleanField(default=False)
    is_of_contractor = models.BooleanField(
        default=False, help_text=_("Named by whoever runs the canteen for the school, beside the school's own (FM-05).")
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text=_("Last day in office; empty while it lasts."))
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="post_is_known", condition=Q(post__in=Post.values)),
            models.CheckConstraint(
                name="post_held_in_one_place",
                condition=Q(bureau=None, school__isnull=False) | Q(bureau__isnull=False, school=None),
            ),
            models.CheckConstraint(
                name="post_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["school", "post", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.title} {self.user}"

    @property
    def title(self) -> str:
        """The post, and whose: two people may hold the post of the food-safety director."""
        title = str(self.get_post_display())
        return at_once("{post} of the contractor").format(post=title) if self.is_of_contractor else title

    def is_in_office(self, at: datetime) -> bool:
        """By the school's own calendar day; a bureau's day is the day in the settings' zone."""
        zone = self.school.zone if self.school_id else settings.TIME_ZONE
        on = localdate(at, zone)
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


class Staff(SchoolRow):
    """A grown-up who works at the school, with or without an account."""

    name = models.CharField(max_length=80)
    number = models.CharField(max_length=20, help_text=_("Staff number."))
    phone = models.CharField(max_length=20, blank=True)
    job = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="staff")
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="staff_number_in_school")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:staff-member", args=[self.pk])


class StaffAbsenceQuerySet(SchoolQuerySet):
    def at(self, at: datetime):
        """In force at a moment: begun and approved, neither over nor ended before its time."""
        not_over = Q(ended_at=None, ends_at__gt=at) | Q(ended_at__gt=at)
        return self.filter(not_over, starts_at__lte=at, approved_at__lte=at)


class StaffAbsence(SchoolRow):
    """Approved leave, from a minute to a minute: meanwhile the deputies answer.

    It counts from its approval: a leave written down afterwards changes nobody's past answer.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="absences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text=_("Back at work from this moment on."))
    reason = models.CharField(max_length=80)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text=_("Came back earlier, or never went."))
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = StaffAbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="absence_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="ended_absence_says_who", condition=Q(ended_at=None) | ~Q(ended_by=None)),
        ]
        indexes = [models.Index(fields=["school", "ends_at"], name="absence_by_school")]

    def __str__(self) -> str:
        return f"{self.staff} {self.reason}"

    def is_over(self, at: datetime) -> bool:
        return self.ended_at is not None or self.ends_at <= at

    @property
    def is_called_off(self) -> bool:
        return self.ended_at is not None and self.ended_at <= self.starts_at


class SchoolClass(SchoolRow):
    grade = models.PositiveSmallIntegerField(help_text=_("1 to 9."))
    number = models.PositiveSmallIntegerField()
    entered_in = models.PositiveSmallIntegerField(help_text=_("The year this class entered grade 1 or 7."))
    head_teacher = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="classes")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "grade", "number"],
                condition=Q(closed_on=None),
                name="class_number_in_grade",
            ),
            models.CheckConstraint(name="class_grade_1_to_9", condition=Q(grade__gte=1, grade__lte=9)),
        ]

    def __str__(self) -> str:
        return _("Grade {grade}, class {number}").format(grade=self.grade, number=self.number)


class PupilQuerySet(SchoolQuerySet):
    def enrolled(self, on):
        return self.filter(Q(left_on=None) | Q(left_on__gte=on), enrolled_on__lte=on)


class Pupil(SchoolRow):
    """A child. Only what feeding, lodging and safety need."""

    name = models.CharField(max_length=80)
    number = models.CharField(max_length=24, help_text=_("Pupil number."))
    gender = models.CharField(max_length=1, choices=[("f", _("Girl")), ("m", _("Boy"))])
    born_on = models.DateField(null=True)
    is_boarder = models.BooleanField(default=False)
    is_halal = models.BooleanField(default=False)
    allergens = models.CharField(max_length=120, blank=True, help_text=_("Words separated by commas."))
    enrolled_on = models.DateField()
    left_on = models.DateField(null=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="pupil_number_in_school"),
            models.CheckConstraint(name="pupil_gender_known", condition=Q(gender__in=["f", "m"])),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:pupil", args=[self.pk])

    def has_left(self, on: date) -> bool:
        """Is the last day at the school past?"""
        return self.left_on is not None and self.left_on < on


def in_class_on(on, place: str = "") -> Q:
    """The place in a class holds on this day. `place` leads there from another row: `"enrolments__"` from a pupil."""
    lasts = Q((f"{place}ends_on", None)) | Q((f"{place}ends_on__gte", on))
    return lasts & Q((f"{place}starts_on__lte", on))


class Enrolment(SchoolRow):
    """A pupil's place in a class, dated: who sat where when a meal was served."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enrolments")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="enrolments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on=None), name="one_class_at_a_time"),
        ]
        indexes = [models.Index(fields=["school_class", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.pupil} {self.school_class}"


class Guardian(SchoolRow):
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="guardians")
    name = models.CharField(max_length=80)
    relation = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """One integration's key. Only its digest is kept; the key itself is shown once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def new_key() -> str:
        return f"hq_{secrets.token_urlsafe(32)}"
