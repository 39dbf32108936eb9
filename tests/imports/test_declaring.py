"""Mistakes in a declaration are ours: they fail at start-up, not in front of a clerk."""

import pytest

from houqin.imports.fields import CHOICE, QUANTITY, Field
from houqin.imports.importers import IMPORTERS, importer
from tests.imports.toys import BRING_IN_TOYS, Toys

NAME = Field("name", "Name")


@pytest.mark.parametrize(
    ("code", "columns", "does", "sentence"),
    [
        ("tests.toys", [NAME], Toys, "declared twice"),
        ("tests.other", [NAME, NAME], Toys, "declares a column twice"),
        ("tests.other", [Field("sex", "Sex", kind=CHOICE)], Toys, "has no choices"),
        ("tests.other", [Field("weight", "Weight", kind=QUANTITY, unit_field="unit")], Toys, "is not a column"),
        ("tests.other", [NAME], object, "accepts nothing"),
    ],
)
def test_a_mistaken_declaration_fails(toys, code, columns, does, sentence):
    with pytest.raises(ValueError, match=sentence):
        importer(code, title="x", permission=BRING_IN_TOYS, columns=columns)(does)

    assert "tests.other" not in IMPORTERS
