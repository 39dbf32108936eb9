"""Every gate of the first release names the tests that try it, and they exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "domain" / "gates.md").read_text(encoding="utf-8")
CHARTER = (ROOT / "docs" / "domain" / "charter.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/\S+\.py)::(test_\w+)`", TABLE)))


def test_every_gate_of_the_first_release_has_its_row():
    promised = re.findall(r"^\| (GT-\d\d) \|.*\| first release \|$", CHARTER, re.MULTILINE)

    assert re.findall(r"^\| (GT-\d\d) \| `tests/", TABLE, re.MULTILINE) == promised


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_named_test_exists(file, name):
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))

    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
