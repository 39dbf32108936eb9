"""What was seen. A run is handed in whole and sealed; a correction is a new run that names the old one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houqin.checklists.models.lists import Item, ListVersion, SchoolList
from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class RunQuerySet(SchoolQuerySet):
    def standing(self):
        """The newest word on each occasion: what a correction replaced is left out."""
        return self.filter(corrected_by=None)


class Run(SchoolRow):
    """A list handed in once by one person. Nothing found is a record as well."""

    school_list = models.ForeignKey(SchoolList, models.PROTECT, related_name="runs")
    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="+")
    addition = models.ForeignKey(ListVersion, models.PROTECT, null=True, related_name="+")
    on = models.DateField(help_text=_("The school day it speaks of."))
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    beside = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+",
        help_text=_("Somebody else's entry of the same occasion, of which this person did not know."),
    )  # fmt: skip
    needs_second = models.BooleanField()
    found = models.PositiveSmallIntegerField(help_text=_("How many items failed."))
    note = models.CharField(max_length=200, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="run_entered_after_it_happened", condition=Q(received_at__gte=F("happened_at")))
        ]
        indexes = [
            models.Index(fields=["school", "on"], name="run_by_day"),
            models.Index(fields=["school_list", "on"], name="run_of_list"),
        ]

    def __str__(self) -> str:
        return f"{self.school_list} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("checklists:run", args=[self.pk])

    @property
    def is_late_entry(self) -> bool:
        """Entered on another day than it speaks of."""
        return self.school.localdate(self.received_at) != self.on


class Answer(SchoolRow):
    """What was seen of one item. `passed` is null where an item that is not needed was left out. Sealed."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    passed = models.BooleanField(null=True)
    number = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    choice = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "item"], name="one_answer_an_item")]

    def __str__(self) -> str:
        return f"{self.item}{gettext(': ')}{self.value}" if self.value else str(self.item)

    @property
    def value(self) -> str:
        """As it reads on paper."""
        if self.number is not None:
            return f"{self.number.normalize():f} {self.item.unit}".strip()
        return dict(self.item.choices_said).get(self.choice, self.choice)


class AnswerPhoto(SchoolRow):
    """A photo that shows what was seen. Sealed."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.attachment_id)


class SecondSignature(SchoolRow):
    """A second person's word under their own account. Sealed."""

    run = models.OneToOneField(Run, models.PROTECT, related_name="second")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.by} {self.at}"
