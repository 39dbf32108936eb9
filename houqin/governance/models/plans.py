"""Plans with steps and milestones (S-08, S-18, P-01…P-04)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.governance.models.rules import Policy
from houqin.journal.models import Attachment
from houqin.tenancy.models import SchoolQuerySet, SchoolRow
from houqin.tenancy.posts import Post


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved, not begun")
    RUNNING = "running", _("Running")
    REVIEWED = "reviewed", _("Reviewed")
    ARCHIVED = "archived", _("Archived")


class Step(models.TextChoices):
    """The four phases in which a campaign is carried out."""

    MOBILISE = "mobilise", _("Mobilise and survey")
    CARRY_OUT = "carry_out", _("Carry out")
    SELF_CHECK = "self_check", _("Check oneself and mend")
    ACCEPTANCE = "acceptance", _("Acceptance and summary")


class Plan(SchoolRow):
    """What the school means to reach, by which steps. It moves forward only."""

    State = PlanState

    title = models.CharField(max_length=120)
    goal = models.TextField()
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    review = models.TextField(blank=True, help_text=_("What was reached, what was not, what follows."))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "title"], name="plan_title_in_school"),
            models.CheckConstraint(name="plan_state_known", condition=Q(state__in=PlanState.values)),
            models.CheckConstraint(name="plan_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="plan_in_force_is_approved", condition=Q(state="draft") | Q(approved_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("governance:plan", args=[self.pk])


class Milestone(SchoolRow):
    """A result that a post owes by a day; another person accepts it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="milestones")
    step = models.CharField(max_length=12, choices=Step)
    title = models.CharField(max_length=160)
    owner = models.CharField(max_length=40, choices=Post)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    evidence = models.CharField(max_length=400, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True, help_text=_("When it was last sent back as not done."))
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="milestone_step_known", condition=Q(step__in=Step.values)),
            models.CheckConstraint(name="milestone_owner_known", condition=Q(owner__in=Post.values)),
            models.CheckConstraint(
                name="done_milestone_says_who",
                condition=Q(done_at=None) | Q(done_by__isnull=False) & ~Q(evidence=""),
            ),
            models.CheckConstraint(
                name="milestone_accepted_by_another",
                condition=Q(accepted_at=None) | Q(done_at__isnull=False) & ~Q(accepted_by=F("done_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:plan', args=[self.plan_id])}#milestone-{self.pk}"
