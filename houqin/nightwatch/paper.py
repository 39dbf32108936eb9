"""The hand-over of a night on A4: what was read when it was signed, and who signed."""

from django.utils.translation import gettext as _

from houqin.documents.columns import Signed
from houqin.documents.ledgers import Column
from houqin.documents.records import Record, Section
from houqin.nightwatch.models import ShiftHandover

FORM_NUMBER = "HQ-台账-45"


def handover_record(found: ShiftHandover) -> Record:
    """In the reader's language. No query besides those of the row with its `taken`."""
    sections = [_section(one) for one in found.sections]
    facts = [(_("Night of"), f"{found.night:%Y-%m-%d}"), (_("What else is to be known"), found.remarks)]
    return Record(
        _("Shift hand-over report"), FORM_NUMBER, [(label, value) for label, value in facts if value],
        [*sections, _signatures(found)], path=found.get_absolute_url(),
    )  # fmt: skip


def _section(said: dict) -> Section:
    columns = [
        Column("label", said["title"], 60, "start"), Column("quiet", _("In words"), 80, "start"),
        Column("end", _("How it stands"), 30),
    ]  # fmt: skip
    return Section(said["title"], columns, said["lines"], empty=said["empty"])


def _signatures(found: ShiftHandover) -> Section:
    columns = [
        Column("what", _("Signed as"), 40, "start"), Column("who", _("Who"), 60), Column("at", _("Signed at"), 40),
        Column("note", _("Note"), 40, "start"),
    ]  # fmt: skip
    rows = [
        {"what": _("Hands over"), "who": signed_by(found.left_by, found.signature), "at": found.left_at, "note": ""}
    ]
    if taken := getattr(found, "taken", None):
        rows.append(
            {"what": _("Takes over"), "who": signed_by(taken.by, taken.signature), "at": taken.at, "note": taken.note}
        )
    return Section(_("Signatures"), columns, rows)


def signed_by(user, drawn) -> Signed:
    return Signed(user.name, [drawn.file] if drawn else ())
