"""`manage.py demo`: two schools that have lived for weeks, with one sign-in per post."""

import csv
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from houqin.demo.story import PASSWORD, load_demo
from houqin.kernel.clock import now
from houqin.tenancy.schools import School


class Command(BaseCommand):
    help = "Load the demo schools into an empty database, and write down who signs in with which password."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are schools already")
        parser.add_argument("--at", metavar="DAY", help="the day of the demo, such as 2025-11-19; today unless given")
        parser.add_argument("--weeks", type=int, default=4, help="how many weeks of meals lie behind that day")
        parser.add_argument("--small", action="store_true", help="fewer pupils and dishes, for tests")

    def handle(self, *, if_empty, at, weeks, small, verbosity, **options):
        if School.objects.exists():
            if if_empty:
                return
            raise CommandError("This database has schools already. The demo loads only into an empty one.")
        say = self.stdout.write if verbosity > 1 else lambda text: None
        sign_ins = load_demo(today=_day(at), weeks=weeks, small=small, say=say)
        path = settings.VAR / "demo-sign-ins.txt"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, delimiter="\t", lineterminator="\n")
            rows.writerow(["school", "post", "username", "password"])
            rows.writerows([one.school, one.post, one.username, PASSWORD] for one in sign_ins)
        self.stdout.write(f"Demo sign-ins, one per post: {path}")
        self.stdout.write(f"The password of all of them: {PASSWORD}")


def _day(text: str | None) -> date:
    if not text:
        return now().astimezone(ZoneInfo("Asia/Urumqi")).date()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise CommandError(f"“{text}” is not a day such as 2025-11-19.") from None
