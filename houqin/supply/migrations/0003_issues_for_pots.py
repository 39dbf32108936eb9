"""Nothing is left to do: 0001 tells an issue for a pot. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("supply", "0002_sealed_movements"),
    ]

    operations = []
