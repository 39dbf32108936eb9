"""What somebody with the licence for it did or tested. Sealed: a correction is a new row."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.campus.models.equipment import Equipment
from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class StandingQuerySet(SchoolQuerySet):
    def standing(self):
        """Without those that were corrected."""
        return self.filter(corrected_by=None)


class Service(SchoolRow):
    """A service of one piece (DP-10, DE-03). `next_due_on` is what the firm says; the law may ask for it earlier."""

    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="services")
    done_on = models.DateField()
    by_whom = models.CharField(max_length=80, help_text=_("The firm, or the person with the licence."))
    what = models.CharField(max_length=200, blank=True)
    next_due_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="next_service_comes_after", condition=Q(next_due_on=None) | Q(next_due_on__gt=models.F("done_on"))
            )
        ]
        indexes = [
            models.Index(fields=["equipment", "-done_on"], name="service_of_equipment"),
            models.Index(fields=["school", "done_on"], name="service_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.equipment} {self.done_on}"

    def get_absolute_url(self) -> str:
        return reverse("campus:piece", args=[self.equipment_id])


class ServicePaper(SchoolRow):
    """The report or a photo of the tag. Sealed."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="papers")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "attachment"], name="a_paper_once_a_service")]

    def __str__(self) -> str:
        return str(self.attachment_id)


class System(models.TextChoices):
    FIRE = "fire", _("Fire protection systems")
    ELECTRICITY = "electricity", _("Electrical installation")
    GAS = "gas", _("Gas installation")


class SystemTest(SchoolRow):
    """The full test of a system: fire (DP-05), electricity before heating (DE-02), gas by the supplier (DE-03)."""

    System = System

    system = models.CharField(max_length=12, choices=System)
    tested_on = models.DateField()
    by_whom = models.CharField(max_length=80)
    passed = models.BooleanField()
    findings = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="system_known", condition=Q(system__in=System.values)),
            models.CheckConstraint(name="failed_test_says_what", condition=Q(passed=True) | ~Q(findings="")),
        ]
        indexes = [models.Index(fields=["school", "system", "-tested_on"], name="system_test_by_day")]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.tested_on}"

    def get_absolute_url(self) -> str:
        return reverse("campus:tests")


class TestPaper(SchoolRow):
    """The report of a test. Sealed."""

    __test__ = False  # not one of pytest's

    test = models.ForeignKey(SystemTest, models.PROTECT, related_name="papers")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["test", "attachment"], name="a_paper_once_a_test")]

    def __str__(self) -> str:
        return str(self.attachment_id)
