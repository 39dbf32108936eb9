"""What was disinfected after a meal, how, and whether it was enough (rules DS-01…DS-09)."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as at_once
from django.utils.translation import gettext_lazy as _

from houqin.kitchen.models.meals import Meal
from houqin.kitchen.models.proofs import LATE_AFTER
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class Cleaned(models.TextChoices):
    """What the plan names one by one: tableware, utensils, kitchen, dining hall (C-26…C-29)."""

    TABLEWARE = "tableware", _("Tableware")
    UTENSILS = "utensils", _("Cooking utensils")
    KITCHEN = "kitchen", _("Kitchen surfaces")
    HALL = "hall", _("Dining hall, tables and serving line")


class Method(models.TextChoices):
    STEAM = "steam", _("Steam or boiling")
    INFRARED = "infrared", _("Infra-red cabinet")
    MACHINE = "machine", _("Dish machine")
    CHLORINE = "chlorine", _("Chlorine")
    CHLORINE_DIOXIDE = "chlorine_dioxide", _("Chlorine dioxide")
    ULTRAVIOLET = "ultraviolet", _("Ultraviolet, room empty")


@dataclass(frozen=True)
class Enough:
    """What makes a method enough: parameters for the least (and most) reading, and for the least time in seconds."""

    seconds: str
    least: str = ""
    most: str = ""
    unit: str = ""


#: DS-02…DS-06, DS-09.
ENOUGH = {
    Method.STEAM: Enough("steam_seconds", "steam_min_c", unit="℃"),
    Method.INFRARED: Enough("infrared_seconds", "infrared_min_c", unit="℃"),
    Method.MACHINE: Enough("dish_machine_seconds", "dish_machine_min_c", unit="℃"),
    Method.CHLORINE: Enough("chlorine_seconds", "chlorine_min_mg_l", unit="mg/L"),
    Method.CHLORINE_DIOXIDE: Enough(
        "chlorine_dioxide_seconds", "chlorine_dioxide_min_mg_l", "chlorine_dioxide_max_mg_l", "mg/L"
    ),
    Method.ULTRAVIOLET: Enough("ultraviolet_seconds"),
}
SURFACES = (Cleaned.KITCHEN, Cleaned.HALL)
#: Nobody boils a floor, and light leaves the underside of a plate as it is.
FITS = {
    what: tuple(
        method for method in Method
        if (method in (Method.CHLORINE, Method.CHLORINE_DIOXIDE, Method.ULTRAVIOLET) if what in SURFACES
            else method != Method.ULTRAVIOLET)
    )
    for what in Cleaned
}  # fmt: skip


class DisinfectionQuerySet(SchoolQuerySet):
    def standing(self):
        """What counts: a corrected row is kept, and no longer speaks."""
        return self.filter(corrected_by=None)


class Disinfection(SchoolRow):
    """One thing disinfected after one meal. What was not enough is a record too, and is done again. Sealed."""

    What, Method = Cleaned, Method

    meal = models.ForeignKey(Meal, models.PROTECT, related_name="disinfections")
    what = models.CharField(max_length=12, choices=Cleaned)
    method = models.CharField(max_length=20, choices=Method)
    reading = models.DecimalField(
        max_digits=6, decimal_places=1, null=True, help_text=_("℃, or mg/L of what is in the water.")
    )
    minutes = models.DecimalField(max_digits=5, decimal_places=1)
    passed = models.BooleanField(help_text=_("By the limits in force on that day."))
    remark = models.CharField(max_length=120, blank=True, help_text=_("Agent with its batch, number of pieces."))
    ended_at = models.DateTimeField(help_text=_("When it was done, as the person says."))
    received_at = models.DateTimeField(help_text=_("When it was entered here."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.CharField(max_length=120, blank=True)

    objects = DisinfectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="disinfected_thing_known", condition=Q(what__in=Cleaned.values)),
            models.CheckConstraint(name="disinfection_method_known", condition=Q(method__in=Method.values)),
            models.CheckConstraint(name="disinfection_takes_time", condition=Q(minutes__gt=0)),
            models.CheckConstraint(name="disinfection_entered_after", condition=Q(received_at__gte=F("ended_at"))),
        ]
        indexes = [models.Index(fields=["school", "what", "ended_at"], name="disinfection_latest")]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.how}"

    @property
    def how(self) -> str:
        """“Steam or boiling 100 ℃ 10 min”."""
        unit = ENOUGH[Method(self.method)].unit
        reading = f" {self.reading.normalize():f} {unit}" if self.reading is not None else ""
        minutes = at_once("{number} min").format(number=f"{self.minutes.normalize():f}")
        return f"{self.get_method_display()}{reading} {minutes}"

    @property
    def is_late(self) -> bool:
        """Entered long after it happened."""
        return self.received_at - self.ended_at > LATE_AFTER

    def get_absolute_url(self) -> str:
        return reverse("kitchen:meal-disinfect", args=[self.meal_id])


def is_enough(method: str, reading, minutes, limits) -> bool:
    """Was it hot or strong enough, and long enough? `limits` are the numbers in force."""
    enough = ENOUGH[Method(method)]
    return (
        minutes * 60 >= limits[enough.seconds]
        and (not enough.least or (reading is not None and reading >= limits[enough.least]))
        and (not enough.most or reading <= limits[enough.most])
    )
