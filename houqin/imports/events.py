"""What the journal says about imports."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind

IMPORT_CHECKED = entry_kind(
    "imports.checked", _("Import checked"), _("{importer}, {file}: {good} rows good, {bad} to change")
)
IMPORT_ACCEPTED = entry_kind("imports.accepted", _("Import accepted"), _("{importer}, {file}: {created} brought in"))
IMPORT_PUT_ASIDE = entry_kind("imports.put_aside", _("Import put aside"), _("{importer}, {file}"))
IMPORT_UNDONE = entry_kind("imports.undone", _("Import undone"), _("{importer}, {file}: {created} taken back"))
