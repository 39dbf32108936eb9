"""Who is on the premises by day: visitors and workers, in and out; and what a duty leader approved beforehand."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.people.models import Pupil, Staff
from houqin.tenancy.models import Building, SchoolQuerySet, SchoolRow
from houqin.visitors.models.people import DocumentKind, Gender


class VisitApproval(SchoolRow):
    """A duty leader lets one person in at an unusual hour, or a man into a girls' building (DV-02, DV-05). Sealed."""

    name = models.CharField(max_length=80)
    on = models.DateField()
    is_after_hours = models.BooleanField(default=False)
    building = models.ForeignKey(Building, models.PROTECT, null=True, related_name="+")
    escort = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    escort_is_woman = models.BooleanField(default=False, help_text=_("As the approver says."))
    why = models.CharField(max_length=200)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approved_building_has_a_woman_along",
                condition=Q(building=None) | Q(escort__isnull=False, escort_is_woman=True),
            ),
            models.CheckConstraint(
                name="approval_says_what", condition=Q(is_after_hours=True) | Q(building__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["school", "on"], name="visit_approval_by_day")]

    def __str__(self) -> str:
        return self.name


class VisitKind(models.TextChoices):
    VISITOR = "visitor", _("Visitor")
    WORKER = "worker", _("Worker")


class VisitQuerySet(SchoolQuerySet):
    def inside(self):
        """Those who have not left."""
        return self.filter(out_at=None)

    def at(self, at: datetime):
        """Those who were inside at a moment."""
        return self.filter(Q(out_at=None) | Q(out_at__gt=at), in_at__lte=at)


class Visit(SchoolRow):
    """One pass: from the gate in to the gate out (DV-02, DV-04). The first of a party shows a document."""

    Kind = VisitKind

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=VisitKind)
    name = models.CharField(max_length=80)
    gender = models.CharField(max_length=1, choices=Gender)
    phone = models.CharField(max_length=20, blank=True)
    heads = models.PositiveSmallIntegerField(default=1, help_text=_("How many came on this pass."))
    document_kind = models.CharField(max_length=16, choices=DocumentKind)
    document_ending = models.CharField(max_length=4, blank=True, help_text=_("Its last four signs, no more."))
    document_digest = models.CharField(max_length=64, blank=True)
    why = models.CharField(max_length=200, help_text=_("The reason, or the job with its work order."))
    host_staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    host_pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, related_name="+")
    building = models.ForeignKey(Building, models.PROTECT, null=True, related_name="+")
    items = models.CharField(max_length=120, blank=True, help_text=_("What they carry or leave at the gate."))
    company = models.CharField(max_length=80, blank=True)
    work_order = models.CharField(max_length=40, blank=True)
    escort = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    urgent_why = models.CharField(max_length=200, blank=True, help_text=_("Why it could not wait (DV-04)."))
    approval = models.OneToOneField(VisitApproval, models.PROTECT, null=True, related_name="visit")
    in_at = models.DateTimeField()
    expected_out_at = models.DateTimeField()
    received_at = models.DateTimeField(help_text=_("When it was entered."))
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    out_at = models.DateTimeField(null=True)
    let_out_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="visit_code_in_school"),
            models.UniqueConstraint(
                fields=["school", "document_digest"],
                condition=Q(out_at=None) & ~Q(document_digest=""),
                name="inside_on_one_pass",
            ),
            models.CheckConstraint(name="visit_kind_known", condition=Q(kind__in=VisitKind.values)),
            models.CheckConstraint(name="visitor_gender_known", condition=Q(gender__in=Gender.values)),
            models.CheckConstraint(name="visit_has_heads", condition=Q(heads__gte=1)),
            models.CheckConstraint(name="visit_expected_after_in", condition=Q(expected_out_at__gt=F("in_at"))),
            models.CheckConstraint(name="visit_out_after_in", condition=Q(out_at=None) | Q(out_at__gte=F("in_at"))),
            models.CheckConstraint(name="left_visit_says_who", condition=Q(out_at=None) | ~Q(let_out_by=None)),
            models.CheckConstraint(
                name="visit_has_one_host_or_is_work",
                condition=Q(kind="worker", host_staff=None, host_pupil=None)
                | Q(kind="visitor", host_staff=None, host_pupil__isnull=False)
                | Q(kind="visitor", host_staff__isnull=False, host_pupil=None),
            ),
            models.CheckConstraint(
                name="workers_are_escorted", condition=Q(kind="visitor") | ~Q(company="") & Q(escort__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["school", "in_at"], name="visit_by_time"),
            models.Index(fields=["school", "name", "in_at"], name="visit_by_name"),
            models.Index(fields=["school", "out_at"], name="visit_inside"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("visitors:visit", args=[self.pk])

    @property
    def is_inside(self) -> bool:
        return self.out_at is None

    @property
    def host(self):
        """Whom they visit; for workers, who goes along. Needs the three loaded."""
        return self.host_pupil or self.host_staff or self.escort

    def is_overdue(self, at: datetime) -> bool:
        return self.out_at is None and self.expected_out_at < at
