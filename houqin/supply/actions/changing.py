"""Set named fields of one row and say what changed."""

from typing import Any


def set_changed(row, fields: dict[str, Any]) -> str:
    """Set the fields that differ and save only those. Returns “name: 大米 → 香米”, or "" when nothing differs."""
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    said = []
    for name, value in changed.items():
        title = row._meta.get_field(name).verbose_name
        said.append(f"{title}: {_plain(getattr(row, name))} → {_plain(value)}")
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
    return "; ".join(said)


def _plain(value) -> str:
    return "—" if value in (None, "") else str(value)
