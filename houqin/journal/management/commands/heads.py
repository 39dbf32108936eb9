"""`houqin heads`: where each chain ended each day. Keep the lines where the school cannot reach them."""

from django.core.management.base import BaseCommand

from houqin.journal.models import DailyHead


class Command(BaseCommand):
    help = "Print the daily heads of the journal: chain, day, sequence, hash. `verify --heads` compares them later."

    def add_arguments(self, parser):
        parser.add_argument("--chain", type=int, help="only this school's chain (its number)")

    def handle(self, *args, chain=None, **options):
        heads = DailyHead.objects.order_by("chain", "on")
        for head in heads if chain is None else heads.filter(chain=chain):
            self.stdout.write(f"{head.chain} {head.on} {head.sequence} {head.hash}")
