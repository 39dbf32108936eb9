"""`houqin verify`: says whether anybody changed what was written, and exactly where."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from houqin.journal.attachments_check import missing_files
from houqin.journal.models import Entry, Head
from houqin.journal.verifying import verify_against, verify_chain


class Command(BaseCommand):
    help = "Walk every chain of the journal and name each altered, removed, inserted or reordered row."

    def add_arguments(self, parser):
        parser.add_argument("--chain", type=int, help="only this school's chain (its number)")
        parser.add_argument("--heads", type=Path, help="daily heads kept elsewhere, as `houqin heads` printed them")
        parser.add_argument("--files", action="store_true", help="also read every attachment and compare its hash")

    def handle(self, *args, chain=None, files=False, heads=None, **options):
        known = set(Head.objects.values_list("pk", flat=True)) | set(
            Entry.objects.order_by().values_list("chain", flat=True).distinct()
        )
        chains = sorted(known) if chain is None else [chain]
        found = 0
        for number in chains:
            for finding in verify_chain(number):
                found += 1
                self.stdout.write(str(finding))
        if heads:
            for finding in verify_against(heads.read_text(encoding="utf-8")):
                found += 1
                self.stdout.write(str(finding))
        if files:
            for problem in missing_files(chains):
                found += 1
                self.stdout.write(problem)
        if found:
            raise CommandError(f"{found} findings in {len(chains)} chains")
        total = Entry.objects.filter(chain__in=chains).count()
        self.stdout.write(f"{len(chains)} chains, {total} entries: whole")
