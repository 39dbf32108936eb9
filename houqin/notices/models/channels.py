"""A way by which word reaches a person or the holders of a post."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.tenancy.models import School
from houqin.tenancy.posts import Post

#: So many attempts in a row must go wrong before a channel counts as dead and its owner hears of it.
DEAD_AFTER = 3


class ChannelQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own, and those of posts at the schools one sees."""
        return self.filter(Q(user=actor) | Q(user=None, school__in=actor.visible_school_ids()))

    def in_use(self):
        return self.filter(removed_at=None)

    def in_order(self):
        return self.order_by("place", "pk")


class Channel(models.Model):
    """One way out. It belongs to a person, wherever they hold a post, or to a post of a school: a robot in a group.

    `school` is where it was added. A person's own serves every school of theirs, so this is no `SchoolRow`.
    """

    class Kind(models.TextChoices):
        WECOM = "wecom", _("WeCom")
        DINGTALK = "dingtalk", _("DingTalk")
        FEISHU = "feishu", _("Feishu")
        MAIL = "mail", _("Mail")
        WEBHOOK = "webhook", _("Webhook")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="channels")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    post = models.CharField(max_length=40, blank=True, choices=Post)
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=120, help_text=_("What people are shown of the address."))
    address = models.JSONField(default=dict, help_text=_("All parts, secret ones too; emptied when removed."))
    fingerprint = models.CharField(max_length=64)
    place = models.IntegerField(default=0, help_text=_("The lowest is tried first."))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    test_asked_at = models.DateTimeField(null=True)
    test_due = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, help_text=_("When a test message first got through."))
    failures = models.PositiveIntegerField(default=0, help_text=_("Attempts gone wrong in a row."))
    failing_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True, help_text=_("Not to be tried before."))
    removed_at = models.DateTimeField(null=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="channel_kind_known", condition=Q(kind__in=["wecom", "dingtalk", "feishu", "mail", "webhook"])
            ),
            models.CheckConstraint(
                name="channel_of_person_or_post",
                condition=Q(user__isnull=False, post="") | Q(user=None) & ~Q(post=""),
            ),
            models.UniqueConstraint(
                fields=["user", "fingerprint"], condition=Q(removed_at=None, post=""), name="one_channel_a_person"
            ),
            models.UniqueConstraint(
                fields=["school", "post", "fingerprint"],
                condition=Q(removed_at=None) & ~Q(post=""),
                name="one_channel_a_post",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(test_due=True), name="channel_test_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("notices:post-channels" if self.post else "notices:channels")

    @property
    def is_dead(self) -> bool:
        return self.failures >= DEAD_AFTER

    def is_ready(self, at: datetime) -> bool:
        """May be tried now: proven by a test message, and not waiting after one that went wrong."""
        return bool(self.verified_at) and (self.retry_at is None or self.retry_at <= at)
