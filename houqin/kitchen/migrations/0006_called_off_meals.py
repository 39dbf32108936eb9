"""Nothing is left to do: 0001 lets a meal be called off. Later steps depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("kitchen", "0005_superseded_samples"),
    ]

    operations = []
