"""The tables of an embedded school: made at once from a copy built beforehand, then migrated as versions come."""

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# An empty school's database. Running every migration takes longer than a person waits for a first page.
PREPARED = Path(__file__).parent / "built" / "empty.sqlite3"


def fingerprint() -> str:
    """Changes with any migration and with Django, so that an outdated copy is never used."""
    digest = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def prepare_copy() -> None:
    """Keep the migrated, empty database that is connected as the copy for later starts."""
    PREPARED.parent.mkdir(exist_ok=True)
    PREPARED.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(PREPARED)])
    PREPARED.with_suffix(".fingerprint").write_text(fingerprint())


def bring_up_to_date() -> None:
    """Create or migrate SQLite, keeping a copy of a file that held something. A person migrates PostgreSQL."""
    if connection.vendor == "sqlite":
        start_from_prepared_copy(Path(connection.settings_dict["NAME"]))
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if connection.vendor != "sqlite":
        # Several servers may start in the same second, and only a person knows that the backup is done.
        raise CommandError(f"{len(plan)} migrations are waiting. Back up, then run: houqin migrate")
    if executor.loader.applied_migrations:
        back_up()
    call_command("migrate", verbosity=0, interactive=False)


def is_prepared() -> bool:
    """Is there a copy, made by these very migrations?"""
    stamp = PREPARED.with_suffix(".fingerprint")
    return stamp.exists() and stamp.read_text() == fingerprint()


def start_from_prepared_copy(database: Path) -> None:
    if database.exists() or not is_prepared():
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    # Under another name first: a copy cut short must not look like a database.
    half = database.with_name(database.name + ".half")
    shutil.copyfile(PREPARED, half)
    half.rename(database)


def back_up() -> None:
    copy = settings.VAR / "backups" / f"before-upgrade-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3"
    copy.parent.mkdir(parents=True, exist_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
