"""Compiles every django.po beside itself, without gettext. Refuses fuzzy entries: a guess is not a translation."""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    faults = []
    for source in sorted((ROOT / "houqin").rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
        if fuzzy := [entry for entry in catalogue if entry.fuzzy]:
            faults += [f"{source.relative_to(ROOT)}:{entry.linenum}: fuzzy" for entry in fuzzy]
            continue
        catalogue.save_as_mofile(str(target))
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
