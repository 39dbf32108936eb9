"""`houqin clock`: what the house does by itself. As many processes as you like on PostgreSQL."""

import signal
from threading import Event

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from houqin.duties.loop import Loop, run_once
from houqin.kernel.clockwork import WORKS


class Command(BaseCommand):
    help = "Run deadlines, ladders, notices and whatever else goes by the clock, until stopped."
    # The checks would import every page; `manage.py check` has them.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one pass of each work, then end")

    def handle(self, *, once, **options):
        if once:
            failed = [work.code for work in WORKS.values() if not run_once(work)]
            if failed:
                raise CommandError(f"failed: {', '.join(failed)}")
            return
        stopping = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopping.set())
        loop = Loop().start()
        self.stdout.write(f"The clock runs: {', '.join(WORKS)}.")
        self.stdout.flush()
        stopping.wait()
        loop.stop()
