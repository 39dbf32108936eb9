"""Builds houqin/web/built/empty.sqlite3, the tables of a school that has nothing yet, when migrations changed."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "HOUQIN_VAR": var, "HOUQIN_DATABASE": "sqlite"}

        import django

        django.setup()

        from django.core.management import call_command
        from django.db import connection

        from houqin.web import schema

        if schema.is_copy_current():
            return
        print("Building the empty database")
        call_command("migrate", verbosity=0, interactive=False)
        schema.prepare_copy()
        connection.close()


if __name__ == "__main__":
    main()
