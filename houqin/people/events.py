"""What the people app writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind
from houqin.tenancy.posts import Post


def post_name(code: str):
    """The title of a post; a post that is no longer known reads as its code."""
    return Post(code).label if code in Post.values else code


STAFF_ADDED = entry_kind("people.staff_added", _("Staff member added"), _("{name}, {number}"))
STAFF_CHANGED = entry_kind("people.staff_changed", _("Staff member changed"), _("{name}"))
STAFF_REMOVED = entry_kind("people.staff_removed", _("Staff entry undone"), _("{name}"))
STAFF_LEFT = entry_kind("people.staff_left", _("Left the school"), _("{name}, last day {left_on}"))
ACCOUNT_OPENED = entry_kind("people.account_opened", _("Account opened"), _("{name}, {username}"))
ACCOUNT_CLOSED = entry_kind("people.account_closed", _("Account closed"), _("{name}"))
ACCOUNT_REOPENED = entry_kind("people.account_reopened", _("Account opened again"), _("{name}"))
PASSWORD_SET = entry_kind("people.password_set", _("Password set anew"), _("{name}"))
APPOINTED = entry_kind("people.appointed", _("Appointed"), _("{name}: {post} from {starts_on}"), {"post": post_name})
APPOINTMENT_WITHDRAWN = entry_kind(
    "people.appointment_withdrawn",
    _("Appointment taken back"),
    _("{name}: {post} from {starts_on}"),
    {"post": post_name},
)
APPOINTMENT_ENDED = entry_kind(
    "people.appointment_ended", _("Appointment ended"), _("{name}: {post} until {ends_on}"), {"post": post_name}
)
ABSENCE_APPROVED = entry_kind(
    "people.absence_approved", _("Leave approved"), _("{name}, {starts_at} to {ends_at}: {reason}")
)
ABSENCE_ENDED = entry_kind("people.absence_ended", _("Back from leave"), _("{name}"))
CLASS_ADDED = entry_kind("people.class_added", _("Class added"), _("{name}"))
CLASS_REMOVED = entry_kind("people.class_removed", _("Class entry undone"), _("{name}"))
HEAD_TEACHER_SET = entry_kind("people.head_teacher_set", _("Head teacher set"), _("{name}: {teacher}"))
PUPIL_CHANGED = entry_kind("people.pupil_changed", _("Pupil changed"), _("{number}"))
PUPIL_ADDED = entry_kind("people.pupil_added", _("Pupil added"), _("{number}"))
PUPILS_ADDED = entry_kind("people.pupils_added", _("Pupils added"), _("{count} in {classes}"))
PUPILS_REMOVED = entry_kind("people.pupils_removed", _("Pupil entries undone"), _("{count}"))
PUPIL_MOVED = entry_kind("people.pupil_moved", _("Class changed"), _("{number} to {to}"))
PUPIL_LEFT = entry_kind("people.pupil_left", _("Left the school"), _("{number}, last day {left_on}"))
GUARDIAN_ADDED = entry_kind("people.guardian_added", _("Guardian added"), _("for {number}"))
TOKEN_CREATED = entry_kind("people.token_created", _("API token created"), _("{name}"))
TOKEN_REVOKED = entry_kind("people.token_revoked", _("API token revoked"), _("{name}"))
