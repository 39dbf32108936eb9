"""The safety lesson before moving in and each term: who was there (D-09, D-12; DD-05)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.discipline.kinds import words
from houqin.people.models import Pupil, SchoolClass
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow


class Lesson(SchoolRow):
    """Rules and safety told to a class or a building's boarders, who acknowledge by being there. Sealed.

    Without either it was told to boarders whom no class has taken in yet.
    """

    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="+")
    building = models.ForeignKey(Building, models.PROTECT, null=True, related_name="+")
    topics = models.JSONField(default=list, help_text=_("Codes of data/kinds.toml."))
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    pressed_at = models.DateTimeField(null=True, help_text=_("By our clock, when it waited on a phone."))
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    listed = models.PositiveSmallIntegerField()
    absent = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lesson_for_one_list",
                condition=Q(school_class=None) | Q(building=None),
            ),
            models.CheckConstraint(name="lesson_entered_after_it", condition=Q(received_at__gte=F("happened_at"))),
            models.CheckConstraint(name="lesson_absent_of_listed", condition=Q(absent__lte=F("listed"))),
        ]
        indexes = [models.Index(fields=["school", "happened_at"], name="lesson_by_time")]

    def __str__(self) -> str:
        return str(self.school_class or self.building or at_once("Boarders without a class"))

    def get_absolute_url(self) -> str:
        return reverse("discipline:lesson", args=[self.pk])

    @property
    def topic_words(self) -> list[str]:
        return [words("topic", code) for code in self.topics]


class Attendance(SchoolRow):
    """One boarder of the list: there, or to be taught later. Sealed."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="attendances")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    was_there = models.BooleanField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "pupil"], name="pupil_once_a_lesson")]
        indexes = [models.Index(fields=["pupil", "was_there"], name="lessons_of_pupil")]

    def __str__(self) -> str:
        return f"{self.pupil} {self.lesson}"
