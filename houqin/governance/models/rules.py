"""Policies that were issued to the school, and the rules it wrote itself (S-01, S-23, C-36, EV-12).

Texts, approvals and readings are sealed: a changed rule is a further version, a further reading.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow
from houqin.tenancy.schools import Bureau, School


class PolicyQuerySet(models.QuerySet):
    def of(self, school):
        """What was issued to this school: kept by itself, or published by a bureau above it."""
        return self.filter(Q(school=school) | Q(bureau__in=school.bureau.ancestor_ids))

    def in_force(self, on):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), issued_on__lte=on)


class Policy(models.Model):
    """An opinion, notice or standard that somebody above issued, and that the school carries out."""

    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    issuer = models.CharField(max_length=80)
    issued_on = models.DateField()
    text = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    clauses = models.JSONField(default=list, help_text=_("Ids of the charter's clauses that it orders."))
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, help_text=_("The first day on which it no longer holds."))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policy_kept_in_one_place",
                condition=Q(bureau=None, school__isnull=False) | Q(bureau__isnull=False, school=None),
            ),
            models.UniqueConstraint(fields=["school", "number"], name="policy_number_in_school"),
            models.UniqueConstraint(fields=["bureau", "number"], name="policy_number_at_bureau"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("governance:policy", args=[self.pk])

    def holds(self, on: date) -> bool:
        return self.issued_on <= on and (self.ended_on is None or on < self.ended_on)


class Rule(SchoolRow):
    """A rule of the school. `kind` is any word: a new kind of rule needs no change of code (C-36)."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    issuer = models.CharField(max_length=80)
    clauses = models.JSONField(default=list, help_text=_("Ids of the charter's clauses that it keeps."))
    readers = models.JSONField(default=list, help_text=_("Codes of the posts whose holders must read it."))
    policies = models.ManyToManyField(Policy, related_name="rules")
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, help_text=_("The first day on which it no longer holds."))
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="rule_number_in_school"),
            models.CheckConstraint(name="ended_rule_says_who", condition=Q(ended_on=None) | Q(ended_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("governance:rule", args=[self.pk])


class RuleVersion(SchoolRow):
    """One text of a rule."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    what_changed = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "number"], name="version_number_of_rule"),
            models.CheckConstraint(name="version_has_a_text", condition=~Q(text="") | Q(attachment__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.number}"


class RuleApproval(SchoolRow):
    """The principal's word that a text holds from a day and is looked at again by another.

    A second approval of the same text is a review that left it unchanged.
    """

    version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="approvals")
    effective_on = models.DateField()
    review_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="review_after_effect", condition=Q(review_on__gt=F("effective_on")))]

    def __str__(self) -> str:
        return f"{self.version} {self.effective_on}"


class Reading(SchoolRow):
    """This person has read this text and says so."""

    version = models.ForeignKey(RuleVersion, models.PROTECT, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="a_text_is_read_once_by_one")]

    def __str__(self) -> str:
        return f"{self.version} {self.user}"
