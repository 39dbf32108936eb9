"""Meetings, their minutes word for word, who signed them, and what was to be done after them (S-02, FM-11, FM-12).

A meeting, its minutes and their signatures are sealed: a correction is a further text that says why.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.kernel.spoken import SpokenField
from houqin.tenancy.models import SchoolQuerySet, SchoolRow
from houqin.tenancy.posts import Post


class MeetingKind(models.TextChoices):
    LOGISTICS = "logistics", _("Logistics meeting")
    DISPATCH = "dispatch", _("Monthly food-safety dispatch")
    ON_SITE = "on_site", _("Meeting in the canteen")
    GROUP = "group", _("Meeting of the steering group")
    OTHER = "other", _("Other meeting")


class Meeting(SchoolRow):
    Kind = MeetingKind

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=MeetingKind)
    title = SpokenField(max_length=120)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attendees = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    guests = models.CharField(max_length=200, blank=True, help_text=_("Names of people without an account."))
    attachments = models.ManyToManyField(Attachment, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="meeting_code_in_school"),
            models.CheckConstraint(name="meeting_kind_known", condition=Q(kind__in=MeetingKind.values)),
        ]
        indexes = [models.Index(fields=["school", "held_at"], name="meeting_by_time")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("governance:meeting", args=[self.pk])


class Minutes(SchoolRow):
    """What was said, as one text. Number 1 is the first; a further one says why it was written."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    why = models.CharField(max_length=200, blank=True, help_text=_("Why the text before was corrected."))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_in_meeting"),
            models.CheckConstraint(name="corrected_minutes_say_why", condition=Q(number=1) | ~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.number}"


class MinutesSignature(SchoolRow):
    """One person stood for one text of the minutes."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "user"], name="minutes_signed_once_by_one")]

    def __str__(self) -> str:
        return f"{self.minutes} {self.user}"


class ActionItemQuerySet(SchoolQuerySet):
    def open(self):
        """Not done, or done and not yet verified."""
        return self.filter(verified_at=None)


class ActionItem(SchoolRow):
    """What a meeting decided that somebody does by a day; the chair looks whether it was done."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    owner = models.CharField(max_length=40, choices=Post)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    evidence = models.CharField(max_length=400, blank=True, help_text=_("What shows that it was done."))
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True, help_text=_("When it was last sent back as not done."))
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="item_number_in_meeting"),
            models.CheckConstraint(name="item_owner_known", condition=Q(owner__in=Post.values)),
            models.CheckConstraint(
                name="done_item_says_who",
                condition=Q(done_at=None) | Q(done_by__isnull=False) & ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="item_verified_by_another",
                condition=Q(verified_at=None) | Q(done_at__isnull=False) & ~Q(verified_by=models.F("done_by")),
            ),
        ]
        indexes = [models.Index(fields=["school", "due_on"], condition=Q(verified_at=None), name="item_open")]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:meeting', args=[self.meeting_id])}#item-{self.pk}"
