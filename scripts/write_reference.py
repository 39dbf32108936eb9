"""Writes docs/reference/: every table and every permission, as the code declares them.

The pages are for reading and are not kept in git, so they cannot fall behind.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs/reference"
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils.translation import override  # noqa: E402

from houqin.kernel.permissions import PERMISSIONS  # noqa: E402


def cell(value) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def column(field) -> str:
    points_at = f" → {field.related_model.__name__}" if field.related_model else ""
    may_be_empty = "yes" if field.null else ""
    kind = field.get_internal_type() + points_at
    return f"| `{field.name}` | {kind} | {may_be_empty} | {cell(field.help_text)} |"


def tables():
    yield "# Tables\n"
    for app in apps.get_app_configs():
        if not app.name.startswith("houqin."):
            continue
        for model in app.get_models():
            yield f"## {app.label}.{model.__name__}\n"
            # Django writes “Model(id, …)” where nobody wrote a docstring.
            if not model.__doc__.startswith(f"{model.__name__}("):
                yield cell(model.__doc__.partition("\n\n")[0]) + "\n"
            yield "| column | kind | may be empty | meaning |\n|---|---|---|---|"
            yield from (column(field) for field in model._meta.local_fields)
            if rules := [rule.name for rule in model._meta.constraints]:
                yield "\nThe database refuses: " + ", ".join(f"`{name}`" for name in rules) + "."
            yield ""


def permissions():
    get_resolver().url_patterns  # noqa: B018  # every app declares its own once its pages are loaded
    yield "# Permissions\n\n| code | meaning | posts |\n|---|---|---|"
    for code, permission in sorted(PERMISSIONS.items()):
        yield f"| `{code}` | {cell(permission.title)} | {', '.join(sorted(permission.posts))} |"


if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    with override("en"):
        for name, lines in {"tables": tables(), "permissions": permissions()}.items():
            (REFERENCE / f"{name}.md").write_text("\n".join(lines) + "\n")
            print(f"docs/reference/{name}.md")
