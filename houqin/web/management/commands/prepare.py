"""`houqin prepare`: what `houqin serve` does first, for those who load something before they serve."""

from django.core.management.base import BaseCommand

from houqin.web import schema


class Command(BaseCommand):
    help = "Create or upgrade the embedded database. PostgreSQL is migrated by `migrate`."
    requires_system_checks = []

    def handle(self, **options):
        schema.bring_up_to_date()
