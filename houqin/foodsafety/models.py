"""What was signed: the day by the officer, the week by the director, the month's minutes by the principal.

Every record is sealed. What the rows said at the moment of signing is kept with it, with the keys of those rows; a
correction is a new record that names the old one and says why.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.governance.models import Meeting
from houqin.tenancy.models import Bureau, SchoolQuerySet, SchoolRow
from houqin.tenancy.posts import Post


class SignedQuerySet(SchoolQuerySet):
    def standing(self):
        """Those that no correction speaks for."""
        return self.filter(corrected_by=None)


class Signed(SchoolRow):
    """One person's word for a period, with the facts that it rests on."""

    facts = models.JSONField(default=list, help_text=_("What the rows said when it was signed, with their keys."))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.CharField(max_length=40, choices=Post)
    signed_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.CharField(max_length=200, blank=True)

    objects = SignedQuerySet.as_manager()

    class Meta:
        abstract = True


class DailyControl(Signed):
    """每日食品安全检查记录 (FM-09). Nothing found is a record too: the zero-risk report."""

    on = models.DateField()
    looked_at = models.JSONField(default=list, help_text=_("Parts of the sheet that the officer confirmed."))
    remarks = models.JSONField(default=dict, help_text=_("Part of the sheet → what was done about it."))
    findings = models.PositiveSmallIntegerField(default=0, help_text=_("How many hazards it gave rise to."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "on"], condition=Q(corrects=None), name="one_control_a_day")
        ]
        indexes = [models.Index(fields=["school", "-on"], name="control_by_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("foodsafety:daily", args=[self.pk])

    @property
    def out_of_order(self) -> int:
        """How many of its facts were not as they should be. A day with any is no zero-risk day."""
        return sum(one["late"] for one in self.facts)

    @property
    def is_late(self) -> bool:
        """Signed on a later day than it is about."""
        return self.school.localdate(self.signed_at) > self.on


class WeeklyReport(Signed):
    """每周食品安全排查治理报告 (FM-10), from the seven days."""

    monday = models.DateField()
    days = models.JSONField(default=list, help_text=_("Each day: its daily record, findings, what was out of order."))
    missing_reason = models.CharField(max_length=200, blank=True)
    assessment = models.TextField(help_text=_("What the week shows."))
    measures = models.TextField(help_text=_("What is done about it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "monday"], condition=Q(corrects=None), name="one_report_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.monday:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("foodsafety:weekly", args=[self.pk])


class MonthlyDispatch(Signed):
    """每月食品安全调度会议纪要 (FM-11): a meeting, minutes signed by the principal, next month's priorities as items.

    `signed_by` recorded the meeting; the principal's signature stands under the minutes. A correction of the minutes
    is a further text of the meeting.
    """

    month = models.DateField(help_text=_("The first day of the month that was looked back on."))
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    weeks = models.JSONField(default=list, help_text=_("Each week: its report, findings, what was out of order."))
    missing_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "month"], name="one_dispatch_a_month"),
            models.CheckConstraint(name="dispatch_is_corrected_by_its_minutes", condition=Q(corrects=None)),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("foodsafety:monthly", args=[self.pk])


class HeadHandover(SchoolRow):
    """The end of a school's chain on a day, in the bureau's own list: what the school cannot rewrite any more."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    on = models.DateField()
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "on"], name="one_handover_a_day")]
        indexes = [models.Index(fields=["bureau", "-on"], name="handover_of_bureau")]

    def __str__(self) -> str:
        return f"{self.on} #{self.sequence}"
