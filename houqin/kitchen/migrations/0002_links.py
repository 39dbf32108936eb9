"""Nothing is left to do: 0001 links its tables. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kitchen", "0001_from_menu_to_plate"),
    ]

    operations = []
