"""Nothing is left to do: 0001 lets a delivery be called off. Later steps may depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("supply", "0005_sealed_rounds"),
    ]

    operations = []
