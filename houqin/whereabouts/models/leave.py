"""Leave of a pupil (DR-06): asked, confirmed by a guardian, approved, countersigned, handed over, returned.

Whoever is out and cannot be back in time has it prolonged: by the same words, on a row of its own.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houqin.journal.models import Attachment
from houqin.people.models import Guardian, Pupil
from houqin.tenancy.models import SchoolQuerySet, SchoolRow


class ProofKind(models.TextChoices):
    """How whoever takes a child proves who they are. No more than four last digits are kept (PD-05)."""

    ID_CARD = "id_card", _("Identity card")
    DRIVING_LICENCE = "driving_licence", _("Driving licence")
    PICK_UP_CARD = "pick_up_card", _("Pick-up card of the school")
    KNOWN = "known", _("Known to whoever hands over")


class ConfirmedHow(models.TextChoices):
    """A call or a word alone is no confirmation (DR-06)."""

    LINK = "link", _("By link and code")
    PAPER = "paper", _("On signed paper")


#: Neither over nor stopped. A prolongation is over when it took effect: the leave that it prolongs lasts longer then.
OPEN = Q(returned_at=None, refused_at=None, called_off_at=None, prolonged_at=None)
CONFIRMED_AND_APPROVED = (
    Q(confirmed_at__isnull=False)
    & Q(approved_at__isnull=False)
    & (Q(is_overnight=False) | Q(countersigned_at__isnull=False))
)


class LeaveQuerySet(SchoolQuerySet):
    def open(self):
        return self.filter(OPEN)

    def asked(self):
        """Open and not gone: still waits for a word, or for whoever collects. Prolongations among them."""
        return self.filter(OPEN, handed_over_at=None)

    def to_approve(self):
        return self.asked().filter(approved_at=None).exclude(confirmed_at=None)

    def to_countersign(self):
        return self.asked().filter(is_overnight=True, countersigned_at=None).exclude(approved_at=None)

    def to_hand_over(self):
        return self.asked().filter(CONFIRMED_AND_APPROVED, prolongs=None)

    def out(self):
        """Handed over and not back."""
        return self.filter(OPEN).exclude(handed_over_at=None)

    def out_at(self, at: datetime):
        """Handed over and not back at a moment, past or present."""
        return self.out_between(at, at)

    def out_between(self, since: datetime, at: datetime):
        """Out at some moment of a stretch, back by its end or not."""
        return self.filter(Q(returned_at=None) | Q(returned_at__gt=since), handed_over_at__lte=at)

    def with_longer(self):
        """Each knows, as `longer`, the prolongation that gave it its end and who approved that. No query more."""
        last = Q(prolongations__prolonged_at__isnull=False, prolongations__until_at=F("until_at"))
        rows = self.annotate(longer_by=FilteredRelation("prolongations", condition=last))
        return rows.select_related("longer_by__approved_by")

    def promised_at(self, at: datetime):
        """Those that cover a moment and whose child will then be gone, should all go as asked; still away with one
        that is prolonged.
        """
        return self.filter(OPEN, starts_at__lte=at, until_at__gt=at).exclude(approved_at=None)


class Leave(SchoolRow):
    """One pupil, from a moment to a moment. Each word has its moment and its person; the database knows the order.

    With `prolongs` it asks for a later end of a leave on which the child is out: it begins where that one was to end,
    and with the last word needed that one's `until_at` moves (`prolonged_at`). Nobody is handed over with it.
    """

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="leaves")
    starts_at = models.DateTimeField()
    until_at = models.DateTimeField(help_text=_("Back by then; later is an alarm."))
    is_overnight = models.BooleanField(help_text=_("Covers a boarding night."))
    reason = models.CharField(max_length=120)
    collector_name = models.CharField(max_length=80, blank=True)
    collector_relation = models.CharField(max_length=20, blank=True)
    collector_phone = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.CharField(max_length=5, choices=ConfirmedHow, blank=True)
    guardian = models.ForeignKey(Guardian, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    paper_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True)
    countersigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_by = models.CharField(max_length=80, blank=True, help_text=_("Who took the child."))
    proof_kind = models.CharField(max_length=20, choices=ProofKind, blank=True)
    proof_last4 = models.CharField(max_length=4, blank=True)
    consent = models.CharField(
        max_length=120, blank=True,
        help_text=_("Which guardian agreed to whom nobody had named, and how."),
    )  # fmt: skip
    hand_over_signature = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    brought_by = models.CharField(max_length=80, blank=True)
    return_signature = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")

    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        help_text=_("Empty when a guardian refused."),
    )  # fmt: skip
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why_not = models.CharField(max_length=120, blank=True, help_text=_("Why it was refused or called off."))

    prolongs = models.ForeignKey("self", models.PROTECT, null=True, related_name="prolongations")
    prolonged_at = models.DateTimeField(null=True, help_text=_("When the leave that it prolongs got its later end."))

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="leave_ends_after_start", condition=Q(until_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="leave_confirmed_by_guardian",
                condition=Q(confirmed_at=None) | Q(guardian__isnull=False, confirmed_how__in=ConfirmedHow.values),
            ),
            models.CheckConstraint(
                name="leave_on_paper_has_paper",
                condition=~Q(confirmed_how="paper") | Q(paper__isnull=False, paper_by__isnull=False),
            ),
            models.CheckConstraint(
                name="leave_approved_after_guardian", condition=Q(approved_at=None) | Q(confirmed_at__isnull=False)
            ),
            # GT-14, where no door can go round it.
            models.CheckConstraint(
                name="gone_with_leave_only", condition=Q(handed_over_at=None) | CONFIRMED_AND_APPROVED
            ),
            models.CheckConstraint(
                name="hand_over_says_who",
                condition=Q(handed_over_at=None)
                | (Q(handed_over_by__isnull=False, proof_kind__in=ProofKind.values) & ~Q(taken_by="")),
            ),
            models.CheckConstraint(
                name="returned_after_hand_over",
                condition=Q(returned_at=None)
                | Q(handed_over_at__isnull=False, returned_to__isnull=False, returned_at__gte=F("handed_over_at")),
            ),
            models.CheckConstraint(
                name="gone_leave_is_not_stopped",
                condition=Q(handed_over_at=None) | Q(refused_at=None, called_off_at=None),
            ),
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(handed_over_at__isnull=False, returned_at=None), name="gone_once"
            ),
            models.CheckConstraint(
                name="nobody_goes_by_a_prolongation", condition=Q(prolongs=None) | Q(handed_over_at=None)
            ),
            # GT-14: nobody stays away longer on fewer words than were needed to go.
            models.CheckConstraint(
                name="prolonged_with_every_word",
                condition=Q(prolonged_at=None)
                | (Q(prolongs__isnull=False, refused_at=None, called_off_at=None) & CONFIRMED_AND_APPROVED),
            ),
            models.UniqueConstraint(
                fields=["prolongs"], condition=OPEN & Q(prolongs__isnull=False), name="one_open_prolongation"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "until_at"], name="leave_by_end"),
            models.Index(fields=["pupil", "starts_at"], name="leave_of_pupil"),
            # Who is out, without a look at all that a pupil came back from.
            models.Index(fields=["pupil", "returned_at"], name="leave_by_return"),
            models.Index(fields=["school"], condition=OPEN, name="leave_open"),
        ]

    def __str__(self) -> str:
        return str(self.pupil)

    def get_absolute_url(self) -> str:
        return reverse("whereabouts:leave", args=[self.pk])

    @property
    def is_open(self) -> bool:
        ends = (self.returned_at, self.refused_at, self.called_off_at, self.prolonged_at)
        return all(end is None for end in ends)

    @property
    def is_out(self) -> bool:
        return self.is_open and self.handed_over_at is not None

    @property
    def has_every_word(self) -> bool:
        """Confirmed, approved, and countersigned where it must be."""
        signed = self.countersigned_at is not None or not self.is_overnight
        return self.confirmed_at is not None and self.approved_at is not None and signed

    @property
    def may_go(self) -> bool:
        return self.prolongs_id is None and self.has_every_word

    @property
    def longer(self) -> "Leave | None":
        """The prolongation that gave it its end, of a leave that came `with_longer`."""
        return getattr(self, "longer_by", None)

    def is_overdue(self, at: datetime) -> bool:
        return self.is_out and self.until_at < at
