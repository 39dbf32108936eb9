"""What checklists write in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.checklists.models import Frequency
from houqin.journal.kinds import entry_kind
from houqin.tenancy.posts import Post

WORDS = {"frequency": lambda code: Frequency(code).label, "post": lambda code: Post(code).label if code else ""}

LIST_COMPOSED = entry_kind("checklists.list_composed", _("Checklist composed"), _("{title}"))
DRAFT_CHANGED = entry_kind("checklists.draft_changed", _("Draft of a checklist changed"), _("{title}: {count} items"))
LIST_PUBLISHED = entry_kind(
    "checklists.list_published", _("Checklist published"), _("{title}, version {number}: {count} items")
)
LIST_SCHEDULED = entry_kind(
    "checklists.list_scheduled", _("Checklist put to use"), _("{title}: {frequency}, {post}, by {by}"), WORDS
)
LIST_ENDED = entry_kind("checklists.list_ended", _("Checklist no longer used here"), _("{title}. {why}"))
LIST_RETIRED = entry_kind("checklists.list_retired", _("Checklist retired"), _("{title}. {why}"))
LIST_RUN = entry_kind(
    "checklists.list_run", _("Checklist handed in"), _("{title}, {on}: {found} of {count} items failed {late}")
)
RUN_CORRECTED = entry_kind("checklists.run_corrected", _("Checklist corrected"), _("{title}, {on}. {note}"))
RUN_BESIDE = entry_kind(
    "checklists.run_beside",
    _("Checklist handed in by two people"),
    _("{title}, {on}: {one} and {other} disagree on {items}"),
    {"items": lambda items: items or _("nothing")},
)
RUN_SIGNED = entry_kind("checklists.run_signed", _("Checklist signed by a second person"), _("{title}, {on}: {name}"))
