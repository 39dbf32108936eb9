"""Nothing is left to do: 0001 lets a leftover be corrected. Later steps may depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kitchen", "0006_called_off_meals"),
    ]

    operations = []
