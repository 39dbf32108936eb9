"""Who leads a campaign, with which written tasks, from when until when (O-01, O-02)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class SteeringGroup(SchoolRow):
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200, blank=True)
    formed_on = models.DateField()
    formed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SchoolQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="steering_group_name_in_school")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:groups')}#group-{self.pk}"


class GroupMemberQuerySet(SchoolQuerySet):
    def serving(self, on):
        """Members on that day, first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class GroupMember(SchoolRow):
    """This person had this part in the group, with these tasks, from a day until a day."""

    class Role(models.TextChoices):
        HEAD = "head", _("Head")
        DEPUTY = "deputy", _("Deputy head")
        MEMBER = "member", _("Member")

    group = models.ForeignKey(SteeringGroup, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role)
    tasks = models.CharField(max_length=400)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text=_("Last day; empty while it lasts."))
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="group_role_known", condition=Q(role__in=["head", "deputy", "member"])),
            models.CheckConstraint(
                name="member_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"
