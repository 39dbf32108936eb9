"""Does every lot's `emptied_at` agree with the sum of its movements?"""

from django.core.management.base import BaseCommand
from django.db.models import Q

from houqin.supply.models import Lot


class Command(BaseCommand):
    help = "Recompute what is left of every lot and compare it with emptied_at. Exit code 1 when they differ."

    def handle(self, **options):
        lots = Lot.objects.select_related("article", "school").with_balance()
        wrong = lots.filter(Q(left__lt=0) | Q(left=0, emptied_at=None) | Q(left__gt=0, emptied_at__isnull=False))
        found = 0
        for lot in wrong.order_by("school", "pk"):
            found += 1
            marked = f"emptied at {lot.emptied_at:%Y-%m-%d %H:%M}" if lot.emptied_at else "not marked as emptied"
            self.stdout.write(f"{lot.school.code} {lot.code}: {lot.article.quantity(lot.left)} left, {marked}")
        if found:
            raise SystemExit(1)
        self.stdout.write(f"{Lot.objects.count()} lots agree with their movements.")
