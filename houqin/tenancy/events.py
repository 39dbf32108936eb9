"""What tenancy writes in the journal."""

from django.utils.translation import gettext_lazy as _

from houqin.journal.kinds import entry_kind
from houqin.tenancy.models import Section, TimetableEntry
from houqin.tenancy.parameters import parameter_kinds


def what_happens(code: str):
    what = TimetableEntry.What
    return what(code).label if code in what.values else code


def which_section(code: str):
    return Section(code).label if code in Section.values else _("everybody")


def which_season(code: str):
    season = TimetableEntry.Season
    return season(code).label if code in season.values else _("all year")


def number_title(key: str):
    return parameter_kinds()[key].title if key in parameter_kinds() else key


BUREAU_FOUNDED = entry_kind("tenancy.bureau_founded", _("Bureau added"), _("{name}"))
SCHOOL_FOUNDED = entry_kind("tenancy.school_founded", _("School added"), _("{name}"))
BUILDING_ADDED = entry_kind("tenancy.building_added", _("Building added"), _("{name}"))
SPACE_ADDED = entry_kind("tenancy.space_added", _("Space added"), _("{code} {name}"))
SPACE_CLOSED = entry_kind("tenancy.space_closed", _("Space closed"), _("{code} {name}"))
TERM_SET = entry_kind("tenancy.term_set", _("Term set"), _("{name}, {starts_on} to {ends_on}"))
DAY_MARKED = entry_kind("tenancy.day_marked", _("Calendar day set"), _("{on} {note}"))
DAY_CLEARED = entry_kind("tenancy.day_cleared", _("Calendar day cleared"), _("{on}"))
TIME_SET = entry_kind(
    "tenancy.time_set", _("Time set"), _("{what} {at_time} from {valid_from}"), {"what": what_happens}
)
TIME_SET_FOR = entry_kind(
    "tenancy.time_set_for", _("Time set"), _("{what} {at_time} from {valid_from}: {section}, {season}"),
    {"what": what_happens, "section": which_section, "season": which_season},
)  # fmt: skip
PARAMETER_SET = entry_kind(
    "tenancy.parameter_set", _("Parameter set"), _("{key} = {value} from {valid_from}"), {"key": number_title}
)
