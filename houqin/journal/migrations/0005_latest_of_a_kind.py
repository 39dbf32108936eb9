"""Nothing is left to do: 0001 has the index. Later steps may depend on this name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0004_heads_know_their_day"),
    ]

    operations = []
