"""Nothing is left to do: 0001 has the index. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kitchen", "0003_sealed_proofs"),
    ]

    operations = []
