"""Every way an import says no: about the file, about a cell, about the run."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    # The file
    NOTHING_INSIDE = "nothing_inside", _("The file is empty. Fill in the template and choose it again.")
    FILE_TOO_LARGE = "file_too_large", _("The file has {megabytes} MB; at most {limit} MB fit. Split it.")
    UNPACKS_TOO_LARGE = (
        "unpacks_too_large",
        _("Unpacked, the file is larger than {limit} MB or far larger than it looks. Copy the rows into the template."),
    )
    NOT_A_SPREADSHEET = (
        "not_a_spreadsheet",
        _("This is not a spreadsheet: its content is {content}. Open it in Excel or WPS and save it as .xlsx."),
    )
    NAME_AND_CONTENT_DIFFER = (
        "name_and_content_differ",
        _("The name ends in {ending}, the content is {content}. Save it again as .xlsx and choose that file."),
    )
    KIND_NOT_READ = "kind_not_read", _("Files ending in {ending} are not read here. Save it as .xlsx or .csv.")
    DAMAGED = "damaged", _("The file cannot be opened: it is damaged. Save it again as .xlsx in Excel or WPS.")
    HAS_ENTITIES = (
        "has_entities",
        _("The file contains entity declarations, which no spreadsheet needs. Copy the rows into the template."),
    )
    HAS_PASSWORD = "has_password", _("The file has a password. Remove it and choose the file again.")
    TOO_MANY_ROWS = (
        "too_many_rows",
        _("At most {limit} rows are read, but row {row} is filled. Split the file, or clear the cells below the list."),
    )
    TOO_MANY_COLUMNS = "too_many_columns", _("At most {limit} columns are read. Delete the columns not needed.")
    TOO_MANY_CELLS = "too_many_cells", _("At most {limit} filled cells are read. Split the file.")
    TOO_MANY_MERGED = "too_many_merged", _("More than {limit} cells are merged. Unmerge them and choose it again.")
    TOO_MUCH_TEXT = "too_much_text", _("The cells hold too much text. Copy only the list into the template.")
    TOO_HEAVY = "too_heavy", _("Opening the file takes too much time or memory. Copy the rows into the template.")
    NOT_TEXT = "not_text", _("The text cannot be read. Save it as .xlsx, or as CSV in UTF-8 or GB18030.")
    # The headings
    NO_HEADINGS = (
        "no_headings",
        _("No row of headings was found in the first {searched} rows. The file needs the columns {needed}."),
    )
    COLUMNS_MISSING = (
        "columns_missing",
        _("Columns are missing in row {row}: {columns}. Add them, or use the template."),
    )
    HEADING_TWICE = "heading_twice", _("Columns {columns} both mean “{column}”. Keep one of them.")
    NO_ROWS = "no_rows", _("There is no row below the headings. Fill in the list and choose the file again.")
    # A cell
    CELL_EMPTY = "cell_empty", _("“{column}” is empty. Fill it in.")
    TEXT_TOO_LONG = "text_too_long", _("“{column}” has {length} characters; at most {limit} fit. Shorten it.")
    NOT_A_DATE = "not_a_date", _("“{text}” is not a date. Write it as 2026-11-19.")
    YEAR_NOT_FIRST = (
        "year_not_first",
        _("“{text}” can be read in more than one way. Write the year first, with four digits: 2026-11-19."),
    )
    DATE_OUT_OF_RANGE = "date_out_of_range", _("“{text}” lies before 1900 or after 2100. Check the year.")
    NOT_A_WHOLE_NUMBER = "not_a_whole_number", _("“{text}” is not a whole number. Write a number such as 12.")
    OUT_OF_RANGE = "out_of_range", _("{text} is not between {least} and {most}. Check the number.")
    UNIT_MISSING = (
        "unit_missing",
        _("“{column}” has no unit. Write one, such as kg, in the unit column or behind the number."),
    )
    NOT_A_CHOICE = "not_a_choice", _("“{text}” is not one of the choices. Use one of: {known}.")
    NOT_A_PHONE = "not_a_phone", _("“{text}” is not a telephone number. Write 11 digits, or area code and number.")
    NOT_A_CODE = "not_a_code", _("“{text}” does not look like the expected number. Check it against the paper.")
    DIGITS_LOST = (
        "digits_lost",
        _("The spreadsheet kept only 15 digits of “{text}”. Set the column to text and type the number again."),
    )
    FORMULA_NOT_COMPUTED = (
        "formula_not_computed",
        _("This cell holds a formula without a result. Open the file in Excel or WPS, save it and choose it again."),
    )
    CELL_HAS_ERROR = "cell_has_error", _("This cell shows {text}. Mend the formula or type the value.")
    CELL_MERGED = (
        "cell_merged",
        _("This cell is merged with others (rows {first} to {last}). Unmerge it and fill in every row."),
    )
    SAME_AS_ROW = "same_as_row", _("“{text}” already stands in row {row}. Keep one of the two.")
    # The run
    ALREADY_DECIDED = "already_decided", _("This import is already {state}. Open it to see what came of it.")
    NO_GOOD_ROWS = "no_good_rows", _("No row can be imported. Mend the file and choose it again.")
    NOT_ALL_GOOD = (
        "not_all_good",
        _("{bad} rows still have to be changed. Import only the good rows, or mend the file."),
    )
    NOT_ACCEPTED = "not_accepted", _("This import is {state}; only an import that was accepted can be undone.")
    CANNOT_BE_UNDONE = "cannot_be_undone", _("What this import brought in can only be taken back one by one.")
    ROW_REFUSED = "row_refused", _("Row {row}: {why}")
    UNKNOWN_IMPORTER = "unknown_importer", _("There is no import called {code}. Known: {known}.")
