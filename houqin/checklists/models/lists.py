"""What is asked: a list, its sealed versions with their items, and where it is in use."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from houqin.incidents.models import Category, Grade
from houqin.tenancy.models import SchoolQuerySet, SchoolRow, Space
from houqin.tenancy.posts import Post
from houqin.tenancy.schools import Bureau, School


class Area(models.TextChoices):
    FOOD = "food", _("Food safety")
    DORMITORY = "dormitory", _("Dormitory")
    CAMPUS = "campus", _("Grounds and buildings")
    FIRE = "fire", _("Fire safety")
    OTHER = "other", _("Other")


class Frequency(models.TextChoices):
    """From the most often to the least."""

    DAILY = "daily", _("every school day")
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    TERMLY = "termly", _("every term")
    NONE = "none", _("when needed")

    def is_at_least(self, other: str) -> bool:
        order = list(Frequency)
        return order.index(self) <= order.index(Frequency(other))


class ItemKind(models.TextChoices):
    YES_NO = "yes_no", _("As it should be, or not")
    NUMBER = "number", _("A number within limits")
    CHOICE = "choice", _("A choice")
    PHOTO = "photo", _("A photo")
    SIGNATURE = "signature", _("One's own word")
    TWO_PERSONS = "two_persons", _("Seen by two people")


class ChecklistQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Lists of the schools that the person sees, and of the bureaus above those."""
        schools = actor.visible_school_ids()
        bureaus = set()
        for path in School.objects.filter(pk__in=schools).values_list("bureau__path", flat=True).distinct():
            bureaus |= {int(key) for key in path.strip("/").split("/")}
        return self.filter(Q(school__in=schools) | Q(bureau__in=bureaus))


class Checklist(models.Model):
    """One list, of a school or of a bureau for all its schools. What counts is its newest version; the draft is free.

    With `extends`, a school's own items that follow those of its bureau's list: added, never taken away.
    """

    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, related_name="+")
    extends = models.ForeignKey("self", models.PROTECT, null=True, related_name="additions")
    code = models.CharField(max_length=40, blank=True, help_text=_("Of a list that came with the house; else empty."))
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=12, choices=Area)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.NONE)
    by = models.TimeField(null=True, help_text=_("Until when on its day."))
    owner_post = models.CharField(max_length=40, choices=Post, default=Post.GENERAL_AFFAIRS_DIRECTOR)
    draft = models.JSONField(default=list, help_text=_("Items as they will be published."))
    composed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    composed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="list_has_one_owner",
                condition=Q(school=None, bureau__isnull=False) | Q(school__isnull=False, bureau=None),
            ),
            models.UniqueConstraint(
                fields=["school", "extends"], condition=Q(extends__isnull=False), name="one_addition_a_school"
            ),
            models.UniqueConstraint(
                fields=["school", "code"], condition=~Q(code="") & Q(retired_at=None), name="list_adopted_once"
            ),
        ]

    def __str__(self) -> str:
        return said(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return reverse("checklists:draft", args=[self.pk])


class ListVersion(models.Model):
    """What was published, for ever. Sealed."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checklist", "number"], name="list_version_once")]

    def __str__(self) -> str:
        return _("version {number}").format(number=self.number)


class Item(models.Model):
    """One thing to look at. `key` is its name in every version: its hazards come back under it. Sealed."""

    Kind = ItemKind

    version = models.ForeignKey(ListVersion, models.PROTECT, related_name="items")
    key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ItemKind)
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    is_required = models.BooleanField(default=True)
    low = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    unit = models.CharField(max_length=12, blank=True)
    # A third part of each is its English, where a list came with it.
    choices = models.JSONField(default=list, help_text=_("[[words, failed], …]"))
    grade = models.CharField(max_length=10, choices=Grade, help_text=_("How bad its failure is."))
    category = models.CharField(max_length=20, choices=Category)
    rule = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="item_once_in_a_version"),
            models.CheckConstraint(name="item_kind_known", condition=Q(kind__in=ItemKind.values)),
        ]
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return said(self.text, self.text_en)

    @property
    def is_failed_by(self) -> dict[str, bool]:
        """Each choice, and whether it means that the item failed."""
        return {words: bool(failed) for words, failed, *_english in self.choices}

    @property
    def choices_said(self) -> list[tuple[str, str]]:
        """Each choice as it is kept, and as its reader says it."""
        return [(words, said(words, *english)) for words, _failed, *english in self.choices]

    @property
    def limits(self) -> str:
        """“0 – 8 ℃”, “≥ 70 ℃”."""
        low, high = (None if one is None else f"{one.normalize():f}" for one in (self.low, self.high))
        return range_words(low, high, self.unit)


def range_words(low: str | None, high: str | None, unit: str) -> str:
    """Limits as people write them; one of both may be open."""
    if low is not None and high is not None:
        words = f"{low} – {high}"
    else:
        words = f"≥ {low}" if low is not None else f"≤ {high}"
    return f"{words} {unit}".strip()


class SchoolListQuerySet(SchoolQuerySet):
    def in_use(self):
        return self.filter(ended_on=None)


class SchoolList(SchoolRow):
    """A list is in use at a school: how often, by when, by whom, and who is told when it is not done."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="uses")
    frequency = models.CharField(max_length=8, choices=Frequency)
    by = models.TimeField(null=True)
    owner_post = models.CharField(max_length=40, choices=Post)
    ladder = models.JSONField(default=list, help_text=_("[[minutes after the deadline, post], …]"))
    place = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = SchoolListQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "checklist"], name="list_in_use_once")]

    def __str__(self) -> str:
        return str(self.checklist)

    def get_absolute_url(self) -> str:
        return reverse("checklists:list", args=[self.pk])


def said(chinese: str, english: str = "") -> str:
    """In the reader's language; a list that a school wrote has one."""
    return english if english and not (get_language() or "zh").startswith("zh") else chinese
