"""Finds what the docs say and the tree does not: dead links, settings nobody reads, settings nobody explains."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
IN_CODE = re.compile(r'environment\.\w+\(\s*"(HOUQIN_[A-Z_]+)"')
IN_DOCS = re.compile(r"^\| `(HOUQIN_[A-Z_]+)`", re.M)
UNREAD = {".venv", "node_modules", "var"}


def pages():
    return (path for path in sorted(ROOT.rglob("*.md")) if not UNREAD & set(path.relative_to(ROOT).parts))


def dead_links():
    for page in pages():
        for target in LINK.findall(page.read_text()):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                yield f"{page.relative_to(ROOT)}: nothing at {target}"


def settings_out_of_step():
    read = {name for path in (ROOT / "config").glob("*.py") for name in IN_CODE.findall(path.read_text())}
    explained = set(IN_DOCS.findall((ROOT / "docs/operations/settings.md").read_text()))
    yield from (f"docs/operations/settings.md does not explain {name}" for name in sorted(read - explained))
    yield from (
        f"docs/operations/settings.md explains {name}, which nothing reads" for name in sorted(explained - read)
    )


if __name__ == "__main__":
    if faults := [*dead_links(), *settings_out_of_step()]:
        sys.exit("\n".join(faults))
