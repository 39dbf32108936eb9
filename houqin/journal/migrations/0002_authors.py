"""Nothing is left to do: 0001 names the authors. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_chained_entries"),
    ]

    operations = []
