"""A leave on its way: each step is one call, and a test says only what matters to it."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from houqin.whereabouts.actions import (
    Taken,
    approve_leaves,
    ask_leave,
    ask_to_prolong,
    confirm_on_paper,
    countersign_leaves,
    hand_over,
)
from houqin.whereabouts.models import Leave
from tests.builders import NOON

HOUR = timedelta(hours=1)
#: Tomorrow evening: one boarding night lies between.
TOMORROW = NOON + timedelta(hours=30)


def a_signature() -> SimpleUploadedFile:
    image = Image.new("RGB", (200, 80), "white")
    ImageDraw.Draw(image).line((20, 60, 90, 20, 180, 55), fill="black", width=4)
    out = BytesIO()
    image.save(out, "PNG")
    return SimpleUploadedFile("signature.png", out.getvalue())


def a_paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("条.pdf", b"%PDF-1.4 signed")


def now(leave) -> Leave:
    """As the database has it."""
    return Leave.objects.get(pk=leave.pk)


class Leaving:
    """One house and its steps."""

    def __init__(self, house):
        self.house, self.crew = house, house.crew

    def ask(self, pupil=None, *, until_at=TOMORROW, starts_at=NOON, at=NOON, **more):
        given = {"reason": "探亲", "collector_name": "王外婆", "actor": self.crew.dorm_manager, "at": at}
        return ask_leave(pupil=pupil or self.house.ayi, starts_at=starts_at, until_at=until_at, **(given | more))

    def confirm(self, *leaves, at=NOON, paper=None):
        rows = [(leave, leave.pupil.guardians.first()) for leave in leaves]
        return confirm_on_paper(rows=rows, paper=paper or a_paper(), actor=self.crew.dorm_manager, at=at)

    def approve(self, *leaves, actor=None, at=NOON):
        return approve_leaves(leaves=leaves, actor=actor or self.crew.head_teacher, at=at)

    def countersign(self, *leaves, actor=None, at=NOON):
        return countersign_leaves(leaves=leaves, actor=actor or self.crew.duty_leader, at=at)

    def go(self, *leaves, at=NOON, signature=None, **more):
        taken = [Taken(leave, **({"taken_by": "王外婆"} | more)) for leave in leaves]
        return hand_over(taken=taken, signature=signature or a_signature(), actor=self.crew.dorm_manager, at=at)

    def prolong(self, leave, *, until_at, actor=None, at=NOON):
        """Asked, and no more."""
        actor = actor or self.crew.dorm_manager
        return ask_to_prolong(leave=leave, until_at=until_at, reason="大雪封路", actor=actor, at=at)

    def prolonged(self, leave, *, until_at, at=NOON):
        """With every word."""
        longer = self.prolong(leave, until_at=until_at, at=at)
        self.confirm(longer, at=at)
        self.approve(longer, at=at)
        if longer.is_overnight:
            self.countersign(longer, at=at)
        return longer

    def gone(self, pupil=None, **more):
        leave = self.ask(pupil, **more)
        self.confirm(leave)
        self.approve(leave)
        if leave.is_overnight:
            self.countersign(leave)
        return self.go(leave)
