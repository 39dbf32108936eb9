"""`houqin serve`: one school, one PC, one process to start; nothing else to configure."""

import hashlib
import os
import sys
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection

from houqin.web import schema

DEMO_PAUSE_SECONDS = 60
# Carried by our libraries and asked for by no page; compressing them took half of the first start.
UNUSED_STATIC = ["*.map", "htmx-4*", "htmax-4*", "hx-*", "htmx-2-compat*"]


class Command(BaseCommand):
    help = "Bring the database and the static files up to date, then serve until stopped."
    # The checks would import every page before the server does; `manage.py check` has them.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=settings.SERVE_HOST, help="loopback unless told otherwise")
        parser.add_argument("--port", type=int, default=settings.SERVE_PORT)
        parser.add_argument("--workers", type=int, default=1, help="processes; more than one needs PostgreSQL")
        parser.add_argument("--threads", type=int, default=4, help="requests worked on at once, per process")
        parser.add_argument("--no-clock", action="store_true", help="leave the clock to `houqin clock`")
        parser.add_argument(
            "--demo", action="store_true", help="let the clock go on a minute after the newest journal entry"
        )

    def handle(self, *, host, port, workers, threads, no_clock, demo, **options):
        if workers > 1 and connection.vendor == "sqlite":
            raise CommandError("SQLite serves one school from one process. Several processes need PostgreSQL.")
        schema.bring_up_to_date()
        collect_changed_static_files()
        if demo:
            os.environ["HOUQIN_CLOCK_SHIFT_SECONDS"] = str(seconds_to_the_demo_day())
        if no_clock:
            os.environ["HOUQIN_CLOCK"] = "no"
        elif connection.vendor == "sqlite":
            # One school, one PC: nobody should have to start a second program for deadlines to be kept.
            os.environ.setdefault("HOUQIN_CLOCK", "yes")
        connection.close()
        os.environ["HOUQIN_PORT"] = str(port)
        self.tell(host, port)
        become_the_server(host=host, port=port, workers=workers, threads=threads)

    def tell(self, host, port):
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"Houqin: http://{shown}:{port}")
        if (sign_ins := settings.VAR / "demo-sign-ins.txt").exists():
            self.stdout.write(f"Demo sign-ins, one per post ({sign_ins}):")
            for line in sign_ins.read_text(encoding="utf-8").splitlines():
                school, post, username, password = line.split("\t")
                self.stdout.write(f"  {school:<8}{post:<28}{username:<22}{password}")
        self.stdout.flush()


def collect_changed_static_files():
    """Fill STATIC_ROOT when any source differs from the last time, so that no upgrade serves old scripts."""
    fingerprint = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            fingerprint.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = settings.STATIC_ROOT / ".fingerprint"
    if not stamp.exists() or stamp.read_text() != fingerprint.hexdigest():
        call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED_STATIC)
        stamp.write_text(fingerprint.hexdigest())


def seconds_to_the_demo_day() -> int:
    """How far to shift the clock so that now is shortly after the last thing that happened in the journal."""
    from houqin.journal.models import Entry  # apps not ready yet

    newest = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is None:
        return 0
    return round((newest - datetime.now(UTC)).total_seconds()) + DEMO_PAUSE_SECONDS


def become_the_server(*, host, port, workers, threads):
    """Replace this process by granian. Its parent then never holds Django: 40 MB less to find on a small PC."""
    arguments = [
        *("--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(threads), "--blocking-threads-idle-timeout", "600"),
        # Wait in line rather than turn away: 64 wardens send their rolls in the same second.
        *("--backpressure", "256", "--http", "1", "--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        "config.wsgi:application",
    ]
    # glibc gives every thread a heap of its own, which it never hands back. One for all is a few MB less, and Python's
    # own allocator takes the small things anyway.
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")
    os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])
