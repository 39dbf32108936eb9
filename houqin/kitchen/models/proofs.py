"""What proves that a batch was safe: temperatures, tastings, samples; what was served; what was left."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.kitchen.models.meals import DishBatch, Meal
from houqin.people.models import SchoolClass
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space

#: A record entered longer than this after the fact is shown as late (charter §6: accepted as what it is). A house rule.
LATE_AFTER = timedelta(minutes=30)


class Proof(SchoolRow):
    """A sealed observation of a batch. A slip is corrected by a new row that names the old one and says why."""

    batch = models.ForeignKey(DishBatch, models.PROTECT, related_name="%(class)ss")
    happened_at = models.DateTimeField(help_text=_("When it was done, as the person says."))
    received_at = models.DateTimeField(help_text=_("When it was entered here."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.CharField(max_length=120, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_late(self) -> bool:
        """Entered long after it happened."""
        return self.received_at - self.happened_at > LATE_AFTER


class CookingTemperature(Proof):
    """Core temperature at the end of cooking, °C (rule TT-01)."""

    core_temperature_c = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="core_temperature_is_possible",
                condition=Q(core_temperature_c__gte=-30, core_temperature_c__lte=300),
            )
        ]

    def __str__(self) -> str:
        return f"{self.core_temperature_c} ℃"


class Tasting(Proof):
    """Look, smell, taste of what the pupils will get (rules TD-06…TD-09)."""

    is_look_good = models.BooleanField()
    is_smell_good = models.BooleanField()
    is_taste_good = models.BooleanField()
    remark = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.batch)

    @property
    def passed(self) -> bool:
        return self.is_look_good and self.is_smell_good and self.is_taste_good


class SampleQuerySet(SchoolQuerySet):
    def in_place(self):
        """What takes a numbered place in its cabinet: not thrown away, and no correction speaks for it."""
        return self.filter(disposed_at=None, superseded_at=None, position__isnull=False)


class RetainedSample(SchoolRow):
    """≥ 125 g of a batch, kept ≥ 48 h in its own refrigerator (rules RS-01…RS-10)."""

    code = models.CharField(max_length=24)
    batch = models.ForeignKey(DishBatch, models.PROTECT, related_name="samples")
    grams = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    received_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cabinet = models.ForeignKey(Space, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(null=True)
    cabinet_temperature_c = models.DecimalField(max_digits=4, decimal_places=1)
    keep_until = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, help_text=_("An incident is open: not to be disposed of."))
    locked_reason = models.CharField(max_length=120, blank=True)
    disposed_at = models.DateTimeField(null=True)
    disposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    disposal_method = models.CharField(max_length=60, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.CharField(max_length=120, blank=True)
    #: Since when a correction speaks for this row. A constraint cannot look at the row that names this one.
    superseded_at = models.DateTimeField(null=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="sample_code_in_school"),
            models.UniqueConstraint(
                fields=["cabinet", "position"],
                condition=Q(disposed_at=None, superseded_at=None, position__isnull=False),
                name="one_sample_per_position",
            ),
            models.CheckConstraint(
                name="sample_outlives_its_hold",
                condition=Q(disposed_at=None) | Q(disposed_at__gte=models.F("keep_until"), locked_at=None),
            ),
            models.CheckConstraint(name="sample_is_kept_a_while", condition=Q(keep_until__gt=models.F("taken_at"))),
        ]
        indexes = [
            models.Index(fields=["school", "taken_at"]),
            models.Index(fields=["school", "keep_until"], condition=Q(disposed_at=None), name="sample_kept"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("kitchen:sample", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Entered long after it was taken."""
        return self.received_at - self.taken_at > LATE_AFTER


#: Groups without a class that every school has. Stored by code, so that two languages are one group.
GROUPS = {"staff": _("Staff"), "guests": _("Guests")}


class ServiceCount(SchoolRow):
    """How many of a class, or of a group without a class, ate. The newest count of a group holds."""

    meal = models.ForeignKey(Meal, models.PROTECT, related_name="counts")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, null=True, related_name="+")
    group = models.CharField(max_length=40, blank=True, help_text=_("When no class: staff, guests."))
    heads = models.PositiveIntegerField()
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="count_names_a_group",
                condition=Q(school_class__isnull=False, group="") | Q(school_class=None) & ~Q(group=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_whom}: {self.heads}"

    @property
    def of_whom(self) -> str:
        return str(self.school_class or GROUPS.get(self.group, self.group))


class LeftoverQuerySet(SchoolQuerySet):
    def standing(self):
        """What counts: a corrected row is kept, and no longer summed."""
        return self.filter(corrected_by=None)


class Leftover(SchoolRow):
    """Food left after service. It has no lot: its only way is to disposal (GT-10, rules LO-01…LO-04).

    A wrong weight is corrected by a new row that names the old one and says why; it keeps when it was weighed, and
    whether it is gone.
    """

    class Kind(models.TextChoices):
        COOKED = "cooked", _("Left in the kitchen")
        PLATE = "plate", _("Left on plates")

    meal = models.ForeignKey(Meal, models.PROTECT, related_name="leftovers")
    batch = models.ForeignKey(DishBatch, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    grams = models.PositiveIntegerField(help_text=_("0 is a record too: nothing was left."))
    weighed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField()
    disposed_at = models.DateTimeField(null=True)
    disposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    collector = models.CharField(max_length=80, blank=True)
    vehicle = models.CharField(max_length=40, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.CharField(max_length=120, blank=True)
    objects = LeftoverQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="leftover_kind_known", condition=Q(kind__in=["cooked", "plate"]))]

    def __str__(self) -> str:
        return f"{self.meal} {self.grams} g"
