"""Nothing is left to do: 0001 knows superseded samples. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kitchen", "0004_kept_samples"),
    ]

    operations = []
