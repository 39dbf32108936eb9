"""Nothing is left to do: 0001 gives a head its day. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_sealed_entries"),
    ]

    operations = []
