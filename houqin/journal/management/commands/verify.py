"""`houqin verify`: says whether anybody changed what was written, or took away what it names, and exactly where."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from houqin.journal.attachments_check import missing_files
from houqin.journal.models import Entry, Head
from houqin.journal.verifying import verify_against, verify_chain
from houqin.kernel.loose_links import broken, loose_links

#: Rows named one by one where many have lost the same thing.
MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Walk every chain of the journal; name each altered, removed, inserted or reordered row and each broken link."
    )

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
        for link, keys in broken(loose_links()) if chain is None else ():
            found += len(keys)
            named = f"{link.related_model._meta.db_table} of {link.model._meta.db_table}.{link.column}"
            more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
            self.stdout.write(f"{named} is gone: rows {', '.join(map(str, keys[:MOST_NAMED]))}{more}")
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
